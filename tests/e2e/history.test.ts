import { expectAccessible } from "../support/e2e/accessibility";
import { csv, expect, hydrated, importFile, newcomer, signUp, test } from "../support/e2e/journey";
import { COINBASE_HEADER } from "../support/source-headers";

const FILE = csv(
  "coinbase.csv",
  [
    "Transactions",
    "User,Marta Lindqvist,11111111-2222-4333-8444-555555555555",
    COINBASE_HEADER,
    "h1,2025-03-02 15:04:05 UTC,Buy,BTC,0.01,USD,$57000,$570.00,$578.55,$8.55,Bought 0.01 BTC",
    "",
  ].join("\n"),
);

test("a history tells what was done, verifies itself, and a head from earlier is known again", async ({
  page,
}) => {
  const root = await signUp(page, newcomer("Marta Lindqvist"));
  await page.goto(`${root}/history`);
  await expect(page.getByText("Nothing was done here yet")).toBeVisible();

  await importFile(page, root, FILE);
  await page.goto(`${root}/history`);
  await expect(page.getByText("Imported a file: 1 row accepted.")).toBeVisible();
  await expectAccessible(page, "history");
  const head = (await page.locator("code").first().textContent()) ?? "";
  expect(head).toMatch(/^\d+-[0-9a-f]{64}$/);

  const verify = page.getByRole("button", { name: "Verify" });
  await hydrated(verify);
  await verify.click();
  await expect(page.getByText("The history holds")).toBeVisible();

  const earlier = page.getByLabel("A head from earlier");
  await earlier.fill(head);
  await verify.click();
  await expect(page.getByText("the head you gave is among them")).toBeVisible();

  await earlier.fill(`1-${"0".repeat(64)}`);
  await verify.click();
  await expect(page.getByText("The history does not hold")).toBeVisible();

  await page.goto(`${root}/history?kind=papers`);
  await expect(page.getByText("Nothing matches. Widen the filter above.")).toBeVisible();

  const answer = await page.request.get(`/api${root}/history`);
  expect(answer.status()).toBe(200);
  expect(answer.headers()["cache-control"]).toBe("private, no-store");
  expect(await answer.text()).toContain(head.slice(head.indexOf("-") + 1));
  await page.goto(`${root}/history?kind=papers`);
  await expect(page.getByText("Exported this history.")).toBeVisible();
});
