import type { Locator, Page } from "@playwright/test";
import {
  amounts,
  csv,
  expect,
  holdsFocus,
  hydrated,
  newcomer,
  signUp,
  table,
  test,
} from "../support/e2e/journey";
import { COINBASE_HEADER } from "../support/source-headers";

/** 1 ETH bought for 2,020.00 on 2023-03-01 and sold for 2,970.00 on 2025-03-03: a long-term gain of 950.00. */
const FILE = csv(
  "keys.csv",
  `
Transactions
User,Noor Haddad,4e8d2b1a-7c36-4f90-b5a2-1d0c9e8f7a6b
${COINBASE_HEADER}
k1,2025-03-03 15:00:00 UTC,Sell,ETH,-1,USD,"$3,000.00","$3,000.00","$2,970.00",$30.00,Sold 1 ETH for 2970.00 USD
k2,2023-03-01 15:00:00 UTC,Buy,ETH,1,USD,"$2,000.00","$2,000.00","$2,020.00",$20.00,Bought 1 ETH for 2020.00 USD
k3,2025-02-03 15:00:00 UTC,Buy,SOL,10,USD,$200.00,"$2,000.00","$2,020.00",$20.00,Bought 10 SOL for 2020.00 USD
`,
);

/** Tabs until the element has the focus; fails when a round of the page does not reach it. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeAttached();
  for (let presses = 0; presses < 120; presses += 1) {
    await page.keyboard.press("Tab");
    if (await target.evaluate((element) => element === document.activeElement)) {
      await expectInSight(target);
      return;
    }
  }
  throw new Error(`The keyboard does not reach ${target}`);
}

/** What has the focus is on the screen and not under a sticky bar (WCAG 2.4.11). */
async function expectInSight(target: Locator): Promise<void> {
  const inSight = await target.evaluate((element) => {
    const label = element.closest("label") ?? document.querySelector(`label[for="${element.id}"]`);
    const shown = element.getBoundingClientRect().width > 2 ? element : (label ?? element);
    const { x, y, width, height } = shown.getBoundingClientRect();
    const top = document.elementFromPoint(x + width / 2, y + height / 2);
    return top !== null && (shown.contains(top) || top.contains(shown));
  });
  expect(inSight, `${target} has the focus and is covered`).toBe(true);
}

test("import, year and harvest by keyboard alone", async ({ page }) => {
  const root = await signUp(page, newcomer("Noor Haddad"));
  const main = page.getByRole("main");

  await test.step("the first stop skips to the content", async () => {
    await page.goto(root);
    await page.keyboard.press("Tab");
    const skip = page.getByRole("link", { name: /skip/i });
    await expect(skip).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(main).toBeFocused();
  });

  await test.step("a file is chosen and imported", async () => {
    await tabTo(page, main.getByRole("link", { name: "Import a file" }));
    await page.keyboard.press("Enter");
    await page.waitForURL(`${root}/import`);
    const input = page.locator('input[type="file"]');
    await hydrated(input);
    await tabTo(page, input);
    const [chooser] = await Promise.all([
      page.waitForEvent("filechooser"),
      page.keyboard.press("Enter"),
    ]);
    await chooser.setFiles(FILE);
    await page.waitForURL(/\/import\/[0-9a-f-]{36}$/);
    await tabTo(page, page.getByRole("button", { name: "Import 3 rows" }));
    await page.keyboard.press("Enter");
    await expect(page.getByText(/^Imported on /)).toBeVisible();
  });

  await test.step("the command menu leads to the year", async () => {
    await hydrated(page.getByRole("button", { name: /^Go to/ }));
    await page.keyboard.press("Control+k");
    const menu = page.getByRole("dialog", { name: "Go to" });
    await expect(menu.getByRole("combobox")).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(menu).toBeHidden();
    await page.keyboard.press("Control+k");
    await page.keyboard.type("2025");
    await expect(menu.getByRole("option").first()).toContainText("2025");
    await page.keyboard.press("Enter");
    await page.waitForURL(`${root}/years/2025`);
  });

  await test.step("a figure is asked, answered, and the focus comes back", async () => {
    const figure = main.getByRole("link", { name: /how the long-term gain is made/ });
    expect(await amounts(figure)).toEqual(["950"]);
    await tabTo(page, figure);
    await page.keyboard.press("Enter");
    const why = page.getByRole("dialog");
    await expect(why).toBeVisible();
    await holdsFocus(why);
    await page.keyboard.press("Escape");
    await expect(why).toHaveCount(0);
    await expect(figure).toBeFocused();
    await tabTo(
      page,
      table(page, "Form 8949 boxes of 2025").getByRole("link", { name: /rows of box L/ }),
    );
    await page.keyboard.press("Enter");
    await expect(table(page, "Rows of box L")).toBeVisible();
  });

  await test.step("the menu of pages leads to harvest", async () => {
    await page.keyboard.press("Control+k");
    await page.keyboard.type("harv");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    await page.waitForURL(`${root}/harvest`);
    await expect(page.getByText(/depends on your \d{4} income/)).toBeVisible();
    await tabTo(page, main.getByRole("link", { name: "Tell us your filing status and income" }));
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/settings/);
  });
});
