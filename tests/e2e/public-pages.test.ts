import { expectAccessible } from "../support/e2e/accessibility";
import { expect, test } from "../support/e2e/journey";

test("a stranger finds the front page", async ({ page }) => {
  const answer = await page.goto("/");
  expect(answer?.status()).toBe(200);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expectAccessible(page, "front");
});
