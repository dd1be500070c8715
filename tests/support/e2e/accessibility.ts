import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

const LOOKS = [
  { width: 1280, colorScheme: "light" },
  { width: 1280, colorScheme: "dark" },
  { width: 375, colorScheme: "light" },
  { width: 375, colorScheme: "dark" },
] as const;

/**
 * Checks the page that is open, in light and dark, on a desk and on a telephone: no violation that
 * axe can find, nothing wider than the screen. Leaves a picture of each look with the results.
 */
export async function expectAccessible(page: Page, name: string): Promise<void> {
  const before = page.viewportSize();
  for (const { width, colorScheme } of LOOKS) {
    const look = `${name}-${width}-${colorScheme}`;
    await page.setViewportSize({ width, height: width > 600 ? 800 : 812 });
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await test.step(look, async () => {
      await page.screenshot({ path: `test-results/pages/${look}.png`, fullPage: true });
      const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
      expect(violations.map(describe), look).toEqual([]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow, `${look} scrolls sideways`).toBeLessThanOrEqual(0);
    });
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
  if (before) await page.setViewportSize(before);
}

type Violation = Awaited<ReturnType<AxeBuilder["analyze"]>>["violations"][number];

function describe({ id, help, nodes }: Violation): string {
  const places = nodes.slice(0, 5).map((node) => node.target.join(" "));
  return `${id}: ${help} at ${places.join(", ")}`;
}
