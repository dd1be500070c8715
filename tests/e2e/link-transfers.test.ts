import { expectAccessible } from "../support/e2e/accessibility";
import { csv, drop, expect, newcomer, signUp, test } from "../support/e2e/journey";
import { COINBASE_HEADER } from "../support/source-headers";

const COINBASE = csv(
  "coinbase.csv",
  [
    "Transactions",
    "User,Ada Quist,11111111-2222-4333-8444-555555555557",
    COINBASE_HEADER,
    "s1,2024-03-02 15:00:00 UTC,Send,ETH,-1.5,USD,$3000,$4500,$4500,$0.00,",
    "",
  ].join("\n"),
);

/** Two arrivals that together are what left, less a fee: no clock and no single amount tells it. */
const KRAKEN = csv(
  "kraken.csv",
  [
    '"txid","refid","time","type","subtype","aclass","asset","amount","fee","balance"',
    '"LAAAAA-BBBBB-CCCCC1","QCCCCC-DDDDD-EEEEE1","2024-03-02 17:00:00","deposit","","currency","XETH","0.9","0","0.9"',
    '"LAAAAA-BBBBB-CCCCC2","QCCCCC-DDDDD-EEEEE2","2024-03-02 19:00:00","deposit","","currency","XETH","0.5988","0","1.4988"',
    "",
  ].join("\n"),
);

test("one withdrawal is linked by hand with the two deposits it became", async ({ page }) => {
  const root = await signUp(page, newcomer("Ada Quist"));
  for (const [file, button] of [
    [COINBASE, "Import 1 row"],
    [KRAKEN, "Import 2 rows"],
  ] as const) {
    await drop(page, root, file);
    await page.waitForURL(/\/import\/[0-9a-f-]{36}$/);
    await page.getByRole("button", { name: button }).click();
    await expect(page.getByText(/^Imported on /)).toBeVisible();
  }

  await page.goto(`${root}/ledger/link`);
  await expectAccessible(page, "link-open-moves");
  await page.getByRole("link", { name: /^Find its other side ?: 1\.5 ETH from Coinbase/ }).click();
  await expect(page.getByRole("heading", { name: "Where did it go?" })).toBeVisible();
  await page.getByRole("link", { name: /^Choose ?: 0\.9 ETH to Kraken/ }).click();
  // 1.5 left and 0.9 came: 0.6 is 40 % of it.
  await expect(page.getByText("That is much for a fee")).toBeVisible();
  await page.getByRole("link", { name: /^Choose ?: 0\.5988 ETH to Kraken/ }).click();
  // 1.5 - 0.9 - 0.5988 = 0.0012, which is 0.08 %.
  await expect(page.getByText(/0\.0012 ETH.* did not arrive \(0\.08 %\)/)).toBeVisible();
  await expectAccessible(page, "link-chosen");
  await page.getByRole("button", { name: /^Link as transfer/ }).click();
  await page.waitForURL(/\/ledger\?tx=/);
  await expect(page.getByRole("button", { name: "Separate again" })).toBeVisible();

  await page.goto(`${root}/ledger/link`);
  await expect(page.getByText("Every move has both its sides")).toBeVisible();
});
