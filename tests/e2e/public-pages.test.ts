import { expectAccessible } from "../support/e2e/accessibility";
import { expect, test } from "../support/e2e/journey";

const PAGES = [
  { path: "/", name: "front" },
  { path: "/method", name: "method" },
  { path: "/privacy", name: "privacy" },
  { path: "/sign-in", name: "sign-in" },
  { path: "/sign-up", name: "sign-up" },
  { path: "/reset-password", name: "reset-password" },
  { path: "/unsubscribe/none", name: "unsubscribe" },
];

for (const { path, name } of PAGES) {
  test(`a stranger can open and use ${path}`, async ({ page }) => {
    const answer = await page.goto(path);
    expect(answer?.status()).toBe(200);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectAccessible(page, name);
  });
}

test("a page that does not exist says so", async ({ request }) => {
  const answer = await request.get("/no-such-page");
  expect(answer.status()).toBe(404);
});
