import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/e2e/accessibility";
import {
  csv,
  expect,
  hydrated,
  importFile,
  newcomer,
  signUp,
  table,
  test,
} from "../support/e2e/journey";
import { COINBASE_HEADER } from "../support/source-headers";

/* 1 BTC for 40,000 in January 2024; half of it sold in March 2025 for 45,000 less 20,000 basis: 25,000 long-term. */
const FILE = csv(
  "filed-2025.csv",
  `
Transactions
User,Ruth Calder,5c1f7a90-2d4e-4b68-9a31-c7e8f90b1d24
${COINBASE_HEADER}
f001,2025-03-14 15:20:00 UTC,Sell,BTC,-0.5,USD,"$90,000.00","$45,000.00","$45,000.00",$0.00,Sold 0.5 BTC for 45000.00 USD
f002,2024-01-10 17:45:00 UTC,Buy,BTC,1,USD,"$40,000.00","$40,000.00","$40,000.00",$0.00,Bought 1 BTC for 40000.00 USD
`,
);

/* Bought two years before for 60,000: by FIFO the sale takes this lot, 30,000 of basis, so the gain is 15,000. */
const OLDER = csv(
  "older.csv",
  `
Transactions
User,Ruth Calder,5c1f7a90-2d4e-4b68-9a31-c7e8f90b1d24
${COINBASE_HEADER}
f000,2022-01-10 17:45:00 UTC,Buy,BTC,1,USD,"$60,000.00","$60,000.00","$60,000.00",$0.00,Bought 1 BTC for 60000.00 USD
`,
);

test("a year is filed and frozen; an older purchase imported later is told by its cause, and the year can be reopened", async ({
  page,
}) => {
  const root = await signUp(page, newcomer("Ruth Calder"));
  await importFile(page, root, FILE);

  await test.step("mark 2025 as filed", async () => {
    await page.goto(`${root}/reports/2025`);
    const mark = page.getByRole("button", { name: "Mark 2025 as filed" });
    await hydrated(mark);
    await page.getByLabel("Day the return was filed").fill("2026-04-10");
    await page.getByLabel(/^Withheld/).fill("9,000");
    await mark.click();
    await expect(page.getByText("The books still give what was filed")).toBeVisible();
    await expectAccessible(page, page.url());
  });

  await test.step("changes since filing are offered for the filed year alone; another paper stays chosen", async () => {
    await page.goto(`${root}/reports?year=2025`);
    const year = page.getByLabel("Tax year", { exact: true });
    const paper = (name: RegExp) => page.getByRole("radio", { name });
    await hydrated(year);
    await paper(/^Changes since filing/).check();
    await year.selectOption("2026");
    await expect(paper(/^Changes since filing/)).toHaveCount(0);
    await expect(paper(/^Papers to file from/)).toBeChecked();
    await paper(/^Audit pack/).check();
    await year.selectOption("2025");
    await expect(paper(/^Changes since filing/)).toBeVisible();
    await expect(paper(/^Audit pack/)).toBeChecked();
    await page.goto(`${root}/reports/2025`);
  });

  await test.step("a payment told by mistake is taken back, and the record says so", async () => {
    const drop = page.getByRole("button", { name: /^Take it back ?: payment of Apr 15, 2026$/ });
    await hydrated(drop);
    await drop.click();
    await expect(page.getByText(/Nothing told yet/)).toBeVisible();
    await expect(page.getByText("Withheld, Apr 15, 2026: $9,000.00, taken back")).toBeVisible();
  });

  await test.step("what comes later does not move it", async () => {
    await importFile(page, root, OLDER);
    await page.goto(`${root}/reports/2025`);
    await expect(table(page, /^By cause/)).toContainText("older.csv");
    await expect(table(page, /^Rows of Form 8949/)).toContainText("Changed");
    await expect(table(page, "Figures of 2025")).toContainText("$25,000.00");
    await expectAccessible(page, page.url());
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: "CSV" }).first().click();
    expect((await download).suggestedFilename()).toContain("changes 2025");
  });

  await test.step("the years say so", async () => {
    await page.goto(`${root}/years`);
    await expect(page.getByText("Filed, has moved since")).toBeVisible();
    await page.goto(`${root}/amend`);
    await expect(page.getByText(/No income is told for 2025/)).toBeVisible();
    await expectAccessible(page, page.url());
  });

  await test.step("reopen it, with a reason", async () => {
    await page.goto(`${root}/reports/2025`);
    const reopen = page.getByRole("button", { name: "Reopen 2025" });
    await hydrated(reopen);
    await page.getByLabel("Reason", { exact: true }).fill("marked by mistake");
    await reopen.click();
    await expect(page.getByRole("button", { name: "Mark 2025 as filed" })).toBeVisible();
    await expect(page.getByText(/marked by mistake/)).toBeVisible();
  });
});

/** Types a line of Coinbase's Form 1099-DA and opens the form. */
async function typeLine(
  page: Page,
  root: string,
  { units, sold, proceeds }: { units: string; sold: string; proceeds: string },
): Promise<void> {
  await page.goto(`${root}/forms`);
  const add = page.getByRole("button", { name: "Add the line" });
  await hydrated(add);
  await page.getByLabel("Payer").fill("Coinbase");
  await page.getByLabel(/^Asset/).fill("BTC");
  await page.getByLabel(/^Units/).fill(units);
  await page.getByLabel(/^Sold/).fill(sold);
  await page.getByLabel(/^Proceeds/).fill(proceeds);
  await add.click();
  await page.getByRole("link", { name: "Coinbase" }).click();
}

test("a line of a Form 1099-DA finds its sale, is decided and makes the form ready", async ({
  page,
}) => {
  const root = await signUp(page, newcomer("Owen Fairly"));
  await importFile(page, root, FILE);
  await typeLine(page, root, { units: "0.5", sold: "2025-03-14", proceeds: "45,100" });
  await expect(page.getByText("Proceeds differ").first()).toBeVisible();
  // The IRS sees 45,100 of gain, 20,000 of basis it was not told of and 100 of costs more than the 25,000 reported.
  await expect(table(page, "Why they differ")).toContainText("$20,100.00");
  await expectAccessible(page, page.url());
  const costs = page.getByLabel(/The form leaves out my costs/);
  await hydrated(costs);
  await costs.check();
  await page.getByRole("button", { name: "Decide", exact: true }).click();
  await expect(page.getByText("✓ Ready").first()).toBeVisible();
  await expect(table(page, "Proceeds, box 1f")).toContainText("$45,100.00");
});

test("a line that was no sale is decided and stands on the year's Form 8949 with a gain of zero", async ({
  page,
}) => {
  const root = await signUp(page, newcomer("Ina Moss"));
  await importFile(page, root, FILE);
  await typeLine(page, root, { units: "0.25", sold: "2025-04-02", proceeds: "22,000" });
  await expect(page.getByText("A line no sale of yours answers").first()).toBeVisible();
  // The sale of March 14 has no line: this one could be put on it.
  await page.getByText("It is one of my sales, or several").click();
  await expect(page.getByRole("checkbox", { name: /^Mar 14, 2025/ })).toBeVisible();
  await expectAccessible(page, page.url());
  const transfer = page.getByLabel(/transfer between my own accounts/);
  await hydrated(transfer);
  await transfer.check();
  await page.getByRole("button", { name: "Decide", exact: true }).click();
  // Nobody told the IRS a basis: box H, the same amount in (d) and (e), code O.
  const row = page.getByRole("link", { name: "Form 8949 box H" });
  await expect(row).toBeVisible();
  await row.click();
  await expect(page.getByText(/The line is answered with a gain of zero/)).toBeVisible();
  await expect(page.getByText("0.25 BTC").first()).toBeVisible();
  await expectAccessible(page, page.url());
});
