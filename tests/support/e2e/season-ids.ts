import type { Page } from "@playwright/test";
import { baseUrl, expect, hydrated } from "./journey";

/** Ids of what a season holds: one of each kind an address can hold. */
export type SeasonIds = {
  readonly ticketId: string;
  readonly planId: string;
  readonly eventId: string;
  readonly fileId: string;
};

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;

/** Names lots, saves a plan and tells of a dead coin in the books of whoever is signed in, the way a person does. */
export async function makeSeason(page: Page, clientId: string): Promise<SeasonIds> {
  const root = `/clients/${clientId}/harvest`;
  const ticketId = await nameLots(page, root);
  const planId = await savePlan(page, root);
  const eventId = await tellOfLoss(page, root);
  const kept = await page.request.post(`/api/clients/${clientId}/losses/${eventId}/files`, {
    headers: {
      origin: baseUrl(),
      "x-file-name": "mail.txt",
      "content-type": "application/octet-stream",
    },
    data: Buffer.from(`Evidence ${eventId}`),
  });
  expect(kept.status()).toBe(200);
  await page.goto(`${root}/losses/${eventId}`);
  const file = page.getByRole("link", { name: "mail.txt" });
  const fileId = (await file.getAttribute("href"))?.split("/").at(-1) ?? "";
  return { ticketId, planId, eventId, fileId };
}

/** Names a hundred-thousandth of the first lot there is to choose. */
export async function nameLots(page: Page, root: string): Promise<string> {
  await page.goto(`${root}/tickets/new`);
  await page
    .getByRole("link", { name: /^Choose/ })
    .first()
    .click();
  const record = page.getByRole("button", { name: "Record it now" });
  await hydrated(record);
  await page
    .getByRole("textbox", { name: /Units of the lot of/ })
    .first()
    .fill("0.00001");
  await page.getByLabel("These units have not left yet.").check();
  await record.click();
  await page.waitForURL(/\/tickets\/[0-9a-f]{8}-/);
  return idOf(page, "tickets");
}

/** Saves every sale that saves as a plan. */
export async function savePlan(
  page: Page,
  root: string,
  name = "Before Thanksgiving",
): Promise<string> {
  await page.goto(`${root}/plans/new`);
  const save = page.getByRole("button", { name: "Save the plan" });
  await hydrated(save);
  await page.getByLabel("Name", { exact: true }).fill(name);
  await save.click();
  await page.waitForURL(/\/plans\/[0-9a-f]{8}-/);
  return idOf(page, "plans");
}

async function tellOfLoss(page: Page, root: string): Promise<string> {
  await page.goto(`${root}/losses/new?kind=abandoned`);
  const keep = page.getByRole("button", { name: "Keep this" });
  await hydrated(keep);
  await page.getByLabel("What lost its worth").selectOption({ index: 1 });
  await keep.click();
  await page.waitForURL(/\/losses\/[0-9a-f]{8}-/);
  return idOf(page, "losses");
}

const idOf = (page: Page, part: string): string =>
  UUID.exec(new URL(page.url()).pathname.split(`/${part}/`).at(-1) ?? "")?.[0] ?? "";
