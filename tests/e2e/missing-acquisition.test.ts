import type { Page } from "@playwright/test";
import {
  amounts,
  csv,
  expect,
  importFile,
  newcomer,
  signUp,
  table,
  test,
} from "../support/e2e/journey";
import { COINBASE_HEADER } from "../support/source-headers";

/*
 * 2 ETH are sold, 1.4 are known to have been bought: 0.6 are missing.
 *   sold 2025-05-14: 2 ETH for 5,000.00 less 30.00 = 4,970.00, that is 2,485.00 each
 *   known: 1.4 of 2024-02-01 at 3,220.00 + 19.32 = 3,239.32; 1.4 x 2,485.00 = 3,479.00; gain 239.68 (long)
 *   the missing 0.6 x 2,485.00 = 1,491.00 are in no total
 * Then the purchase of 0.6 ETH on 2024-01-05 for 1,380.00 is added: first in, so first out, long:
 *   1,491.00 - 1,380.00 = 111.00; with 239.68 that makes 350.68 on proceeds of 4,970.00 and a basis of 4,619.32
 */
const FILE = csv(
  "coinbase-2025.csv",
  `
Transactions
User,Tom Reyes,9b2f64d0-1c3e-4f57-8a90-b6d7e8f90a12
${COINBASE_HEADER}
7f01,2025-05-14 15:20:00 UTC,Sell,ETH,-2,USD,"$2,500.00","$5,000.00","$4,970.00",$30.00,Sold 2 ETH for 4970.00 USD
7f02,2024-02-01 17:45:00 UTC,Buy,ETH,1.4,USD,"$2,300.00","$3,220.00","$3,239.32",$19.32,Bought 1.4 ETH for 3239.32 USD
`,
);

test("a sale without enough lots is shown first with what is missing, and adding the purchase settles it", async ({
  page,
}) => {
  const root = await signUp(page, newcomer("Tom Reyes"));
  await importFile(page, root, FILE);

  await test.step("the overview names it", async () => {
    await page.goto(root);
    const wrong = page.getByRole("region", { name: "What is wrong or uncertain?" });
    await expect(wrong).toContainText("0.6 ETH");
    await expect(wrong).toContainText("1 item blocks 2025");
  });

  await test.step("the year page names it before any figure and counts nothing as zero", async () => {
    await page.goto(`${root}/years/2025`);
    const main = page.getByRole("main");
    await expect(main.getByText(/^Not final: 1 open item/)).toBeVisible();
    const text = await main.innerText();
    expect(text.indexOf("0.6")).toBeLessThan(text.indexOf("Long-term gain or loss"));
    const unknown = table(page, "Sales that are in no total").locator("tbody");
    expect(await amounts(unknown)).toEqual(["0.6", "1491"]);
    await expect(unknown).toContainText("missing from the books");
    await expect(unknown).toContainText("not known");
    expect(await boxL(page)).toEqual(["3479", "3239.32", "239.68"]);
  });

  await test.step("review shows it first and leads to the form that adds it", async () => {
    await page.goto(`${root}/review`);
    const first = page
      .getByRole("main")
      .getByRole("listitem")
      .filter({ hasText: "0.6 ETH" })
      .first();
    await expect(first).toContainText("What settles it:");
    await expect(page.getByRole("navigation", { name: "Books", exact: true })).toContainText("1");
    await first.getByRole("link", { name: "Add what is missing" }).click();
    await expect(page).toHaveURL(/\/ledger\?.*add=buy/);
    const form = page.getByRole("dialog");
    await expect(form.getByLabel("Account", { exact: true })).toHaveValue("Coinbase");
    await form.getByLabel("Date").fill("2024-01-05");
    await form.getByLabel("Received: units").fill("0.6");
    await expect(form.getByLabel("Asset").first()).toHaveValue("ETH");
    await form.getByLabel(/^Dollars paid/).fill("1,380");
    await form.getByRole("button", { name: "Add to the ledger" }).click();
    await expect(page).toHaveURL(/[?&]tx=/);
  });

  await test.step("then nothing is missing and the year is whole", async () => {
    await page.goto(`${root}/review`);
    await expect(page.getByText("Nothing to settle")).toBeVisible();
    await page.goto(`${root}/years/2025`);
    await expect(page.getByText("Not final")).toHaveCount(0);
    expect(await boxL(page)).toEqual(["4970", "4619.32", "350.68"]);
    await page.goto(root);
    await expect(page.getByText("Nothing: every sale has its basis")).toBeVisible();
  });
});

async function boxL(page: Page): Promise<(string | undefined)[]> {
  const row = table(page, "Form 8949 boxes of 2025")
    .getByRole("row")
    .filter({ has: page.getByRole("rowheader", { name: "L" }) });
  const [proceeds, basis, , gain] = await amounts(row);
  return [proceeds, basis, gain];
}
