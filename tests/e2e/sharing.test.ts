import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/e2e/accessibility";
import {
  addClient,
  drop,
  expect,
  hydrated,
  newcomer,
  setUpApp,
  signUp,
  table,
  test,
} from "../support/e2e/journey";
import { chosen, inviteColleague, joinBy } from "../support/e2e/letters";
import { invitationTo } from "../support/e2e/outbox";
import { PROJECT_ROOT } from "../support/folders";

const sample = () => readFileSync(join(PROJECT_ROOT, "tests/fixtures/journeys/ida-coinbase.csv"));

/** Invites somebody from the page of a client's people. */
async function invite(page: Page, books: string, email: string, choose: readonly string[]) {
  await page.goto(`${books}/people`);
  await page.getByLabel("Their e-mail").fill(email);
  for (const choice of choose) await chosen(page, choice).check();
  const consent = page.getByLabel("I have read this, and I consent.");
  if ((await consent.count()) > 0) await consent.check();
  await page.getByRole("button", { name: "Send the invitation" }).click();
  await expect(page.getByRole("rowheader", { name: email })).toBeVisible();
  return invitationTo(email);
}

/** Sharing asks an investor for a second step first: set up from the page that asks, and back to it. */
async function setUpSecondStep(page: Page, books: string, email: string) {
  await page.goto(`${books}/people`);
  await expect(page.getByLabel("Their e-mail")).toHaveCount(0);
  await page.getByRole("link", { name: "Set up a second step" }).click();
  await page.waitForURL(/\/account\/second-step/);
  await expectAccessible(page, "second-step-first");
  await setUpApp(page, email);
  await page.getByRole("link", { name: "Later" }).click();
  await page.waitForURL(`${books}/people`);
}

test("an investor invites a professional, who prepares, and is out with the next click once it is ended", async ({
  browser,
  page,
}) => {
  const owner = newcomer("Ida Brandt");
  const books = await signUp(page, owner);
  await page.goto(`${books}/people`);
  await expect(page.getByText("Nobody. Only you can open these books.")).toBeVisible();
  await expectAccessible(page, "people");
  await setUpSecondStep(page, books, owner.email);
  const pro = newcomer("Paul Reyes", "professional");
  const letter = await invite(page, books, pro.email, ["A tax professional", "Prepare"]);

  const other = await browser.newContext();
  const desk = await other.newPage();
  await desk.goto(letter);
  await expect(desk.getByRole("heading", { name: "Ida Brandt invites you" })).toBeVisible();
  await expectAccessible(desk, "invitation");
  await joinBy(desk, letter, pro);
  await desk.goto("/clients");
  await expect(desk.getByRole("link", { name: "Ida Brandt" }).first()).toBeVisible();
  await desk.goto(books);
  await expect(
    desk.getByText(/You act for Ida Brandt, who let you prepare these books until/),
  ).toBeVisible();
  await drop(desk, books, { name: "history.csv", mimeType: "text/csv", buffer: sample() });
  await desk.waitForURL(/\/import\/[0-9a-f-]{36}$/);
  await desk.getByRole("button", { name: /^Import \d/ }).click();
  await expect(desk.getByText(/^Imported on /)).toBeVisible();
  await desk.goto(`${books}/people`);
  await expect(desk.getByRole("heading", { name: "No such page in these books" })).toBeVisible();
  await desk.goto(`${books}/ledger`);
  await expect(desk.getByRole("heading", { level: 1 })).toBeVisible();

  await page.goto(`${books}/people`);
  const letIn = table(page, "Who is let in").getByRole("row").filter({ hasText: pro.email });
  await expect(letIn).toContainText("Prepare");
  await expectAccessible(page, "people-let-in");
  const end = letIn.getByRole("button", { name: `End access of ${pro.name}` });
  const dialog = page.getByRole("dialog", { name: `End the access of ${pro.name}?` });
  await hydrated(end);
  await end.click();
  await expectAccessible(page, "people-end-access");
  await dialog.getByRole("button", { name: "Keep it" }).click();
  await expect(dialog).toBeHidden();
  await expect(letIn).toBeVisible();
  await end.click();
  await dialog.getByRole("button", { name: "End access" }).click();
  await expect(page.getByText("Nobody. Only you can open these books.")).toBeVisible();

  // The page is still open at the other desk: whatever is clicked there finds the books closed.
  await desk.getByRole("link", { name: "Lots" }).first().click();
  await expect(desk.getByRole("heading", { name: "No such page", exact: true })).toBeVisible();
  await expect(desk.getByText(/You act for|Ida Brandt/)).toHaveCount(0);
  const answer = await desk.request.get(books);
  expect(answer.status()).toBe(404);
  await other.close();
});

test("a letter for some years opens those years and nothing that spans others", async ({
  browser,
  page,
}) => {
  const owner = newcomer("Ida Brandt");
  const books = await signUp(page, owner);
  await drop(page, books, { name: "history.csv", mimeType: "text/csv", buffer: sample() });
  await page.waitForURL(/\/import\/[0-9a-f-]{36}$/);
  await page.getByRole("button", { name: /^Import \d/ }).click();
  await expect(page.getByText(/^Imported on /)).toBeVisible();
  const reader = newcomer("Rosa Lind");
  await setUpSecondStep(page, books, owner.email);
  await chosen(page, "Somebody else").check();
  await chosen(page, "Look at some years").check();
  await page.getByLabel("Which years").fill("2025");
  const letter = await (async () => {
    await page.getByLabel("Their e-mail").fill(reader.email);
    await page.getByLabel("I have read this, and I consent.").check();
    await page.getByRole("button", { name: "Send the invitation" }).click();
    return invitationTo(reader.email);
  })();
  const other = await browser.newContext();
  const desk = await other.newPage();
  await joinBy(desk, letter, reader);
  await desk.waitForURL(/\/years$/);
  await expect(
    desk.getByText(/who let you look at 2025 until .*; the rest of these books is closed/),
  ).toBeVisible();
  await expect(
    desk.getByRole("navigation", { name: "Books", exact: true }).getByRole("link"),
  ).toHaveText(["Lotwise", "← All clients", "Years", "Reports"]);
  for (const path of ["/ledger", "/lots", "/harvest", "/settings", "/years/2024", "/people"]) {
    await desk.goto(`${books}${path}`);
    await expect(
      desk.getByRole("heading", { name: "No such page in these books" }),
      path,
    ).toBeVisible();
  }
  await desk.goto(`${books}/years/2025`);
  await expect(desk.getByRole("heading", { level: 1, name: "2025" })).toBeVisible();
  await other.close();
});

test("a firm's owner invites a colleague who only reads and can change nothing", async ({
  browser,
  page,
}) => {
  const owner = { ...newcomer("Priya Raman", "professional"), firm: "Raman Tax" };
  await signUp(page, owner);
  const books = await addClient(page, "Dana Osei");

  await page.goto("/clients/team");
  await expectAccessible(page, "team");
  const colleague = newcomer("Lena Voss", "professional");
  const letter = await inviteColleague(page, colleague.email, "Read-only");

  const other = await browser.newContext();
  const desk = await other.newPage();
  await joinBy(desk, letter, colleague);
  await desk.goto("/clients");
  await expect(desk.getByText("Raman Tax")).toBeVisible();
  await desk.goto(books);
  await expect(desk.getByText(/You act for Dana Osei, to read/)).toBeVisible();
  await desk.goto("/clients/team");
  await expect(
    table(desk, "People of the firm").getByRole("row", { name: /^Lena Voss You .* Read-only/ }),
  ).toBeVisible();
  await expect(desk.getByRole("button", { name: "Invite a colleague" })).toHaveCount(0);
  await expect(desk.getByRole("button", { name: /^Change role/ })).toHaveCount(0);
  const upload = await desk.request.post(`/api${books}/uploads`, {
    headers: {
      origin: new URL(desk.url()).origin,
      "x-file-size": "3",
      "content-type": "application/octet-stream",
    },
    data: Buffer.from("a,b"),
  });
  expect(upload.status()).toBe(403);
  expect(await upload.json()).toMatchObject({ code: "read-only" });
  await other.close();
});
