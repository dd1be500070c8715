import { expect, newcomer, signUp, test } from "../support/e2e/journey";
import { mailTo } from "../support/e2e/outbox";

test("a mailed link sets a new password once and ends every session", async ({ browser, page }) => {
  const person = newcomer("Greta Holm");
  const old = await browser.newContext();
  const elsewhere = await old.newPage();
  await signUp(elsewhere, person);
  const books = elsewhere.url();

  await page.goto("/reset-password");
  await page.getByLabel("E-mail").fill(person.email);
  await page.getByRole("button", { name: "Send the link" }).click();
  await expect(page.getByText("If books are kept under that address")).toBeVisible();
  await expect.poll(() => mailTo(person.email), { timeout: 20_000 }).toBeDefined();
  const link = /http:\/\/localhost:\d+\/reset-password\/\S+/.exec(mailTo(person.email) ?? "")?.[0];
  expect(link).toBeDefined();

  const fresh = "nine amber ferries crossing slowly";
  await page.goto(link ?? "");
  await page.getByLabel("New password").fill(fresh);
  await page.getByRole("button", { name: "Change the password" }).click();
  await expect(page.getByText("Your password is changed")).toBeVisible();

  await elsewhere.goto(books);
  await expect(elsewhere).toHaveURL(/\/sign-in/);
  await old.close();

  await page.goto(link ?? "");
  await expect(page.getByRole("heading", { name: "This link no longer works" })).toBeVisible();

  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(person.email);
  await page.getByLabel("Password", { exact: true }).fill(person.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByText("E-mail or password is not right.")).toBeVisible();
  await page.getByLabel("Password", { exact: true }).fill(fresh);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL(books);
});

test("asking for a link says the same for an address nobody has", async ({ page }) => {
  await page.goto("/reset-password");
  await page.getByLabel("E-mail").fill("nobody@journeys.example");
  await page.getByRole("button", { name: "Send the link" }).click();
  await expect(page.getByText("If books are kept under that address")).toBeVisible();
});
