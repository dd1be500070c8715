import type { Locator, Page } from "@playwright/test";
import { hydrated, type Newcomer, setUpApp } from "./journey";
import { invitationTo } from "./outbox";

/** One of a few, by what its name begins with: its hint is part of the name. */
export const chosen = (within: Page | Locator, choice: string): Locator =>
  within.getByRole("radio", { name: new RegExp(`^${choice}`) });

/** Invites a colleague into the firm of whoever is signed in; the path of the letter. */
export async function inviteColleague(page: Page, email: string, role: string): Promise<string> {
  await page.goto("/clients/team");
  const button = page.getByRole("button", { name: "Invite a colleague" });
  await hydrated(button);
  await button.click();
  const dialog = page.getByRole("dialog", { name: "Invite a colleague" });
  await dialog.getByLabel("Their e-mail").fill(email);
  await chosen(dialog, role).check();
  await dialog.getByRole("button", { name: "Send the invitation" }).click();
  return invitationTo(email);
}

/** Opens an account with a letter. */
export async function joinBy(page: Page, letter: string, person: Newcomer): Promise<void> {
  await page.goto(letter);
  await page.getByLabel("Your name").fill(person.name);
  await page.getByLabel("Password", { exact: true }).fill(person.password);
  await page.getByRole("button", { name: "Open an account and accept" }).click();
  if (person.kind === "professional") {
    await page.waitForURL(/\/sign-in\/set-up/);
    await setUpApp(page, person.email);
  }
}
