import { expectAccessible } from "../support/e2e/accessibility";
import { bookIds } from "../support/e2e/demo-ids";
import {
  amounts,
  csv,
  expect,
  holdsFocus,
  hydrated,
  importFile,
  newcomer,
  sessionFile,
  signUp,
  table,
  test,
} from "../support/e2e/journey";
import { UNIVERSAL_HEADER } from "../support/source-headers";

test.describe("as Nora", () => {
  test.use({ storageState: sessionFile("nora") });

  test("a price's value and gain open the lots they are the sum of", async ({ page, request }) => {
    const { clientId } = await bookIds(request, "nora");
    await page.goto(`/clients/${clientId}/harvest`);
    const row = table(page, "Prices used").getByRole("row", { name: /^BTC/ });
    const [, , , gain] = await amounts(row);
    await row.getByRole("link", { name: /every lot of BTC/ }).click();
    await page.waitForURL(/\/lots\?asset=BTC$/);
    await expect(page.getByLabel("Asset", { exact: true })).toHaveValue("BTC");
    expect(await amounts(page.locator("main"))).toContain(gain);
    // Back, and by the value, as the mouse finds it.
    await page.goBack();
    await row.locator("a").first().click();
    await page.waitForURL(/\/lots\?asset=BTC$/);
  });

  test("the figures of both pictures open the lots of their term", async ({ page, request }) => {
    const { clientId } = await bookIds(request, "nora");
    await page.goto(`/clients/${clientId}/harvest`);
    const held = page.locator("section").filter({ hasText: "What is held" }).last();
    for (const details of await held.locator("summary").all()) {
      await details.click();
    }
    const byTerm = table(page, "Unrealised gain by asset and term");
    const eth = byTerm.getByRole("row", { name: /^ETH/ });
    await eth.getByRole("link", { name: /its long-term lots/ }).click();
    await page.waitForURL(/\/lots\?asset=ETH&term=long$/);
    await expect(page.getByText(/^\d+ of \d+ lots$/)).toBeVisible();
    await expect(page.locator("main").getByText("Short", { exact: true })).toHaveCount(0);
    await page.goBack();
    await page.locator("summary").filter({ hasText: "Show the figures" }).last().click();
    await table(page, "Lots that turn long-term, by day")
      .getByRole("link", { name: /the short-term lots of this asset/ })
      .first()
      .click();
    await page.waitForURL(/\/lots\?asset=[A-Z]+&term=short$/);
  });
});

/** 1 BTC for 40,000 long ago, 1 BTC for 70,000 this year. */
const HELD = `${UNIVERSAL_HEADER}
2024-02-01T15:00:00Z,Exchange,Buy,40000,USD,1,BTC,1
2026-06-01T15:00:00Z,Exchange,Buy,70000,USD,1,BTC,2
`;

test("a lot named before a sale is met with it: list, ticket and record lead to the row and its lots", async ({
  page,
}) => {
  const root = await signUp(page, newcomer("Nia Named"));
  await importFile(page, root, csv("held.csv", HELD));
  await page.goto(`${root}/harvest/tickets/new`);
  await page.getByRole("link", { name: /^Choose/ }).click();
  const record = page.getByRole("button", { name: "Record it now" });
  await hydrated(record);
  await page.getByRole("textbox", { name: /Units of the lot of Jun 1, 2026/ }).fill("0.5");
  await page.getByLabel("These units have not left yet.").check();
  await record.click();
  await page.waitForURL(/\/tickets\/[0-9a-f]{8}-/);
  const ticket = page.url();

  await test.step("before it is used it leads to the lots it is of", async () => {
    await page.getByRole("link", { name: /^Every lot of BTC there/ }).click();
    await page.waitForURL(/\/lots\?asset=BTC&account=/);
    await expect(page.getByText("2 of 2 lots")).toBeVisible();
  });

  // Files tell whole seconds: the next one, so that the sale does not stand before the ticket of the same second.
  const sold = `${new Date(Date.now() + 1000).toISOString().slice(0, 19)}Z,Exchange,Sell,0.5,BTC,30000,USD,3`;
  await importFile(page, root, csv("sold.csv", `${UNIVERSAL_HEADER}\n${sold}\n`));

  await test.step("the sale stands on the ticket and opens its row", async () => {
    await page.goto(ticket);
    await expect(page.getByText("used", { exact: true })).toBeVisible();
    await page.getByRole("link", { name: "0.5 BTC" }).click();
    const sheet = page.getByRole("dialog");
    // Half of the lot of 70,000, not of the older one: 30,000 - 35,000.
    await expect.poll(() => amounts(sheet)).toContain("-5000");
    await holdsFocus(sheet);
    await expectAccessible(page, "named-row");
  });

  await test.step("the year's record says that it was in time and opens the same", async () => {
    await page.goto(`${root}/harvest/tickets`);
    const row = page.getByRole("list", { name: /^Disposals of/ }).getByRole("listitem");
    await expect(row).toHaveCount(1);
    await expect(page.getByText("1 of 1 were identified in time", { exact: false })).toBeVisible();
    await row.getByRole("link", { name: /0\.5 BTC/ }).click();
    await page.waitForURL(/ledger\?tx=/);
    await expect.poll(() => amounts(page.getByRole("dialog"))).toContain("-5000");
  });
});
