import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];

/** The rules that colours decide; the others cannot change with the colour scheme alone. */
const COLOUR_RULES = ["color-contrast", "link-in-text-block"];

const LOOKS = [
  { width: 1280, colorScheme: "light" },
  { width: 1280, colorScheme: "dark" },
  { width: 375, colorScheme: "dark" },
  { width: 375, colorScheme: "light" },
] as const;

/**
 * Checks the page that is open, in light and dark, on a desk and on a telephone: no violation that
 * axe can find, nothing wider than the screen, down to 320 px. With E2E_PICTURES set, leaves a
 * picture of each look in test-results/pages.
 */
export async function expectAccessible(page: Page, name: string): Promise<void> {
  const before = page.viewportSize();
  for (const { width, colorScheme } of LOOKS) {
    const look = `${name}-${width}-${colorScheme}`;
    await page.setViewportSize({ width, height: width > 600 ? 800 : 812 });
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await layOutAll(page);
    await test.step(look, async () => {
      if (process.env["E2E_PICTURES"])
        await page.screenshot({ path: `test-results/pages/${look}.png`, fullPage: true });
      const violations = await violationsOf(
        page,
        colorScheme === "light"
          ? { type: "tag", values: RULES }
          : { type: "rule", values: COLOUR_RULES },
      );
      expect.soft(violations.map(describe), look).toEqual([]);
      await expectNoSidewaysScroll(page, look);
    });
  }
  expect.soft(await sharedIds(page), `${name}: ids of several elements`).toEqual([]);
  await page.setViewportSize({ width: 320, height: 640 });
  await expectNoSidewaysScroll(page, `${name}-320`);
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
  if (before) await page.setViewportSize(before);
}

type Asked = { readonly type: "tag" | "rule"; readonly values: string[] };
type WithAxe = {
  readonly axe?: { run(options: object): Promise<{ violations: Violation[] }> };
};

/**
 * What axe finds on the page that is open. It is put into a document once, and works out nothing about rules that hold: both cost a third
 * of the looking.
 */
async function violationsOf(page: Page, runOnly: Asked): Promise<readonly Violation[]> {
  const options = { runOnly, resultTypes: ["violations" as const] };
  const found = await page.evaluate(async (asked) => {
    const { axe } = window as WithAxe;
    return axe === undefined ? null : (await axe.run(asked)).violations;
  }, options);
  // No frames of other hosts here, so axe need not open a page of its own to gather results.
  return (
    found ?? (await new AxeBuilder({ page }).setLegacyMode().options(options).analyze()).violations
  );
}

/** Ids more than one element has: axe looks at those that ARIA names alone, but a label finds only the first of its name. */
async function sharedIds(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
    return [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))];
  });
}

/**
 * Parts that are laid out only when they come near (`later`) are laid out now, colours that change slowly are at their end, and frames
 * pass: axe reads every part's colours, and those of a part the browser has put off may still be the other scheme's.
 */
async function layOutAll(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (const part of document.querySelectorAll<HTMLElement>(".later")) {
      part.style.contentVisibility = "visible";
    }
    const painted = () =>
      new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    await painted();
    // Colours on their way from one scheme to the other are neither's.
    for (const change of document.getAnimations()) {
      if (change instanceof CSSTransition) change.finish();
    }
    await painted();
  });
}

async function expectNoSidewaysScroll(page: Page, look: string): Promise<void> {
  const sticksOut = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const isWide = (element: Element) => element.getBoundingClientRect().right > clientWidth + 0.5;
    const scrollsWithin = (element: Element | null): boolean =>
      element !== null &&
      (getComputedStyle(element).overflowX !== "visible" || scrollsWithin(element.parentElement));
    return [...document.body.querySelectorAll("main *")]
      .filter((element) => isWide(element) && !scrollsWithin(element.parentElement))
      .map((element) => `${element.outerHTML.slice(0, 200)} by ${scrollWidth - clientWidth} px`);
  });
  expect.soft(sticksOut, `${look} scrolls sideways`).toEqual([]);
}

type Violation = Awaited<ReturnType<AxeBuilder["analyze"]>>["violations"][number];

function describe({ id, help, nodes }: Violation): string {
  const places = nodes.slice(0, 5).map((node) => node.target.join(" "));
  return `${id}: ${help} at ${places.join(", ")}`;
}
