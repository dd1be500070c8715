import { expectAccessible } from "../support/e2e/accessibility";
import { bookIds } from "../support/e2e/demo-ids";
import { expect, hydrated, sessionFile, test } from "../support/e2e/journey";

test.use({ storageState: sessionFile("rowan") });

test("a firm asks a client for a document, takes the file that came, and says that it will do", async ({
  page,
  request,
}) => {
  const { clientId } = await bookIds(request, "rowan", "Jane Okafor");
  const what = `The wallet’s history ${Date.now()}`;
  await page.goto(`/clients/${clientId}/documents`);
  const ask = page.getByRole("button", { name: "Ask for a document" });
  await hydrated(ask);
  await ask.click();
  await page.getByLabel("What you need").fill(what);
  await page.getByLabel("By", { exact: false }).last().fill("2027-01-15");
  await page.getByRole("button", { name: "Ask for it" }).click();
  await expect(page.getByText("It stands in the list, and they are told by mail.")).toBeVisible();
  await page.keyboard.press("Escape");
  const asked = page.getByRole("listitem").filter({ hasText: what });
  await expect(asked.getByText("Asked for")).toBeVisible();
  await expectAccessible(page, "documents-asked");

  await asked.locator("input[type=file]").setInputFiles({
    name: "wallet.txt",
    mimeType: "text/plain",
    buffer: Buffer.from(what),
  });
  await expect(asked.getByText("Received, to be looked at")).toBeVisible();
  const file = await page.request.get(
    (await asked.getByRole("link", { name: "wallet.txt" }).getAttribute("href")) ?? "",
  );
  expect(file.headers()["cache-control"]).toBe("private, no-store");
  expect(await file.text()).toBe(what);
  await asked.getByRole("button", { name: /^This will do/ }).click();
  await expect(asked.getByText("✓ Done")).toBeVisible();
  await expect(asked.locator("input[type=file]")).toHaveCount(0);
});

test("a firm's internal note stands under its own tab and nowhere in the history", async ({
  page,
  request,
}) => {
  const { clientId } = await bookIds(request, "rowan", "Jane Okafor");
  const words = `Ours alone ${Date.now()}`;
  await page.goto(`/clients/${clientId}/messages?kind=internal`);
  const keep = page.getByRole("button", { name: "Keep the note" });
  await hydrated(keep);
  await page.getByLabel("Your note").fill(words);
  await keep.click();
  await expect(page.getByRole("listitem").filter({ hasText: words })).toBeVisible();
  await page.goto(`/clients/${clientId}/messages`);
  await expect(page.getByText(words)).toHaveCount(0);
  await page.goto(`/clients/${clientId}/history`);
  await expect(page.getByText(/internal note/i)).toHaveCount(0);
});

test("a note whose request is sent again is there once; the same words sent anew are a second note", async ({
  page,
  request,
}) => {
  const { clientId } = await bookIds(request, "rowan", "Jane Okafor");
  const words = `Said on purpose ${Date.now()}`;
  const notes = page.getByRole("listitem").filter({ hasText: words });
  await page.goto(`/clients/${clientId}/messages?kind=internal`);
  const keep = page.getByRole("button", { name: "Keep the note" });
  await hydrated(keep);
  await page.getByLabel("Your note").fill(words);
  const sent = page.waitForRequest((one) => one.method() === "POST");
  await keep.click();
  await expect(notes).toHaveCount(1);
  const first = await sent;
  const again = await page.request.fetch(first.url(), {
    method: "POST",
    headers: await first.allHeaders(),
    data: first.postDataBuffer() ?? "",
  });
  expect(again.status()).toBe(200);
  await page.reload();
  await expect(notes).toHaveCount(1);
  await hydrated(keep);
  await page.getByLabel("Your note").fill(words);
  await keep.click();
  await expect(notes).toHaveCount(2);
  // Without leaving the page: the form has a new key after each answer.
  await page.getByLabel("Your note").fill(words);
  await keep.click();
  await expect(notes).toHaveCount(3);
});
