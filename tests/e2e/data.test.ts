import { readFileSync } from "node:fs";
import { fromBufferPromise } from "yauzl";
import { expectAccessible } from "../support/e2e/accessibility";
import { expect, hydrated, newcomer, setUpApp, signUp, test } from "../support/e2e/journey";

test("an investor takes everything along, then has the books deleted and keeps the receipt", async ({
  page,
}) => {
  const person = newcomer("Greta Holm");
  const own = await signUp(page, person);
  await page.goto(`${own}/settings`);
  await page.getByRole("link", { name: "All data" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Your data" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Export everything" })).toHaveCount(0);
  await expectAccessible(page, "data-before-a-proof");
  await page.getByRole("link", { name: "Set up a second step" }).first().click();
  await setUpApp(page, person.email);
  await page.getByRole("link", { name: "Later" }).click();
  await page.goto(`${own}/data`);

  const ask = page.getByRole("button", { name: "Export everything" });
  await hydrated(ask);
  await ask.click();
  const link = page.getByRole("link", { name: "Download" });
  await expect(link).toBeVisible({ timeout: 60_000 });
  await expectAccessible(page, "data-with-an-export");
  const download = page.waitForEvent("download");
  await link.click();
  const zip = readFileSync(await (await download).path());
  const names: string[] = [];
  for await (const entry of (await fromBufferPromise(zip)).eachEntry()) names.push(entry.fileName);
  expect(names).toContain("manifest.json");
  expect(names).toContain("tables/clients.json");
  expect(names.at(-1)).toBe("SHA256SUMS");

  const typed = page.getByLabel(/^Type /);
  await typed.fill("something else");
  await page.getByRole("button", { name: "Delete for good" }).click();
  await expect(page.getByText(/^Type .* to delete it\.$/)).toBeVisible();
  const name = (await page.locator("form strong").innerText()).trim();
  await typed.fill(name);
  await page.getByRole("button", { name: "Delete for good" }).click();
  await page.waitForURL(/\/deleted\//);
  await expect(page.getByRole("heading", { name: "The books are deleted" })).toBeVisible({
    timeout: 60_000,
  });
  await expectAccessible(page, "receipt");
  const receipt = page.waitForEvent("download");
  await page.getByRole("link", { name: "Keep the receipt" }).click();
  const kept = readFileSync(await (await receipt).path(), "utf8");
  expect(kept).toContain("lotwise deletion receipt 1");
  expect((await page.request.get(own)).status()).toBe(404);
});
