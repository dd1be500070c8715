import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/e2e/accessibility";
import { cells, expect, hydrated, sessionFile, table, test } from "../support/e2e/journey";
import { appRoutes } from "../support/e2e/routes";

test.describe.configure({ mode: "parallel" });
test.use({ storageState: sessionFile("rowan") });

/** Every page of a firm and of an account: a new one is looked at without anybody's doing. The page of a run has its own journey. */
const PAGES = appRoutes().flatMap(({ path, is }) =>
  is === "page" && /^\/(clients|account)(\/|$)/.test(path) && !path.includes("[") ? [path] : [],
);

/** The same pages asked otherwise. */
const ASKED = [
  "/clients?view=board&stage=items",
  "/clients?stage=filed&q=nobody-has-this-name",
  "/clients/harvest?q=nobody-has-this-name",
  "/account?sessions=all&done=password",
  "/account/google?google=google-failed",
] as const;

async function look(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expectAccessible(page, `desk${path.replace(/\W+/g, "-")}`);
}

for (const path of [...PAGES, ...ASKED]) {
  test(`anyone can use ${path}`, async ({ page }) => {
    await look(page, path);
  });
}

test("anyone can use what is asked for many clients: the form, the run, and what was not made with its reason", async ({
  page,
}) => {
  test.setTimeout(180_000);
  await page.goto("/clients/bulk");
  const start = page.getByRole("button", { name: /^Start for \d+ clients/ });
  await hydrated(start);
  await page.getByRole("radio", { name: /^Assign to a colleague/ }).check();
  await expect(page.getByRole("combobox", { name: "Colleague" })).toBeVisible();
  await expect(page.getByRole("group", { name: "Tax years" })).toBeHidden();
  await expectAccessible(page, "desk-bulk-assign");

  await page.getByRole("radio", { name: /^Final packs/ }).check();
  for (const box of await page
    .getByRole("group", { name: "Tax years" })
    .getByRole("checkbox")
    .all()) {
    await box.uncheck();
  }
  const [, , ...rest] = await page
    .getByRole("group", { name: "Clients" })
    .getByRole("checkbox")
    .all();
  for (const box of rest) await box.uncheck();
  await page.getByRole("button", { name: "Start for 2 clients" }).click();
  // Refused, and nothing that was chosen is lost.
  await expect(page.getByText("Choose a year.")).toBeVisible();
  await expect(page.getByRole("radio", { name: /^Final packs/ })).toBeChecked();
  await expect(page.getByRole("button", { name: "Start for 2 clients" })).toBeVisible();
  await expectAccessible(page, "desk-bulk-refused");

  await page.getByRole("checkbox", { name: "2026", exact: true }).check();
  await page.getByRole("button", { name: "Start for 2 clients" }).click();
  await page.waitForURL(/\/clients\/bulk\/[0-9a-f-]{36}$/);
  await expect(page.getByText(/0 made, 4 not/)).toBeVisible({ timeout: 120_000 });
  const rows = await cells(table(page, "What became of each"));
  expect(rows).toHaveLength(4);
  for (const [, year, , state, why] of rows) {
    expect([year, state]).toEqual(["2026", expect.stringContaining("Not made")]);
    expect(why).toContain("2026 is still running: nothing of it is final.");
  }
  await expectAccessible(page, "desk-bulk-run");
});
