import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/e2e/accessibility";
import {
  amounts,
  cells,
  csv,
  expect,
  hydrated,
  importFile,
  newcomer,
  signUp,
  table,
  test,
} from "../support/e2e/journey";
import { UNIVERSAL_HEADER } from "../support/source-headers";

/*
 * Two lots of 1 BTC: 90,000 on 2025-01-06 and 100,000 on 2025-02-03; 1 BTC is sold for 105,000 on 2025-06-02, 10:00 in New
 * York. First in, first out: a gain of 15,000. Out of the second lot: 5,000.
 * 10 shares of a fund: 1,000 on 2025-03-03, sold for 600 on 2025-04-01, 10 bought for 650 on 2025-04-15. A loss of 400, unless
 * it is a security: then a wash sale, all of it disallowed.
 */
const FILE = csv(
  "own.csv",
  `${UNIVERSAL_HEADER}
2025-01-06T15:00:00Z,Own wallet,Buy,90000,USD,1,BTC,1
2025-02-03T15:00:00Z,Own wallet,Buy,100000,USD,1,BTC,2
2025-06-02T14:00:00Z,Own wallet,Sell,1,BTC,105000,USD,3
2025-03-03T15:00:00Z,Fund account,Buy,1000,USD,10,IBIT,4
2025-04-01T15:00:00Z,Fund account,Sell,10,IBIT,600,USD,5
2025-04-15T15:00:00Z,Fund account,Buy,650,USD,10,IBIT,6
`,
);

test("lots of a sale are named by hand, in time and too late, and the sale follows", async ({
  page,
}) => {
  test.setTimeout(150_000);
  const root = await signUp(page, newcomer("Lena Fischer"));
  await importFile(page, root, FILE);

  await test.step("first in, first out, until somebody names lots", async () => {
    await openSale(page, root, "BTC");
    await expect(used(page)).toContainText("of Jan 6, 2025, basis $90,000.00");
    expect(await amounts(used(page))).toContain("15000");
  });

  await test.step("a lot may not be named for more than it held, and nothing is lost", async () => {
    await page.getByRole("link", { name: "Name the lots" }).click();
    const form = page.getByRole("dialog");
    await expect(form).toContainText("Only what was written down by Jun 2, 2025, 10:00 EDT counts");
    await fillLots(page, "2", "09:30");
    await expect(form).toContainText("This lot held 1 BTC.");
    await expect(form.getByLabel("Written down on")).toHaveValue("2025-06-02");
    await expectAccessible(page, "identify-refused");
  });

  await test.step("named half an hour before the sale, the second lot is the one sold", async () => {
    await fillLots(page, "1", "09:30");
    await expect(page.getByRole("heading", { name: "Lots named by hand" })).toBeVisible();
    await expect(page.getByText("in time", { exact: true })).toBeVisible();
    await expect(used(page)).toContainText("of Feb 3, 2025, basis $100,000.00");
    expect(await amounts(used(page))).toContain("5000");
    await expectAccessible(page, "identify-in-time");
  });

  await test.step("the year follows", async () => {
    await page.goto(`${root}/years/2025?box=I`);
    const rows = await cells(table(page, "Rows of box I"));
    expect(rows.find(([what]) => what?.includes("BTC"))?.slice(3)).toEqual(
      expect.arrayContaining(["$105,000.00", "$100,000.00", "Identified"]),
    );
  });

  await test.step("taken back, and named too late: it is kept, does not count, and says what that costs", async () => {
    await openSale(page, root, "BTC");
    await page.getByRole("button", { name: "Take back" }).click();
    await page.getByRole("button", { name: "Take them back" }).click();
    await expect(used(page)).toContainText("of Jan 6, 2025");
    await page.getByRole("link", { name: "Name the lots" }).click();
    await fillLots(page, "1", "10:30");
    await expect(page.getByText("too late: it does not count")).toBeVisible();
    await expect(used(page)).toContainText("of Jan 6, 2025, basis $90,000.00");
    await expect(page.getByRole("dialog")).toContainText("$10,000");
    await expectAccessible(page, "identify-late");
  });
});

/** Where the assets of the file come from. */
const FROM = "Lotwise universal CSV";

test("an asset that is a security makes a wash sale of a loss that was replaced", async ({
  page,
}) => {
  test.setTimeout(150_000);
  const root = await signUp(page, newcomer("Omar Haddad"));
  await importFile(page, root, FILE);
  await openSale(page, root, "IBIT");
  expect(await amounts(used(page))).toContain("-400");

  await test.step("said in the settings", async () => {
    await page.goto(`${root}/settings?part=assets`);
    expect(await cells(table(page, "Assets"))).toEqual([
      [
        "BTC Bitcoin, coin",
        "Digital asset (assumed)",
        "No (assumed)",
        "no other",
        FROM,
        "Change BTC",
      ],
      ["IBIT", "Digital asset (assumed)", "No (assumed)", "no other", FROM, "Change IBIT"],
    ]);
    await page.getByRole("link", { name: "Change IBIT" }).click();
    const form = page.getByRole("dialog");
    await hydrated(form.getByRole("button", { name: "Save" }));
    await form.getByRole("radio", { name: /^A security Stock/ }).check();
    await form.getByRole("button", { name: "Save" }).click();
    await expect(form).toHaveCount(0);
    expect((await cells(table(page, "Assets")))[1]).toEqual([
      "IBIT",
      "Security",
      "No",
      "no other",
      FROM,
      "Change IBIT",
    ]);
    await expectAccessible(page, "assets-stated");
  });

  await test.step("seen at the sale and on the form", async () => {
    await openSale(page, root, "IBIT");
    await expect(used(page)).toContainText("wash sale: $400.00 of the loss does not count");
    await page.goto(`${root}/years/2025?box=C`);
    const [row] = await cells(table(page, "Rows of box C"));
    expect(row?.slice(3, 7)).toEqual(["$600.00", "$1,000.00", "W", "$400.00"]);
    expect(row?.[7]).toMatch(/^\$0\.00 /);
    await expectAccessible(page, "rows-with-codes");
  });

  await test.step("and a 1099-B moves it to the box of what was reported", async () => {
    await openSale(page, root, "IBIT");
    await page.getByRole("link", { name: "Broker’s form" }).click();
    const form = page.getByRole("dialog");
    await hydrated(form.getByRole("button", { name: "Record the line" }));
    await form.getByLabel("Form", { exact: true }).selectOption("1099-B");
    await form.getByLabel("Proceeds").fill("600");
    await form.getByLabel(/^Basis/).fill("1,000");
    await form.getByLabel("The basis was reported to the IRS").check();
    await form.getByRole("button", { name: "Record the line" }).click();
    await expect(form).toContainText("1099-B: proceeds $600.00, basis $1,000.00");
    await expectAccessible(page, "broker-form");
    await page.goto(`${root}/years/2025?box=A`);
    await expect(table(page, "Rows of box A")).toContainText("IBIT");
  });
});

async function openSale(page: Page, root: string, asset: string): Promise<void> {
  await page.goto(`${root}/ledger?kind=sell&asset=${asset}`);
  await table(page, "Transactions").locator("tbody a").first().click();
  await expect(used(page)).toBeVisible();
}

/** The lots the open transaction used up. */
function used(page: Page) {
  return page.getByRole("dialog").locator("section", { has: page.locator("#lots") });
}

async function fillLots(page: Page, units: string, time: string): Promise<void> {
  const form = page.getByRole("dialog");
  const record = form.getByRole("button", { name: "Record these lots" });
  await hydrated(record);
  await form.getByLabel(/^Units of the lot of Feb 3, 2025/).fill(units);
  await form.getByLabel("Written down on").fill("2025-06-02");
  await form.getByLabel("Time", { exact: true }).first().fill(time);
  await record.click();
}
