import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/e2e/accessibility";
import { bookIds } from "../support/e2e/demo-ids";
import {
  expect,
  hydrated,
  newcomer,
  sessionFile,
  signUp,
  table,
  test,
} from "../support/e2e/journey";
import { makeSeason } from "../support/e2e/season-ids";

test.describe.configure({ mode: "parallel" });

const PAGES = [
  "",
  "/import",
  "/review",
  "/ledger",
  "/lots?asset=BTC",
  "/years",
  "/years/2025",
  "/harvest",
  "/harvest?lots=named",
  "/harvest/sell",
  "/harvest/sell?asset=BTC&units=0.1",
  "/harvest/what-if",
  "/harvest/years",
  "/harvest/season",
  "/harvest/tickets",
  "/harvest/tickets/new",
  "/harvest/plans",
  "/harvest/plans/new",
  "/harvest/losses",
  "/harvest/losses/new?kind=sold",
  "/harvest/rebuys?scenario=on",
  "/reports",
  "/settings",
  "/settings?part=methods",
  "/settings?part=prices",
  "/settings?part=accounts",
  "/settings?part=assets",
  "/settings?part=rules",
  "/settings?part=forms",
] as const;

async function look(page: Page, path: string, name: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expectAccessible(page, name);
}

const nameOf = (path: string) => path.replace(/\W+/g, "-").replace(/^-/, "") || "overview";

test.describe("full books", () => {
  test.use({ storageState: sessionFile("nora") });

  for (const path of PAGES) {
    test(`anyone can use ${path || "the overview"} of full books`, async ({ page, request }) => {
      const { clientId } = await bookIds(request, "nora");
      await look(page, `/clients/${clientId}${path}`, `full-${nameOf(path)}`);
    });
  }

  const OPEN = [
    { what: "an import", at: "/import/{batch}" },
    { what: "a transaction", at: "/ledger?tx={transaction}" },
    { what: "the choice of kinds", at: "/ledger?add=" },
    { what: "the form of a swap", at: "/ledger?add=swap" },
    { what: "the form of a conversion", at: "/ledger?add=conversion" },
    { what: "the facts of an asset", at: "/settings?part=assets&asset=BTC" },
    { what: "the reason of a figure", at: "/years/2025?why=long" },
    { what: "the rows of a box", at: "/years/2025?box=I" },
  ] as const;

  for (const { what, at } of OPEN) {
    test(`anyone can use ${what}`, async ({ page, request }) => {
      const { clientId, batchId, transactionId } = await bookIds(request, "nora");
      const path = at.replace("{batch}", batchId).replace("{transaction}", transactionId);
      await look(page, `/clients/${clientId}${path}`, `full-${nameOf(what)}`);
    });
  }

  test("anyone can use a ticket, a plan and the evidence of a loss", async ({ page, request }) => {
    const { clientId } = await bookIds(request, "nora");
    const { ticketId, planId, eventId } = await makeSeason(page, clientId);
    const root = `/clients/${clientId}/harvest`;
    await look(page, `${root}/tickets/${ticketId}`, "full-ticket");
    await look(page, `${root}/plans/${planId}`, "full-plan");
    await look(page, `${root}/losses/${eventId}`, "full-loss");
  });

  test("anyone can use the menus and questions that open over a page", async ({
    page,
    request,
  }) => {
    const { clientId, batchId } = await bookIds(request, "nora");
    await page.goto(`/clients/${clientId}/import/${batchId}`);
    const undo = page.getByRole("button", { name: "Undo this import" });
    await hydrated(undo);
    await undo.click();
    await expect(page.getByRole("dialog", { name: "Undo this import?" })).toBeVisible();
    await expectAccessible(page, "full-dialog-undo");
    await page.getByRole("button", { name: "Keep it" }).click();
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("dialog", { name: "Go to" })).toBeVisible();
    await expectAccessible(page, "full-command-menu");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: /^Your account/ }).click();
    await expect(page.getByRole("button", { name: "Sign out" })).toBeVisible();
    await expectAccessible(page, "full-account-menu");
  });
});

test.describe("the firm", () => {
  test.use({ storageState: sessionFile("rowan") });

  test("anyone can use the client board and a client's books", async ({ page, request }) => {
    await look(page, "/clients", "firm-clients");
    await expect(table(page, "Clients")).toBeVisible();
    const { clientId } = await bookIds(request, "rowan", "Jane Okafor");
    await look(page, `/clients/${clientId}`, "firm-overview");
    await look(page, `/clients/${clientId}/harvest`, "firm-harvest");
  });
});

// Books of their own for each third of the pages: one journey over all of them takes longer than a journey may.
const EMPTY_PAGES = PAGES.filter((one) => !one.includes("2025") && !one.includes("settings?"));

for (const third of [0, 1, 2]) {
  test(`anyone can use empty books, part ${third + 1}`, async ({ page }) => {
    const root = await signUp(page, newcomer(`Eva Moretti ${third + 1}`));
    for (const path of EMPTY_PAGES.filter((_, place) => place % 3 === third)) {
      await look(page, `${root}${path}`, `empty-${nameOf(path)}`);
    }
  });
}

test("anyone can use the pages of errors", async ({ page, complaints }) => {
  const answer = await page.goto("/no-such-page");
  expect(answer?.status()).toBe(404);
  await expectAccessible(page, "not-found");
  // The browser notes the 404 itself on its console.
  expect(complaints.splice(0)).toEqual([expect.stringContaining("status of 404")]);
});
