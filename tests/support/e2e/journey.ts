import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test as base, expect, type Locator, type Page } from "@playwright/test";
import { Secret, TOTP } from "otpauth";

export type SignIn = { readonly email: string; readonly password: string };

/** Somebody who opens books in a journey. */
export type Newcomer = SignIn & {
  readonly name: string;
  readonly kind: "investor" | "professional";
  readonly firm?: string;
};

/** The demo's people, signed in once for all journeys. */
export type DemoPerson = "nora" | "rowan";

type Fixtures = {
  /** Everything the browser complained about while the journey ran; must stay empty. */
  readonly complaints: string[];
};

/** A journey: fails also when a page throws, warns, logs an error, or asks another host for anything. */
export const test = base.extend<Fixtures>({
  complaints: [
    async ({ page }, use) => {
      const complaints = listen(page);
      await use(complaints);
      expect(complaints, "what the browser complained about").toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** Notes what a page's browser complains about: thrown errors, errors and warnings on its console, other hosts. */
export function listen(page: Page): string[] {
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(`thrown: ${error.message}`));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type()))
      complaints.push(`console: ${message.text()} (${message.location().url})`);
  });
  page.on("request", (request) => {
    const { origin, protocol } = new URL(request.url());
    const local = origin === baseUrl() || protocol === "data:" || protocol === "blob:";
    if (!local) complaints.push(`another host: ${request.url()}`);
  });
  return complaints;
}

/** Where the server of this run answers. */
export function baseUrl(): string {
  return `http://localhost:${process.env["E2E_PORT"]}`;
}

/** The data folder of this run's server. */
export function dataFolder(): string {
  return process.env["E2E_DATA"] ?? "";
}

/** The cookies of a demo person, for `test.use({ storageState })` and `newContext`. */
export function sessionFile(who: DemoPerson): string {
  return join(process.env["E2E_SESSIONS"] ?? "", `${who}.json`);
}

/** The same as a Cookie header. */
export function sessionCookie(who: DemoPerson): string {
  const state: { cookies: { name: string; value: string }[] } = JSON.parse(
    readFileSync(sessionFile(who), "utf8"),
  );
  return state.cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
}

/** The keys of the authenticator apps that this process's people set up, by e-mail, with the last step whose code was shown. */
const apps = new Map<string, { readonly secret: string; step: number }>();

/** What somebody's app shows: the first code not shown yet; waits when those of this minute are used up. */
export async function appCode(page: Page, email: string): Promise<string> {
  const app = apps.get(email);
  if (app === undefined) throw new Error(`${email} has no authenticator app`);
  const now = () => Math.floor(Date.now() / 30_000);
  app.step = Math.max(app.step + 1, now());
  while (app.step > now() + 1) await page.waitForTimeout(1000);
  const totp = new TOTP({ secret: Secret.fromBase32(app.secret) });
  return totp.generate({ timestamp: app.step * 30_000 });
}

/** Signs in through the page, as a person does, second step and all, and waits until the sign-in pages are left. */
export async function signIn(page: Page, { email, password }: SignIn): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel(/^e-?mail/i).fill(email);
  await page.getByLabel(/^password/i).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL((url) => url.pathname !== "/sign-in");
  if (new URL(page.url()).pathname === "/sign-in/second-step") {
    const code = apps.has(email) ? await appCode(page, email) : await demoCode(page);
    await page.getByLabel("Code from your app").fill(code);
    await page.getByRole("button", { name: "Go on" }).click();
  }
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
}

/** The code on the telephone of a demo person, which only they have on the page. */
const demoCode = async (page: Page): Promise<string> =>
  (await page.locator("[data-demo-code]").getAttribute("data-demo-code")) ?? "";

/** Sets up an authenticator app on the page that offers it; it ends at the recovery codes. */
export async function setUpApp(page: Page, email: string): Promise<void> {
  await page.getByRole("button", { name: "Set up an authenticator app" }).click();
  const secret = (await page.locator("[data-totp-secret]").innerText()).replaceAll(/\s/g, "");
  apps.set(email, { secret, step: 0 });
  await page.getByLabel("Code from your app").fill(await appCode(page, email));
  await page.getByRole("button", { name: "Confirm the app" }).click();
  await page.waitForURL(/\/account\/recovery-codes/);
}

/** Fills the form that opens an account, and sends it: an investor is in then, a professional sets up a second step first. */
export async function sendSignUp(page: Page, person: Newcomer): Promise<void> {
  await page.goto("/sign-up");
  await page.getByLabel(person.kind === "investor" ? "My own" : "My clients'").check();
  await page.getByLabel("Your name").fill(person.name);
  if (person.firm !== undefined) await page.getByLabel("Your firm").fill(person.firm);
  await page.getByLabel("E-mail").fill(person.email);
  await page.getByLabel("Password", { exact: true }).fill(person.password);
  await page.getByRole("button", { name: "Open the books" }).click();
  if (person.kind === "professional") await page.waitForURL(/\/sign-in\/set-up/);
}

/** Opens books through the page; returns the address they open at: own books, or the client board once the second step is set up. */
export async function signUp(page: Page, person: Newcomer): Promise<string> {
  await sendSignUp(page, person);
  if (person.kind === "professional") {
    await setUpApp(page, person.email);
    await page.getByRole("link", { name: "Later" }).click();
  }
  await page.waitForURL(person.kind === "investor" ? /\/clients\/[0-9a-f-]{36}$/ : /\/clients$/);
  return new URL(page.url()).pathname;
}

/** A newcomer nobody else in the run is. */
export function newcomer(name: string, kind: Newcomer["kind"] = "investor"): Newcomer {
  const unique = `${Date.now().toString(36)}${Math.random().toString(36).slice(2, 8)}`;
  const first = name.split(" ")[0]?.toLowerCase();
  return {
    name,
    kind,
    email: `${first}.${unique}@journeys.example`,
    password: "seven quiet lanterns by the quay",
  };
}

/** Adds a client to the firm of whoever is signed in; returns the address of their books. */
export async function addClient(page: Page, name: string): Promise<string> {
  await page.goto("/clients");
  const button = page.getByRole("button", { name: "Add a client" });
  await hydrated(button);
  await button.click();
  const dialog = page.getByRole("dialog", { name: "Add a client" });
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByRole("button", { name: "Add the client" }).click();
  await page.waitForURL(/\/clients\/[0-9a-f-]{36}\/import$/);
  return new URL(page.url()).pathname.replace("/import", "");
}

/** Waits until React has taken over an element: from then on its events arrive. */
export async function hydrated(locator: Locator): Promise<void> {
  await expect
    .poll(() =>
      locator.evaluate((element) =>
        Object.keys(element).some((key) => key.startsWith("__reactProps")),
      ),
    )
    .toBe(true);
}

/** Waits until a sheet holds the focus: before that Esc is nobody's. */
export async function holdsFocus(sheet: Locator): Promise<void> {
  await expect.poll(() => sheet.evaluate((element) => element.matches(":modal"))).toBe(true);
}

export type Upload = {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
};

/** A text file as the browser hands it over. */
export function csv(name: string, text: string): Upload {
  return { name, mimeType: "text/csv", buffer: Buffer.from(text) };
}

/** Drops files on the import page of the books at `root`. One file that is taken opens its preview. */
export async function drop(page: Page, root: string, ...files: readonly Upload[]): Promise<void> {
  await page.goto(`${root}/import`);
  const input = page.locator('input[type="file"]');
  await hydrated(input);
  await input.setInputFiles([...files]);
}

/** Drops a file, looks at its preview and imports it. */
export async function importFile(page: Page, root: string, file: Upload): Promise<void> {
  await drop(page, root, file);
  await page.waitForURL(/\/import\/[0-9a-f-]{36}$/);
  await page.getByRole("button", { name: /^Import \d/ }).click();
  await expect(page.getByText(/^Imported on /)).toBeVisible();
}

/** What became of the rows of an import, by label: `{ "rows read": 41, … }`. */
export async function equation(page: Page): Promise<Record<string, number>> {
  const terms = page.getByRole("list", { name: "What became of the rows" }).getByRole("listitem");
  await expect(terms.first()).toBeVisible();
  const told = await terms.allInnerTexts();
  return Object.fromEntries(
    told.map((text) => {
      const [, count = "", label = ""] = /([\d,]+)\s+(\D+)$/.exec(text.trim()) ?? [];
      return [label.trim(), Number(count.replaceAll(",", ""))];
    }),
  );
}

/** The exact amounts in an element, in order: what `<data value>` carries, not what is rounded for the eye. */
export async function amounts(locator: Locator): Promise<string[]> {
  await expect(locator.first()).toBeVisible();
  return locator
    .locator("data")
    .evaluateAll((all) => all.map((data) => data.getAttribute("value") ?? ""));
}

/** A table by its caption. */
export function table(page: Page, caption: string | RegExp): Locator {
  return page.getByRole("table", { name: caption });
}

/** Cells of a table's body as they are shown, row by row, white space made one. */
export async function cells(of: Locator): Promise<string[][]> {
  await expect(of).toBeVisible();
  return of
    .locator("tbody tr")
    .evaluateAll((rows) =>
      rows.map((row) =>
        [...row.children].map((cell) =>
          (cell instanceof HTMLElement ? cell.innerText : "").replace(/\s+/g, " ").trim(),
        ),
      ),
    );
}
