import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/e2e/accessibility";
import {
  appCode,
  baseUrl,
  expect,
  hydrated,
  importFile,
  newcomer,
  sendSignUp,
  setUpApp,
  signIn,
  signUp,
  test,
} from "../support/e2e/journey";
import { appRoutes, filled } from "../support/e2e/routes";
import { PROJECT_ROOT } from "../support/folders";

const NOWHERE = "0c5f2a7e-3b41-4d8a-9e60-7f1b2c3d4e5f";

const signOut = async (page: Page) => {
  await page.getByRole("button", { name: /^Your account,/ }).click();
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await page.waitForURL(/\/sign-in$/);
};

test("a professional sets up an app, keeps recovery codes, and signs in with each", async ({
  page,
}) => {
  const person = newcomer("Priya Raman", "professional");
  await sendSignUp(page, person);
  await expectAccessible(page, "set-up");
  await page.goto("/clients");
  await expect(page).toHaveURL(/\/sign-in$/);
  await page.goto("/sign-in/set-up");
  await page.getByRole("button", { name: "Set up an authenticator app" }).click();
  await expect(page.getByRole("img", { name: /QR code/ })).toBeVisible();
  await expectAccessible(page, "set-up-code");
  await page.getByLabel("Code from your app").fill("000000");
  await page.getByRole("button", { name: "Confirm the app" }).click();
  await expect(page.getByLabel("Code from your app")).toHaveAccessibleDescription(
    /This code is not right, or it was used already\. Take the one your app shows now\.$/,
  );
  await page.goto("/sign-in/set-up");
  await page.reload();

  // A page that was left begins anew: the key on it is the one that counts.
  const fresh = await page.locator("[data-totp-secret]").innerText();
  expect(fresh.replaceAll(/\s/g, "")).toMatch(/^[A-Z2-7]{32}$/);
  await page.context().clearCookies();
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(person.email);
  await page.getByLabel("Password", { exact: true }).fill(person.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL(/\/sign-in\/set-up/);
});

test("after the set-up the app's code is asked, each once, and a recovery code stands in once", async ({
  page,
}) => {
  const person = newcomer("Ada Quist", "professional");
  await signUp(page, person);
  await page.goto("/account/recovery-codes");
  await page.getByRole("button", { name: "Make ten codes" }).click();
  const shown = page.getByRole("list", { name: "Recovery codes" }).getByRole("listitem");
  await expect(shown).toHaveCount(10);
  const codes = await shown.allInnerTexts();
  expect(new Set(codes).size).toBe(10);
  await expectAccessible(page, "recovery-codes");
  await page.getByRole("link", { name: "I have kept them" }).click();
  await page.waitForURL(/\/account$/);
  await expect(page.getByText("10 left")).toBeVisible();
  await expectAccessible(page, "account");
  await signOut(page);

  await signIn(page, person);
  await expect(page).toHaveURL(/\/clients$/);
  await signOut(page);

  const byCode = async (code: string) => {
    await page.goto("/sign-in");
    await page.getByLabel("E-mail").fill(person.email);
    await page.getByLabel("Password", { exact: true }).fill(person.password);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.waitForURL(/\/sign-in\/second-step/);
    await expectAccessible(page, "second-step");
    await page.getByRole("link", { name: "Use a recovery code" }).click();
    await page.getByLabel("Recovery code").fill(code);
    await page.getByRole("button", { name: "Go on" }).click();
  };
  await byCode(codes[0] ?? "");
  await page.waitForURL(/\/clients$/);
  await page.goto("/account");
  await expect(page.getByText("9 left")).toBeVisible();
  await signOut(page);
  await byCode(codes[0] ?? "");
  await expect(page.getByText("This is none of your recovery codes")).toBeVisible();
  await expectAccessible(page, "second-step-refused");
});

test("a session that waits for its second step opens no page, no route and no action", async ({
  page,
  request,
}) => {
  const person = newcomer("Olga Brandt", "professional");
  await sendSignUp(page, person);
  const cookie = (await page.context().cookies())
    .map(({ name, value }) => `${name}=${value}`)
    .join("; ");
  const ids = new Proxy({}, { get: () => NOWHERE, has: () => true });
  const own = appRoutes().filter(({ path }) => /^\/(api\/)?(clients|account)/.test(path));
  expect(own.length).toBeGreaterThan(30);
  for (const { path, is } of own) {
    const answer = await request.get(filled(path, ids), { headers: { cookie }, maxRedirects: 0 });
    const told = `${path} answers ${answer.status()}`;
    if (is === "page") {
      expect([303, 307], told).toContain(answer.status());
      expect(answer.headers()["location"], told).toMatch(/^\/sign-in/);
    } else {
      expect([401, 405], told).toContain(answer.status());
    }
  }
});

test("an investor ends the session of another browser, then all of them", async ({
  browser,
  page,
}) => {
  const person = newcomer("Greta Holm");
  const books = await signUp(page, person);
  const other = await browser.newContext();
  const elsewhere = await other.newPage();
  await signIn(elsewhere, person);
  await page.goto("/account");
  const sessions = page.getByRole("listitem").filter({ hasText: "Signed in" });
  await expect(sessions).toHaveCount(2);
  await page.getByRole("button", { name: /^End it/ }).click();
  await expect(sessions).toHaveCount(1);
  await elsewhere.goto(books);
  await expect(elsewhere).toHaveURL(/\/sign-in$/);

  await signIn(elsewhere, person);
  await page.getByRole("button", { name: "Sign out everywhere" }).click();
  await page.waitForURL(/\/sign-in$/);
  await elsewhere.goto(books);
  await expect(elsewhere).toHaveURL(/\/sign-in$/);
  await other.close();
});

test("an investor adds an app and changes the password; the session goes on under a new cookie", async ({
  page,
}) => {
  const person = newcomer("Ruth Calder");
  await signUp(page, person);
  const token = async () =>
    (await page.context().cookies()).find(({ name }) => name.endsWith("lotwise.session"))?.value;
  const first = await token();
  await page.goto("/account/authenticator");
  await setUpApp(page, person.email);
  const second = await token();
  expect(second).not.toBe(first);
  await page.goto("/account/password");
  await expectAccessible(page, "change-password");
  await page.getByLabel("Present password").fill(person.password);
  const fresh = "nine amber ferries crossing slowly";
  await page.getByLabel("New password", { exact: true }).fill(fresh);
  await page.getByRole("button", { name: "Change the password" }).click();
  await expect(page.getByText("Your password is changed")).toBeVisible();
  expect(await token()).not.toBe(second);
  await signOut(page);
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(person.email);
  await page.getByLabel("Password", { exact: true }).fill(fresh);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL(/\/sign-in\/second-step/);
  const field = page.getByLabel("Code from your app");
  await expect(field).toHaveAttribute("autocomplete", "one-time-code");
  const code = await appCode(page, person.email);
  await field.fill(`${code.slice(0, 3)} ${code.slice(3)}`);
  await page.getByRole("button", { name: "Go on" }).click();
  await page.waitForURL(/\/clients\//);
});

test("an investor with books is asked once whether they want a second step", async ({ page }) => {
  const books = await signUp(page, newcomer("Nils Aho"));
  const notice = page.getByText("Your password alone opens these books");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(notice).toHaveCount(0);
  await importFile(page, books, {
    name: "history.csv",
    mimeType: "text/csv",
    buffer: readFileSync(join(PROJECT_ROOT, "tests/fixtures/journeys/ida-coinbase.csv")),
  });
  await page.goto(books);
  await expect(notice).toBeVisible();
  await expectAccessible(page, "second-step-notice");
  await expect(page.getByRole("link", { name: "Set up a second step" })).toHaveAttribute(
    "href",
    `/account/second-step?next=${encodeURIComponent(books)}`,
  );
  await page.getByRole("button", { name: "Not now" }).click();
  await expect(notice).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(notice).toHaveCount(0);
});

test.describe("with a passkey", () => {
  /** A device of the browser's own: it recognises its person at once and keeps what it is given. */
  const addDevice = async (page: Page) => {
    const cdp = await page.context().newCDPSession(page);
    await cdp.send("WebAuthn.enable");
    await cdp.send("WebAuthn.addVirtualAuthenticator", {
      options: {
        protocol: "ctap2",
        transport: "internal",
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
  };

  test("an investor adds one, signs in with it alone and as the second step, and removes it", async ({
    page,
  }) => {
    const person = newcomer("Ines Marlow");
    const books = await signUp(page, person);
    await addDevice(page);
    await page.goto("/account/passkeys");
    const add = page.getByRole("button", { name: "Add a passkey" });
    await hydrated(add);
    await page.getByLabel("Name").fill("Blue key");
    await add.click();
    const kept = page.getByRole("listitem").filter({ hasText: "Blue key" });
    await expect(kept).toContainText("on one device · not used yet");
    await expectAccessible(page, "passkeys");
    const rename = page.getByRole("button", { name: "Rename Blue key" });
    await hydrated(rename);
    await rename.click();
    const dialog = page.getByRole("dialog", { name: "Rename Blue key" });
    await dialog.getByLabel("New name").fill("Work laptop");
    await dialog.getByRole("button", { name: "Rename it" }).click();
    await expect(page.getByRole("listitem").filter({ hasText: "Work laptop" })).toBeVisible();
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await signOut(page);

    const alone = page.getByRole("button", { name: "Sign in with a passkey" });
    await hydrated(alone);
    await alone.click();
    await page.waitForURL(new RegExp(`${books}$`));
    await signOut(page);

    await page.getByLabel("E-mail").fill(person.email);
    await page.getByLabel("Password", { exact: true }).fill(person.password);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.waitForURL(/\/sign-in\/second-step/);
    const use = page.getByRole("button", { name: "Use your passkey" });
    await hydrated(use);
    await expectAccessible(page, "second-step-passkey");
    await use.click();
    await page.waitForURL(new RegExp(`${books}$`));

    await page.goto("/account/passkeys");
    const remove = page.getByRole("button", { name: "Remove Work laptop" });
    await hydrated(remove);
    await remove.click();
    await page.getByRole("dialog").getByRole("button", { name: "Remove it" }).click();
    await expect(page.getByText("Work laptop")).toHaveCount(0);
    await signOut(page);
    await hydrated(alone);
    await alone.click();
    await expect(page.getByText("the passkey is not known here")).toBeVisible();
  });

  test("a professional's first second step may be one", async ({ page }) => {
    const person = newcomer("Tove Berg", "professional");
    await addDevice(page);
    await sendSignUp(page, person);
    const button = page.getByRole("button", { name: "Set up a passkey" });
    await hydrated(button);
    await button.click();
    await page.waitForURL(/\/account\/recovery-codes/);
    await page.getByRole("link", { name: "Later" }).click();
    await page.waitForURL(/\/clients$/);
  });
});

test("ten wrong passwords close the door for a while, whatever addresses the tries say they come from", async ({
  page,
  browser,
}) => {
  const person = newcomer("Owen Fairly");
  await signUp(page, person);
  const context = await browser.newContext();
  const guesser = await context.newPage();
  await guesser.goto("/sign-in");
  const button = guesser.getByRole("button", { name: "Sign in", exact: true });
  await hydrated(button);
  const guess = async (password: string, tried: number) => {
    const address = `203.0.113.${tried}`;
    await guesser.setExtraHTTPHeaders({ "x-forwarded-for": address, "x-real-ip": address });
    await guesser.getByLabel("E-mail").fill(person.email);
    await guesser.getByLabel("Password", { exact: true }).fill(password);
    const answer = guesser.waitForResponse((one) => one.request().method() === "POST");
    await button.click();
    await answer;
    // The form empties the password as the answer is shown: what is typed before that is lost.
    await expect(button).toBeEnabled();
  };
  for (let tried = 1; tried <= 10; tried += 1) await guess("not the password at all", tried);
  await expect(guesser.getByText("E-mail or password is not right.")).toBeVisible();
  await guess(person.password, 11);
  await expect(guesser.getByText(/^Too many tries/)).toBeVisible();
  await context.close();
  // Who is signed in stays signed in: the door is shut from outside only.
  await page.goto("/account");
  await expect(page.getByRole("heading", { name: "Sign-in and security" })).toBeVisible();
});

test("signing out takes a form of our own pages", async ({ request }) => {
  const foreign = await request.post("/sign-out", {
    headers: { origin: "https://evil.example" },
    form: {},
    maxRedirects: 0,
  });
  expect(foreign.status()).toBe(403);
  const own = await request.post("/sign-out", {
    headers: { origin: baseUrl() },
    form: {},
    maxRedirects: 0,
  });
  expect(own.status()).toBe(303);
  expect(own.headers()["clear-site-data"]).toBe('"cache", "storage"');
});
