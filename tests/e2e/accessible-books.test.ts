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
import { appRoutes, filled } from "../support/e2e/routes";
import { makeSeason } from "../support/e2e/season-ids";

test.describe.configure({ mode: "parallel" });

/** Every page of one's books that the ids at hand fill: a new one is looked at without anybody's doing. */
const ROUTES = appRoutes().flatMap(({ path, is }) =>
  is === "page" && path.startsWith("/clients/[clientId]")
    ? [path.slice("/clients/[clientId]".length)]
    : [],
);

/** Pages of what a season holds, which the journey that makes it looks at; and of what a second person signed in a firm, which the journey of a sign-off looks at. */
const OF_SEASON = ["ticketId", "planId", "eventId", "reportId"];
/** A file that was imported is explained no more; the journey of a mapping looks at this one. */
const ELSEWHERE = "/import/[batchId]/map";

const SIGNED = "/reports/signed/[reportId]";

const isOfSeason = (route: string) => OF_SEASON.some((name) => route.includes(`[${name}]`));
const AT_HAND = ROUTES.filter((route) => !isOfSeason(route) && route !== ELSEWHERE);

/** The same pages asked otherwise. */
const ASKED = [
  "/lots?asset=BTC",
  "/harvest?lots=named",
  "/harvest/sell?asset=BTC&units=0.1",
  "/harvest/losses/new?kind=sold",
  "/harvest/rebuys?scenario=on",
  "/messages?kind=shared",
] as const;

/** The first of them is what the settings open with. */
const PARTS = [
  "years",
  "methods",
  "prices",
  "accounts",
  "assets",
  "rules",
  "forms",
  "reminders",
] as const;
const SETTINGS = PARTS.slice(1).map((part) => `/settings?part=${part}`);

async function look(page: Page, path: string, name: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expectAccessible(page, name);
}

const nameOf = (path: string) => path.replace(/\W+/g, "-").replace(/^-/, "") || "overview";

test.describe("full books", () => {
  test.use({ storageState: sessionFile("nora") });

  for (const path of [...AT_HAND, ...ASKED, ...SETTINGS]) {
    test(`anyone can use ${path || "the overview"} of full books`, async ({ page, request }) => {
      const { clientId, ...ids } = await bookIds(request, "nora");
      const at = filled(path, { ...ids, year: "2025" });
      await look(page, `/clients/${clientId}${at}`, `full-${nameOf(path)}`);
      if (path === "/settings") {
        const parts = page.getByRole("navigation", { name: "Settings" }).getByRole("link");
        const hrefs = await parts.evaluateAll((all) => all.map((one) => one.getAttribute("href")));
        expect(hrefs.map((href) => href?.split("part=")[1])).toEqual(PARTS);
      }
    });
  }

  const OPEN = [
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
    const season = await makeSeason(page, clientId);
    for (const route of ROUTES.filter((path) => isOfSeason(path) && path !== SIGNED)) {
      await look(page, `/clients/${clientId}${filled(route, season)}`, `full-${nameOf(route)}`);
    }
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
    await look(page, "/clients?view=board", "firm-board");
    await look(page, `/clients?open=${clientId}`, "firm-opened-client");
    await look(page, "/clients?q=nobody-has-this-name", "firm-none-found");
    await look(page, `/clients/${clientId}/messages?kind=internal`, "firm-internal-notes");
    await look(page, `/clients/${clientId}/documents`, "firm-documents");
    await look(page, `/clients/${clientId}`, "firm-overview");
    await look(page, `/clients/${clientId}/harvest`, "firm-harvest");
  });
});

// Books of their own for each quarter of the pages: one journey over all of them takes longer than a journey may.
const EMPTY_PAGES = [...AT_HAND.filter((route) => !route.includes("[")), ...ASKED];

for (const quarter of [0, 1, 2, 3]) {
  test(`anyone can use empty books, part ${quarter + 1}`, async ({ page }) => {
    const root = await signUp(page, newcomer(`Eva Moretti ${quarter + 1}`));
    for (const path of EMPTY_PAGES.filter((_, place) => place % 4 === quarter)) {
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
