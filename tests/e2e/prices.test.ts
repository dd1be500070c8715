import { expectAccessible } from "../support/e2e/accessibility";
import {
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
import { COINBASE_HEADER } from "../support/source-headers";

/** A purchase in euros, a reward without dollars, and one of a coin nobody knows. */
const HISTORY = csv(
  "coinbase.csv",
  [
    "Transactions",
    "User,Ilse Brandt,11111111-2222-4333-8444-555555555555",
    COINBASE_HEADER,
    "p1,2024-03-02 15:04:05 UTC,Buy,BTC,0.01,EUR,€57000,€570.00,€578.55,€8.55,Bought 0.01 BTC",
    "p2,2024-03-02 18:30:00 UTC,Staking Income,ETH,0.02,USD,,,,,Received 0.02 ETH",
    "p3,2024-03-03 10:00:00 UTC,Reward Income,NOSUCHCOIN,5,USD,,,,,Received 5 NOSUCHCOIN",
    "",
  ].join("\n"),
);

const PRICES = "asset,price,time\nETH,3425.5,2024-03-02T18:00:00Z\nEUR,1.0813,2024-03-02\n";

test("rows without dollars say so, are valued by a price file, and tell by which price", async ({
  page,
}) => {
  const root = await signUp(page, newcomer("Ilse Brandt"));
  await importFile(page, root, HISTORY);

  await page.goto(`${root}/settings?part=prices`);
  await expect(page.getByText("4 amounts without a dollar value.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Fetch prices" })).toBeVisible();
  const missing = table(page, "Amounts without a dollar value");
  expect((await cells(missing)).map(([asset, count]) => [asset, count])).toEqual([
    ["EUR", "2"],
    ["ETH", "1"],
    ["NOSUCHCOIN", "1"],
  ]);
  await expectAccessible(page, "settings-prices-missing");

  const file = page.getByLabel("A price file");
  await hydrated(file);
  await file.setInputFiles({
    name: "prices.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(PRICES),
  });
  await page.getByRole("button", { name: "Take the file" }).click();
  await expect(page.getByText("2 prices taken.")).toBeVisible();
  await expect(page.getByText("1 amount without a dollar value.")).toBeVisible();
  await expect(
    page.getByText(/3 amounts are valued by prices: 2 from file prices\.csv/),
  ).toBeVisible();

  await page.goto(`${root}/ledger`);
  // 570 euros at 1.0813 are 616.341 dollars.
  const bought = page.getByRole("row").filter({ hasText: "$616.34" });
  await expect(bought).toContainText("by a price");
  await bought.getByRole("link").first().click();
  await expect(
    page.getByText(
      /Valued: 570 EUR at \$1\.0813, told for the UTC day Mar 2, 2024, file prices\.csv\./,
    ),
  ).toBeVisible();
  await expectAccessible(page, "ledger-row-by-price");
});
