import { createHash } from "node:crypto";
import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/e2e/accessibility";
import {
  addClient,
  csv,
  expect,
  hydrated,
  importFile,
  newcomer,
  signUp,
  table,
  test,
} from "../support/e2e/journey";
import { inviteColleague, joinBy } from "../support/e2e/letters";
import { invitationTo } from "../support/e2e/outbox";
import { COINBASE_HEADER } from "../support/source-headers";

/** A history of the layout a user of Coinbase downloads. */
const history = (name: string, row: string) =>
  csv(
    name,
    `\nTransactions\nUser,Dana Osei,5c1f7a90-2d4e-4b68-9a31-c7e8f90b1d24\n${COINBASE_HEADER}\n${row}\n`,
  );

/* 0.1 BTC for 4,000 in January 2024, sold for 6,000 in June: 2,000, short-term. */
const BOTH = history(
  "2024.csv",
  `s002,2024-06-10 15:20:00 UTC,Sell,BTC,-0.1,USD,"$60,000.00","$6,000.00","$6,000.00",$0.00,Sold 0.1 BTC for 6000.00 USD
s001,2024-01-10 17:45:00 UTC,Buy,BTC,0.1,USD,"$40,000.00","$4,000.00","$4,000.00",$0.00,Bought 0.1 BTC for 4000.00 USD`,
);

/* The same 0.1 BTC bought a year before for 2,000: by FIFO it is sold first, so the gain is 4,000 and long-term. */
const OLDER = history(
  "2023.csv",
  `s000,2023-01-10 17:45:00 UTC,Buy,BTC,0.1,USD,"$20,000.00","$2,000.00","$2,000.00",$0.00,Bought 0.1 BTC for 2000.00 USD`,
);

const version = (page: Page, number: number) =>
  page.getByRole("listitem").filter({ hasText: `Version ${number},` });

/** Makes the papers of 2024 and waits until the version is there. */
async function makePapers(page: Page, books: string, number: number): Promise<void> {
  await page.goto(`${books}/reports?year=2024`);
  const make = page.getByRole("button", { name: "Make the papers" });
  await hydrated(make);
  await make.click();
  await expect(version(page, number).getByRole("link", { name: /^Report of 2024/ })).toBeVisible({
    timeout: 60_000,
  });
}

async function sha256OfReport(page: Page, number: number): Promise<string> {
  const link = version(page, number).getByRole("link", { name: /^Report of 2024/ });
  const answer = await page.request.get((await link.getAttribute("href")) ?? "");
  expect(answer.status()).toBe(200);
  return createHash("sha256")
    .update(await answer.body())
    .digest("hex");
}

test("a preparer's papers are signed by a second person, stay as they were signed, and the client sees what moves later", async ({
  browser,
  page: partner,
}) => {
  test.setTimeout(240_000);
  await signUp(partner, { ...newcomer("Priya Raman", "professional"), firm: "Raman Tax" });
  const books = await addClient(partner, "Dana Osei");
  const lena = newcomer("Lena Voss", "professional");
  const contexts = [await browser.newContext(), await browser.newContext()];
  const [preparer, client] = await Promise.all(contexts.map((one) => one.newPage()));
  if (preparer === undefined || client === undefined)
    throw new Error("two people have a page each");
  await joinBy(preparer, await inviteColleague(partner, lena.email, "Preparer"), lena);

  await test.step("the preparer makes the papers, and cannot sign them", async () => {
    await importFile(preparer, books, BOTH);
    await makePapers(preparer, books, 1);
    await expect(version(preparer, 1).getByText("✓ Final")).toBeVisible();
    await expect(preparer.getByRole("button", { name: "Sign off" })).toHaveCount(0);
  });

  await test.step("a second person signs, with a word to the client", async () => {
    await partner.goto(`${books}/reports`);
    const sign = version(partner, 1).getByRole("button", { name: "Sign off" });
    await hydrated(sign);
    await sign.click();
    const dialog = partner.getByRole("dialog", {
      name: "Sign off 2024 Papers to file from, version 1?",
    });
    await dialog.getByLabel("Note").fill("Basis checked against the January statement.");
    await expectAccessible(partner, "sign-off-dialog");
    await dialog.getByRole("button", { name: "Sign off" }).click();
    await expect(version(partner, 1).getByText("✓ Signed off")).toBeVisible();
    await expect(version(partner, 1).getByText("Signed off by Priya Raman")).toBeVisible();
  });

  const signed = await sha256OfReport(partner, 1);

  await test.step("the client reads who signed, and that nothing has moved", async () => {
    const dana = newcomer("Dana Osei");
    await partner.goto(`${books}/people`);
    await partner.getByLabel("Their e-mail").fill(dana.email);
    await partner.getByRole("radio", { name: /^Look at everything/ }).check();
    await partner.getByRole("button", { name: "Send the invitation" }).click();
    await expect(partner.getByRole("rowheader", { name: dana.email })).toBeVisible();
    await joinBy(client, await invitationTo(dana.email), dana);
    await client.waitForURL(/\/clients\/[0-9a-f-]{36}/);
    await client.goto(`${books}/reports`);
    await expect(version(client, 1).getByText("Basis checked against the January")).toBeVisible();
    await expect(client.getByRole("button", { name: /Sign off|Take back/ })).toHaveCount(0);
    await version(client, 1).getByRole("link", { name: "Nothing has moved since" }).click();
    await expect(client.getByRole("heading", { name: "2024 as it was signed" })).toBeVisible();
    await expect(client.getByText("The books still give what was signed")).toBeVisible();
    await expectAccessible(client, "signed-nothing-moved");
  });

  await test.step("what comes later moves the books and not the version", async () => {
    await importFile(preparer, books, OLDER);
    await makePapers(preparer, books, 2);
    const first = version(preparer, 1);
    await expect(first.getByText("✓ Final")).toBeVisible();
    await expect(first.getByText("✓ Signed off")).toBeVisible();
    await expect(first.getByRole("button", { name: "Take back" })).toHaveCount(0);
    expect(await sha256OfReport(preparer, 1)).toBe(signed);

    await client.goto(`${books}/reports`);
    await version(client, 1).getByRole("link", { name: "What has moved since" }).click();
    const lines = table(client, "Rows of Form 8949 that moved").locator("tbody tr");
    // The one sale: 6,000 less 4,000 is gone, 6,000 less 2,000 has come.
    await expect(lines.first()).toBeVisible();
    const gains = await lines
      .locator("data")
      .evaluateAll((all) => all.map((data) => data.getAttribute("value")));
    expect([...new Set(gains)].sort()).toEqual(["2000", "4000"]);
    await expect(client.getByRole("columnheader", { name: "Gain as signed" })).toBeVisible();
    await expect(client.getByText(/as filed|was filed/)).toHaveCount(0);
    await expectAccessible(client, "signed-moved");
  });

  await test.step("taken back with a reason, both words stay on record", async () => {
    await partner.goto(`${books}/reports`);
    const back = version(partner, 1).getByRole("button", { name: "Take back" });
    await hydrated(back);
    await back.click();
    const dialog = partner.getByRole("dialog");
    await dialog.getByLabel("Reason").fill("An older purchase came to light.");
    await dialog.getByRole("button", { name: "Take it back" }).click();
    await expect(version(partner, 1).getByText("Sign-off taken back by Priya Raman")).toBeVisible();
    await expect(version(partner, 1).getByText("✓ Signed off")).toHaveCount(0);
    await client.goto(`${books}/reports`);
    await expect(version(client, 1).getByText("An older purchase came to light.")).toBeVisible();
    await client.goto(`${books}/history`);
    await expect(client.getByText("Took back a sign-off of the papers of 2024.")).toBeVisible();
    await expect(client.getByText("Signed off a version of the papers of 2024.")).toBeVisible();
  });
  await Promise.all(contexts.map((one) => one.close()));
});
