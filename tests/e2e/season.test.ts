import type { Page } from "@playwright/test";
import { bookIds } from "../support/e2e/demo-ids";
import {
  baseUrl,
  expect,
  hydrated,
  newcomer,
  sessionFile,
  signUp,
  test,
} from "../support/e2e/journey";
import { nameLots, savePlan } from "../support/e2e/season-ids";

test("lots are named before a sale; the ticket is printed, told, and withdrawn", async ({
  page,
}) => {
  const root = await holder(page, "Ida Ticket");
  const id = await nameLots(page, `${root}/harvest`);
  await expect(page.getByText(/by our clock/)).toBeVisible();
  await expect(page.getByText("waits for the sale")).toBeVisible();
  await expect(page.locator("blockquote")).toContainText("Treasury Regulation 1.1012-1(j)");

  await test.step("as PDF, the same bytes twice", async () => {
    const url = `/api${root}/tickets/${id}`;
    const [first, second] = [await page.request.get(url), await page.request.get(url)];
    expect(first.status()).toBe(200);
    expect(first.headers()["content-type"]).toBe("application/pdf");
    expect((await first.body()).equals(await second.body())).toBe(true);
  });

  await test.step("the broker is told", async () => {
    await page.getByRole("button", { name: /^I have told/ }).click();
    await expect(page.getByRole("button", { name: /^I have told/ })).toBeHidden();
  });

  await test.step("withdrawn, it stays on record", async () => {
    await page.getByRole("button", { name: "Withdraw", exact: true }).click();
    await page.getByRole("button", { name: "Withdraw it" }).click();
    await expect(page.getByText("withdrawn", { exact: true })).toBeVisible();
    await page.goto(`${root}/harvest/tickets`);
    await expect(page.getByText("withdrawn", { exact: true })).toBeVisible();
  });
});

test("a ticket needs units and the word that nothing is sold yet", async ({ page }) => {
  const root = await holder(page, "Ida Empty");
  await page.goto(`${root}/harvest/tickets/new`);
  await page
    .getByRole("link", { name: /^Choose/ })
    .first()
    .click();
  const record = page.getByRole("button", { name: "Record it now" });
  await hydrated(record);
  await page.getByLabel("These units have not left yet.").check();
  await record.click();
  await expect(page.getByText("Name units of at least one lot.")).toBeVisible();
});

test.describe("as Nora, who has losses to take", () => {
  test.use({ storageState: sessionFile("nora") });

  test("a plan is saved, written about, saved anew and printed", async ({ page, request }) => {
    const { clientId } = await bookIds(request, "nora");
    const root = `/clients/${clientId}/harvest`;
    const id = await savePlan(page, root, "For the e2e journey");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("For the e2e journey");
    const write = page.getByLabel("Write about this plan");
    await hydrated(write);
    await write.fill("Before Thanksgiving, please.");
    await page.getByRole("button", { name: "Send" }).click();
    await expect(page.getByText("Before Thanksgiving, please.")).toBeVisible();
    const paper = await page.request.get(`/api/clients/${clientId}/plans/${id}`);
    expect(paper.headers()["content-type"]).toBe("application/pdf");

    await page.goto(`${root}/plans/new?plan=${id}`);
    const save = page.getByRole("button", { name: "Save the plan" });
    await hydrated(save);
    await expect(page.getByLabel("Save it as")).toHaveValue(id);
    await save.click();
    await page.waitForURL(new RegExp(id));
    await expect(page.getByRole("navigation", { name: "Versions of the plan" })).toContainText(
      "Version 2",
    );
    await page.getByRole("link", { name: "Side by side" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText("version 1 beside 2");
    await expect(page.getByRole("table", { name: "Planned sales of both versions" })).toBeVisible();
    await page.goto(`${root}/season`);
    await expect(page.getByText(/“|"For the e2e journey", version 2/)).toBeVisible();
  });
});

test("the season is a calendar: a private address works until it is ended", async ({ page }) => {
  const root = await holder(page, "Ida Calendar");
  await page.goto(`${root}/harvest/season`);
  const make = page.getByRole("button", { name: "Make a private address" });
  await hydrated(make);
  await make.click();
  const shown = page.getByText(/\/api\/calendar\/[\w-]{43}/);
  await expect(shown).toBeVisible();
  const address = (await shown.innerText()).trim();
  const url = `${baseUrl()}${new URL(address).pathname}`;
  const read = await page.request.get(url, { headers: { cookie: "" } });
  expect(read.headers()["content-type"]).toContain("text/calendar");
  expect(await read.text()).toMatch(/^BEGIN:VCALENDAR\r\n/);
  await page.reload();
  await expect(shown).toBeHidden();
  const end = page.getByRole("button", { name: "End it" });
  await hydrated(end);
  await end.click();
  await expect(page.getByText("The address no longer works.")).toBeVisible();
  expect((await page.request.get(url)).status()).toBe(404);
});

test("reminders are off until asked for, and one click in a mail stops them", async ({ page }) => {
  const root = await holder(page, "Ida Mail");
  await page.goto(`${root}/harvest/season`);
  const on = page.getByRole("button", { name: "Remind me by e-mail" });
  await hydrated(on);
  await on.click();
  await expect(page.getByText("Reminders are on.")).toBeVisible();
  await page.reload();
  await expect(page.getByRole("button", { name: "Turn reminders off" })).toBeVisible();
  // The settings tell the same, and lead back.
  await page.getByRole("link", { name: "the settings" }).click();
  await expect(page.getByRole("button", { name: "Turn reminders off" })).toBeVisible();
  await page.getByRole("link", { name: "the autumn" }).click();
  await expect(page).toHaveURL(/harvest\/season/);
  // Nobody's link stops anybody's mail.
  const answer = await page.request.post("/api/unsubscribe/none", {
    data: "List-Unsubscribe=One-Click",
    headers: { "content-type": "application/x-www-form-urlencoded" },
  });
  expect(answer.status()).toBe(404);
  await page.goto("/unsubscribe/none");
  await expect(page.getByRole("heading", { name: "This link is not whole" })).toBeVisible();
});

test("a step is ticked and open again", async ({ page }) => {
  const root = await holder(page, "Ida Steps");
  await page.goto(`${root}/harvest/season`);
  const step = page
    .getByRole("listitem")
    .filter({ hasText: "Look for tokenized stocks and crypto funds" });
  const done = step.getByRole("button", { name: "It is done" });
  await hydrated(done);
  await done.click();
  await expect(step).toContainText("Ticked by hand");
  await step.getByRole("button", { name: "Not done after all" }).click();
  await expect(step).toContainText("tick it when it is done");
});

test("an NFT's buyer may not be one's own wallet; evidence is kept", async ({ page }) => {
  const root = await holder(page, "Ida Loss");
  await page.goto(`${root}/harvest/losses/new?kind=sold`);
  const keep = page.getByRole("button", { name: "Keep this" });
  await hydrated(keep);
  await page.getByLabel("What lost its worth").selectOption({ index: 1 });
  await page.getByLabel("The buyer's address or name").fill(OWN.toUpperCase().replace("0X", "0x"));
  await keep.click();
  await expect(page.getByText(/This is one of your own addresses/)).toBeVisible();
  await page.getByLabel("The buyer's address or name").fill(`0x${"1".repeat(40)}`);
  await page.getByLabel("The buyer is").selectOption("unrelated");
  await page.getByLabel("Price").fill("1");
  await keep.click();
  await page.waitForURL(/\/losses\/[0-9a-f]{8}-/);
  await expect(page.getByText("A capital loss of the year of the sale")).toBeVisible();
  await expect(page.getByText("is none the books know as yours")).toBeVisible();
});

test("the scenario of section 1091 is a switch of the page and stays out of the books", async ({
  page,
}) => {
  const root = await holder(page, "Ida Rebuy");
  await page.goto(`${root}/harvest/rebuys`);
  const scenario = page.getByRole("switch", { name: /If section 1091 covered digital assets/ });
  await expect(scenario).toHaveAttribute("aria-checked", "false");
  await scenario.click();
  await expect(page).toHaveURL(/scenario=on/);
  await expect(page.getByText(/A scenario, not the law/)).toBeVisible();
  await page.goto(`${root}/settings?part=rules`);
  await expect(page.getByLabel("Securities only")).toBeChecked();
});

const OWN = "0xabcdef0123456789abcdef0123456789abcdef01";

/** Somebody with a lot in a wallet whose name holds its address, entered by hand. */
async function holder(page: Page, name: string): Promise<string> {
  const root = await signUp(page, newcomer(name));
  await page.goto(`${root}/ledger?add=buy`);
  const form = page.getByRole("dialog");
  const save = form.getByRole("button", { name: /^Add/ });
  await hydrated(save);
  await form.getByLabel("Account").first().fill(`Wallet ${OWN}`);
  await form.getByLabel("Date").fill("2021-01-06");
  await form.getByLabel("Received: units").fill("2");
  await form.getByLabel("Asset").first().fill("BTC");
  await form.getByLabel(/^Dollars paid/).fill("120000");
  await save.click();
  await page.waitForURL(/tx=/);
  return root;
}
