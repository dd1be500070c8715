import type { Page } from "@playwright/test";
import {
  addClient,
  cells,
  expect,
  hydrated,
  newcomer,
  sessionFile,
  signUp,
  table,
  test,
} from "../support/e2e/journey";

/** The client board: what an address says, and moving a client without a mouse. */

const names = async (page: Page) =>
  (await cells(table(page, "Clients"))).map(([name]) => name?.replace(/Being .*$/, "").trim());

async function say(page: Page, reason: string): Promise<void> {
  const drawer = page.getByRole("dialog", { name: "Ada Lindgren" });
  await expect(drawer).toBeVisible();
  await drawer.getByLabel("Why").fill(reason);
  await drawer.getByRole("button", { name: "Move", exact: true }).click();
  await expect(drawer).toBeHidden();
}

test("a professional finds, sorts, moves and keeps views of their clients, and sees nobody else's", async ({
  page,
}) => {
  await signUp(page, { ...newcomer("Toril Aas", "professional"), firm: "Aas Tax" });
  for (const name of ["Ada Lindgren", "Bo Marsh", "Cy Ferreira"]) {
    await addClient(page, name);
  }

  await test.step("the address says what is shown", async () => {
    await page.goto("/clients?sort=client&dir=desc");
    expect(await names(page)).toEqual(["Cy Ferreira", "Bo Marsh", "Ada Lindgren"]);
    await page.goto("/clients?sort=client");
    expect(await names(page)).toEqual(["Ada Lindgren", "Bo Marsh", "Cy Ferreira"]);
    await page.getByLabel("Find a client").fill("mar");
    await page.getByRole("button", { name: "Show" }).click();
    await page.waitForURL(/q=mar/);
    expect(await names(page)).toEqual(["Bo Marsh"]);
    await page.goto("/clients?stage=filed");
    await expect(page.getByText("No client fits all of that.")).toBeVisible();
  });

  await test.step("by the keyboard: down, m, a reason", async () => {
    await page.goto("/clients?sort=client");
    await hydrated(page.getByRole("button", { name: "Keys" }));
    await page.keyboard.press("j");
    await expect(page.getByRole("link", { name: "Ada Lindgren", exact: true })).toBeFocused();
    await page.keyboard.press("m");
    await page.waitForURL(/open=/);
    const drawer = page.getByRole("dialog", { name: "Ada Lindgren" });
    await hydrated(drawer.getByRole("button", { name: "Move", exact: true }));
    await drawer.getByLabel("Move to").selectOption("in-review");
    await say(page, "On the partner's desk.");
    await expect(page.getByRole("row", { name: /Ada Lindgren/ })).toContainText("In review");
    await expect(page.getByRole("row", { name: /Ada Lindgren/ })).toContainText("by hand");
  });

  await test.step("by the menu of a card on the board", async () => {
    await page.goto("/clients?view=board");
    const column = page.getByRole("region", { name: "In review" });
    await expect(column.getByRole("link", { name: "Ada Lindgren", exact: true })).toBeVisible();
    await column.getByRole("link", { name: "Move Ada Lindgren" }).click();
    const drawer = page.getByRole("dialog", { name: "Ada Lindgren" });
    await hydrated(drawer.getByRole("button", { name: "Move", exact: true }));
    await expect(drawer).toContainText("On the partner's desk.");
    await drawer.getByLabel("Move to").selectOption("delivered");
    await say(page, "Signed and sent.");
    await expect(
      page
        .getByRole("region", { name: "Delivered" })
        .getByRole("link", { name: "Ada Lindgren", exact: true }),
    ).toBeVisible();
  });

  await test.step("taken back, the data say the stage again", async () => {
    await page.getByRole("link", { name: "Move Ada Lindgren" }).click();
    const back = page.getByRole("button", { name: "Let the data say the stage again" });
    await hydrated(back);
    await back.click();
    await expect(
      page
        .getByRole("region", { name: "No data" })
        .getByRole("link", { name: "Ada Lindgren", exact: true }),
    ).toBeVisible();
  });

  await test.step("a view keeps its name until it is forgotten", async () => {
    await page.goto("/clients?sort=client&dir=desc");
    const save = page.getByRole("button", { name: "Save this view" });
    await hydrated(save);
    await save.click();
    const dialog = page.getByRole("dialog", { name: "Save this view" });
    await dialog.getByLabel("Name").fill("From the end");
    await dialog.getByRole("button", { name: "Save the view" }).click();
    const view = page.getByRole("link", { name: "From the end" });
    await expect(view).toHaveAttribute("aria-current", "page");
    await page.goto("/clients");
    await view.click();
    await page.waitForURL(/dir=desc/);
    expect(await names(page)).toEqual(["Cy Ferreira", "Bo Marsh", "Ada Lindgren"]);
    await page.getByRole("button", { name: "Forget this view" }).click();
    await expect(view).toBeHidden();
  });
});

test.describe("the demo firm", () => {
  test.use({ storageState: sessionFile("rowan") });

  test("sees its own clients, what they can still save, and nobody of another firm", async ({
    page,
  }) => {
    await page.goto("/clients?sort=client");
    await expect(page.getByRole("link", { name: "Jane Okafor", exact: true })).toBeVisible();
    for (const other of ["Ada Lindgren", "Bo Marsh", "Cy Ferreira"]) {
      await expect(page.getByText(other)).toHaveCount(0);
    }
    await page.goto("/clients/harvest");
    await expect(page.getByRole("heading", { level: 1 })).toContainText(
      "Harvest before December 31",
    );
    await expect(page.getByText("Ada Lindgren")).toHaveCount(0);
  });
});
