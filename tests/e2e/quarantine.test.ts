import { expectAccessible } from "../support/e2e/accessibility";
import {
  csv,
  drop,
  equation,
  expect,
  importFile,
  newcomer,
  signUp,
  test,
} from "../support/e2e/journey";
import { COINBASE_HEADER } from "../support/source-headers";

const COINBASE = csv(
  "coinbase.csv",
  `Transactions
User,Iris Calder,7b1d2b1a-7c36-4f90-b5a2-1d0c9e8f7a6b
${COINBASE_HEADER}
w1,2024-03-01 10:00:05 UTC,Buy,BTC,0.12345678,USD,$60000,$7407.41,$7407.41,$0.00,Bought 0.12345678 BTC
w2,2024-03-02 11:30:45 UTC,Buy,BTC,0.5,USD,$61000,$30500.00,$30500.00,$0.00,Bought 0.5 BTC
w3,2024-03-03 12:15:27 UTC,Buy,BTC,0.25,USD,$62000,$15500.00,$15500.00,$0.00,Bought 0.25 BTC
`,
);

/** The same three purchases as another program wrote them, and one only it tells. */
const KOINLY = csv(
  "koinly.csv",
  `Date,Sent Amount,Sent Currency,Received Amount,Received Currency,Fee Amount,Fee Currency,Net Worth Amount,Net Worth Currency,Label,Description,TxHash
2024-03-01 10:00:05 UTC,7407.41,USD,0.12345678,BTC,,,,,,,
2024-03-02 11:30:45 UTC,30500,USD,0.5,BTC,,,,,,,
2024-03-03 12:15:27 UTC,15500,USD,0.25,BTC,,,,,,,
2024-03-09 08:00:00 UTC,3000,USD,0.05,BTC,,,,,,,
`,
);

test("a second report of the same trades waits, is compared, decided by keys and taken back", async ({
  page,
}) => {
  const root = await signUp(page, newcomer("Iris Calder"));
  await importFile(page, root, COINBASE);
  await drop(page, root, KOINLY);
  await page.waitForURL(/\/import\/[0-9a-f-]{36}$/);
  expect(await equation(page)).toMatchObject({
    "rows read": 4,
    "will be added": 1,
    "in quarantine": 3,
  });
  await page.getByRole("button", { name: /^Import 1 row/ }).click();
  await page.getByRole("link", { name: "Look at 3 rows in quarantine" }).click();

  await expect(
    page.getByRole("heading", { name: "koinly.csv repeats coinbase.csv" }),
  ).toBeVisible();
  const pairs = page.getByRole("main").locator("[data-pair]");
  await expect(pairs).toHaveCount(3);
  await expect(pairs.first()).toContainText("is told already by coinbase.csv, line 4");
  await expect(pairs.first().getByRole("row", { name: /^Account ≠? ?differs/ })).toContainText(
    "Koinly",
  );
  await expectAccessible(page, "quarantine");

  await page.keyboard.press("j");
  await expect(pairs.first()).toBeFocused();
  await page.keyboard.press("s");
  await expect(page.getByText("One row. The same: left out")).toBeVisible();
  await expect(pairs).toHaveCount(2);
  await page.getByRole("button", { name: "Take it back" }).click();
  await expect(pairs).toHaveCount(3);

  await page.getByRole("button", { name: /^All are the same \(3\)/ }).click();
  await expect(page.getByText("3 rows. The same: left out")).toBeVisible();
  await expect(page.getByText("Nothing waits here")).toBeVisible();
  await page.getByRole("link", { name: "Decided (3)" }).click();
  await expect(pairs).toHaveCount(3);
  await expectAccessible(page, "quarantine-decided");
});
