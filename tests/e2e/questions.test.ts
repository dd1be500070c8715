import { expectAccessible } from "../support/e2e/accessibility";
import { cells, csv, drop, expect, newcomer, signUp, table, test } from "../support/e2e/journey";

/** A wallet's history in the clock of some computer, of a coin it does not name. */
const WALLET = csv(
  "history.csv",
  [
    "transaction_hash,label,confirmations,value,fiat_value,fee,fiat_fee,timestamp",
    `${"ab".repeat(32)},from a friend,100,0.25,,,,2025-01-01 01:30`,
    "",
  ].join("\n"),
);

test("what a file leaves open is asked, and read as answered", async ({ page, complaints }) => {
  const root = await signUp(page, newcomer("Tove Berg"));
  await drop(page, root, WALLET);
  const outcome = page.getByRole("list", { name: "Files of this visit" }).getByRole("listitem");
  await expect(outcome).toContainText("the time zone of its times and which coin it is about");
  // The browser notes the refusal itself on its console.
  expect(complaints.splice(0)).toEqual([expect.stringContaining("status of 422")]);
  await expectAccessible(page, "import-asked");

  await outcome.getByLabel("Which time zone are its times in?").selectOption("America/Los_Angeles");
  await outcome.getByLabel("Which coin is this file about?").fill("btc");
  await outcome.getByRole("button", { name: "Read it so" }).click();
  await page.waitForURL(/\/import\/[0-9a-f-]{36}$/);
  await page.getByRole("button", { name: "Import 1 row" }).click();
  await expect(page.getByText(/^Imported on /)).toBeVisible();
  await page.goto(`${root}/ledger`);
  // 1:30 in Los Angeles is 4:30 in New York.
  expect((await cells(table(page, "Transactions")))[0]?.[0]).toMatch(/^Jan 1, 2025 04:30 EST/);
});
