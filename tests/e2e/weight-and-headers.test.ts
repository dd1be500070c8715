import type { APIRequestContext, APIResponse, Browser, Page } from "@playwright/test";
import { type BookIds, bookIds } from "../support/e2e/demo-ids";
import {
  baseUrl,
  expect,
  hydrated,
  listen,
  sessionCookie,
  sessionFile,
  test,
} from "../support/e2e/journey";
import { appRoutes, filled } from "../support/e2e/routes";
import { makeSeason, type SeasonIds } from "../support/e2e/season-ids";

/** Scripts of an empty App-Router page as measured (stack and ux notes), in kilobytes transferred. */
const FLOOR = 137;
const BUDGET = 90;
const LEDGER_BUDGET = 140;

/** Pages of what nobody signed off or asked of many clients here: below they answer that there is nothing. */
const ELSEWHERE = /\[(reportId|runId)\]/;
const pages = appRoutes().filter(({ path, is }) => is === "page" && !ELSEWHERE.test(path));

/** An address for each page of the app folder. */
function addressOf(path: string, ids: BookIds & SeasonIds): string {
  return filled(path, { ...ids, year: "2025", token: "none" });
}

let season: SeasonIds | undefined;

/** Ids for every page; what a season holds is made once. */
async function idsOf(browser: Browser, request: APIRequestContext): Promise<BookIds & SeasonIds> {
  const books = await bookIds(request, "nora");
  if (season === undefined) {
    const context = await browser.newContext({ storageState: sessionFile("nora") });
    season = await makeSeason(await context.newPage(), books.clientId);
    await context.close();
  }
  return { ...books, ...season };
}

/** Kilobytes of script a page transfers until it is loaded, by a browser that has been nowhere. */
async function scriptKilobytes(browser: Browser, path: string, signedIn: boolean): Promise<number> {
  const context = await browser.newContext(
    signedIn
      ? { storageState: sessionFile("nora") }
      : { storageState: { cookies: [], origins: [] } },
  );
  const page = await context.newPage();
  const complaints = listen(page);
  const scripts = new Set<string>();
  let bytes = 0;
  const cdp = await context.newCDPSession(page);
  await cdp.send("Network.enable");
  cdp.on("Network.responseReceived", ({ requestId, type }) => {
    if (type === "Script") scripts.add(requestId);
  });
  cdp.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength;
  });
  await page.goto(path, { waitUntil: "networkidle" });
  expect(complaints, `${path}: what the browser complained about`).toEqual([]);
  await context.close();
  return Math.round(bytes / 1000);
}

test("no page loads more script than its budget, and none complains", async ({
  browser,
  request,
}) => {
  test.setTimeout(120_000);
  const ids = await idsOf(browser, request);
  const rows: string[] = [];
  for (const { path } of pages) {
    const isPublic = !/^\/(clients|account)/.test(path);
    const kilobytes = await scriptKilobytes(browser, addressOf(path, ids), !isPublic);
    const budget = FLOOR + (path.endsWith("/ledger") ? LEDGER_BUDGET : BUDGET);
    rows.push(`${path.padEnd(44)}${String(kilobytes).padStart(5)} kB of ${budget}`);
    expect.soft(kilobytes, path).toBeGreaterThan(0);
    expect.soft(kilobytes, `kilobytes of script of ${path}`).toBeLessThanOrEqual(budget);
  }
  console.log(`\nScript transferred on the first visit:\n${rows.join("\n")}\n`);
});

/** Pages that lead an investor on: to their one set of books. */
const OF_FIRMS = /^\/clients(\/add|\/team|\/bulk|\/wisp)?$/;
/** Pages that may lead on, by what their visitor has and has just shown: a second step, a proof of the last minutes. */
const MAY_LEAD_ON = /^\/(account|sign-in)\//;

/** What every answer of the server carries, whatever it is. */
function expectSafe(answer: APIResponse, told: string): void {
  const headers = answer.headers();
  expect.soft(headers["x-content-type-options"], told).toBe("nosniff");
  expect.soft(headers["x-frame-options"], told).toBe("DENY");
  expect
    .soft(headers["referrer-policy"], told)
    .toMatch(/^(strict-origin-when-cross-origin|no-referrer)$/);
  expect.soft(headers["cross-origin-opener-policy"], told).toBe("same-origin");
  expect.soft(headers["cross-origin-resource-policy"], told).toBe("same-origin");
  expect.soft(headers["permissions-policy"], told).toContain("camera=()");
  expect.soft(headers["x-powered-by"], told).toBeUndefined();
  expect.soft(headers["server"], told).toBeUndefined();
}

test("every answer carries the headers that protect it, static files and errors too", async ({
  browser,
  request,
}) => {
  const html = await (await request.get("/")).text();
  const chunk = /\/_next\/static\/[^"]+\.js/.exec(html)?.[0] ?? "";
  const style = /\/_next\/static\/[^"]+\.css/.exec(html)?.[0] ?? "";
  const ids = await idsOf(browser, request);
  const cookie = sessionCookie("nora");
  const asked: readonly (readonly [string, number])[] = [
    ...pages
      // The file of these ids was imported: how it is read is explained no more.
      .map(({ path }) => [addressOf(path, ids), path.endsWith("/map") ? 307 : 200] as const)
      .filter(([path]) => !/^\/sign-(in|up)$/.test(path)),
    ["/no-such-page", 404],
    ["/_next/static/no-such-chunk.js", 404],
    [chunk, 200],
    [style, 200],
    ["/icon.svg", 200],
    ["/favicon.ico", 200],
    ["/samples/universal.csv", 200],
    ["/api/health", 200],
    ["/api/no-such-route", 404],
    [`/api/clients/${ids.clientId}/reports/${ids.batchId}`, 404],
    [`/clients/${ids.clientId}/reports/signed/${ids.batchId}`, 404],
    [`/clients/bulk/${ids.batchId}`, 404],
    [`/api/bulk/${ids.batchId}/progress`, 404],
  ];
  for (const [path, status] of asked) {
    const answer = await request.get(path, { headers: { cookie }, maxRedirects: 0 });
    expectSafe(answer, path);
    const expected = OF_FIRMS.test(path) ? [307] : MAY_LEAD_ON.test(path) ? [200, 307] : [status];
    expect.soft(expected, path).toContain(answer.status());
    const policy = answer.headers()["content-security-policy"];
    const isPage = answer.headers()["content-type"]?.startsWith("text/html") ?? false;
    if (path.startsWith("/api") || path.startsWith("/_next/static")) {
      expect.soft(policy, path).toContain("default-src 'none'");
    } else if (isPage) {
      expect.soft(policy, path).toMatch(/script-src 'self' 'nonce-[^']+' 'strict-dynamic';/);
      expect.soft(policy, path).toContain("object-src 'none'");
      expect.soft(policy, path).not.toContain("unsafe-eval");
    }
    if (/^\/(clients|account)/.test(path))
      expect.soft(answer.headers()["cache-control"], path).toMatch(/private.*no-store|no-store/);
  }
});

test("nonces are new each time, and a visitor's own are not taken", async ({ request }) => {
  const nonceOf = async (headers: Record<string, string> = {}) => {
    const answer = await request.get("/", { headers });
    return /'nonce-([^']+)'/.exec(answer.headers()["content-security-policy"] ?? "")?.[1];
  };
  const [one, two] = [await nonceOf(), await nonceOf()];
  expect(one).toBeDefined();
  expect(one).not.toBe(two);
  const hostile = await nonceOf({
    "x-nonce": "hostile",
    "content-security-policy": "script-src 'nonce-hostile'",
  });
  expect(hostile).not.toBe("hostile");
});

test("the session cookie is out of reach of scripts and other sites", async ({ browser }) => {
  const context = await browser.newContext({ storageState: sessionFile("nora") });
  const session = (await context.cookies()).find(({ name }) => name.endsWith("lotwise.session"));
  expect(session).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });
  await context.close();
});

test.describe("what is downloaded", () => {
  test.use({ storageState: sessionFile("rowan") });

  test("a PDF and a CSV are kept by no cache and run nothing", async ({ page, request }) => {
    const { clientId } = await bookIds(request, "rowan", "Brian Castellano");
    await page.goto(`/clients/${clientId}/reports?year=2026`);
    const make = page.getByRole("button", { name: "Make the papers" });
    await hydrated(make);
    await make.click();
    const pdf = await hrefOf(page, /^Report of 2026/);
    const csv = await hrefOf(page, /^Statement as CSV of 2026/);
    for (const [href, type] of [
      [pdf, "application/pdf"],
      [csv, "text/csv"],
    ] as const) {
      const answer = await request.get(href, { headers: { cookie: sessionCookie("rowan") } });
      expectSafe(answer, href);
      expect(answer.headers()["cache-control"]).toBe("private, no-store");
      expect(answer.headers()["content-type"]).toContain(type);
      expect(answer.headers()["content-disposition"]).toMatch(/^attachment; filename=/);
      expect(answer.headers()["content-security-policy"]).toContain("default-src 'none'");
      const again = await request.get(href, { headers: { cookie: sessionCookie("rowan") } });
      expect((await again.body()).equals(await answer.body()), "the same bytes").toBe(true);
    }
  });

  async function hrefOf(page: Page, name: RegExp): Promise<string> {
    const link = page.getByRole("link", { name }).first();
    await expect(link).toBeVisible({ timeout: 30_000 });
    return `${baseUrl()}${await link.getAttribute("href")}`;
  }
});
