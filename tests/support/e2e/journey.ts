import { test as base, expect, type Page } from "@playwright/test";

export type SignIn = { readonly email: string; readonly password: string };

type Fixtures = {
  /** Everything the browser complained about while the journey ran; must stay empty. */
  readonly complaints: string[];
};

/** A journey: fails also when a page throws, logs an error, or asks another host for anything. */
export const test = base.extend<Fixtures>({
  complaints: [
    async ({ page, baseURL }, use) => {
      const complaints: string[] = [];
      page.on("pageerror", (error) => complaints.push(`thrown: ${error.message}`));
      page.on("console", (message) => {
        if (message.type() === "error")
          complaints.push(`console: ${message.text()} (${message.location().url})`);
      });
      page.on("request", (request) => {
        const { origin, protocol } = new URL(request.url());
        const local = origin === baseURL || protocol === "data:" || protocol === "blob:";
        if (!local) complaints.push(`another host: ${request.url()}`);
      });
      await use(complaints);
      expect(complaints, "what the browser complained about").toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** Signs in through the page, as a person does, and waits until the sign-in page is left. */
export async function signIn(page: Page, { email, password }: SignIn): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel(/^e-?mail/i).fill(email);
  await page.getByLabel(/^password/i).fill(password);
  await page.getByRole("button", { name: /^sign in$/i }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
}
