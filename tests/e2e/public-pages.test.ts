import { expectAccessible } from "../support/e2e/accessibility";
import { expect, test } from "../support/e2e/journey";
import { appRoutes, filled } from "../support/e2e/routes";

/** Pages of people who signed in or are on their way: tests/e2e/account.test.ts looks at them. */
const OF_PEOPLE = /^\/(clients|account|sign-in\/)/;

/** Every page that needs no sign-in: a new one is looked at without anybody's doing. Links of mails lead to the page of a dead one. */
const PAGES = appRoutes().flatMap(({ path, is }) =>
  is === "page" && !OF_PEOPLE.test(path) ? [filled(path, { token: "none" })] : [],
);

for (const path of PAGES) {
  test(`a stranger can open and use ${path}`, async ({ page }) => {
    const answer = await page.goto(path);
    expect(answer?.status()).toBe(200);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectAccessible(page, path.replace(/\W+/g, "-").replace(/^-/, "") || "front");
  });
}

test("a page that does not exist says so", async ({ request }) => {
  const answer = await request.get("/no-such-page");
  expect(answer.status()).toBe(404);
});
