import type { APIRequestContext, APIResponse } from "@playwright/test";
import { type BookIds, bookIds } from "../support/e2e/demo-ids";
import {
  baseUrl,
  expect,
  hydrated,
  newcomer,
  sessionCookie,
  sessionFile,
  signUp,
  test,
} from "../support/e2e/journey";
import { type AppRoute, appRoutes, filled } from "../support/e2e/routes";
import { makeSeason } from "../support/e2e/season-ids";

test.describe.configure({ mode: "serial" });

/** What a stranger is shown in spite of everything would hold one of these. */
const CANARIES = [/Whitfield/, /nora-(coinbase|kraken)/, /Okafor/, /jane-coinbase/];

const routes = appRoutes();
const inBooks = routes.filter(({ path }) => path.includes("[clientId]"));
const NOWHERE = "0c5f2a7e-3b41-4d8a-9e60-7f1b2c3d4e5f";

let nora: BookIds;
let jane: BookIds;
let ids: Record<string, string>;

/** Routes that take a body and nothing else. */
const POSTED = ["/uploads", "/mapping", "/files"];

/** What these answer their owner here: three bytes are no file, and a file that was imported is explained no more. */
const ASKED_OTHERWISE: Readonly<Record<string, number>> = {
  "/api/clients/[clientId]/uploads": 422,
  "/api/clients/[clientId]/imports/[batchId]/mapping": 409,
  "/clients/[clientId]/import/[batchId]/map": 307,
  // A year that is not filed has no papers; a form nobody sent no letter.
  "/api/clients/[clientId]/filing/[year]": 404,
  "/api/clients/[clientId]/forms": 404,
  // Nobody signed anything off, asked for a document or exported everything here.
  "/clients/[clientId]/reports/signed/[reportId]": 404,
  "/api/clients/[clientId]/exports/[exportId]": 404,
  "/api/clients/[clientId]/documents/[requestId]/files": 404,
  "/api/clients/[clientId]/documents/[requestId]/files/[fileId]": 404,
};

type Asker = { readonly name: string; readonly cookie: string };

/** Asks for an address as somebody, without following where it leads; POST where the route takes one. */
async function ask(
  request: APIRequestContext,
  { path, is }: AppRoute,
  cookie: string,
  values: Record<string, string>,
): Promise<APIResponse> {
  const isUpload = is === "route" && POSTED.some((end) => path.endsWith(end));
  return request.fetch(filled(path, values), {
    method: isUpload ? "POST" : "GET",
    maxRedirects: 0,
    headers: {
      cookie,
      ...(isUpload
        ? { origin: baseUrl(), "x-file-size": "3", "content-type": "application/octet-stream" }
        : {}),
    },
    ...(isUpload ? { data: Buffer.from("a,b") } : {}),
  });
}

/** What a person would read in an answer, ids of its address left out: markup and scripts come in any order. */
async function likeness(answer: APIResponse, values: Record<string, string>): Promise<string> {
  let text = (await answer.text()).replace(/<script.*?<\/script>/gs, "").replace(/<[^>]*>/g, " ");
  for (const value of Object.values(values)) text = text.replaceAll(value, "");
  return text.replace(/\s+/g, " ");
}

test.describe("as Nora, whose books they are", () => {
  test.use({ storageState: sessionFile("nora") });

  test("every page of the books opens, and a report is made to have its ids", async ({
    page,
    request,
  }) => {
    nora = await bookIds(request, "nora");
    jane = await bookIds(request, "rowan", "Jane Okafor");
    await page.goto(`/clients/${nora.clientId}/reports?year=2025`);
    const make = page.getByRole("button", { name: "Make the papers" });
    await hydrated(make);
    const job = page.waitForRequest(/\/jobs\/[0-9a-f-]{36}$/);
    await make.click();
    const jobId = (await job).url().split("/").at(-1) ?? "";
    const link = page.getByRole("link", { name: /^Report of 2025/ }).first();
    await expect(link).toBeVisible({ timeout: 30_000 });
    const reportId = /reports\/([0-9a-f-]{36})/.exec((await link.getAttribute("href")) ?? "")?.[1];
    const season = await makeSeason(page, nora.clientId);
    ids = {
      ...nora,
      ...season,
      jobId,
      reportId: reportId ?? "",
      year: "2025",
      page: "1",
      requestId: NOWHERE,
      exportId: NOWHERE,
    };
    for (const route of inBooks) {
      const answer = await ask(request, route, sessionCookie("nora"), ids);
      const isOwn = answer.ok() || answer.status() === ASKED_OTHERWISE[route.path];
      expect(isOwn, `${route.path} answers its owner ${answer.status()}`).toBe(true);
    }
  });
});

test("nobody's session opens a page or a route: to sign-in, or 401", async ({ request }) => {
  for (const cookie of ["", "lotwise.session=stolen"]) {
    for (const route of inBooks) {
      const answer = await ask(request, route, cookie, ids);
      const told = `${route.path} answers nobody ${answer.status()}`;
      if (route.is === "route") {
        expect(answer.status(), told).toBe(401);
      } else {
        expect(answer.status(), told).toBeGreaterThanOrEqual(303);
        expect(answer.status(), told).toBeLessThanOrEqual(307);
        expect(answer.headers()["location"], told).toMatch(/^\/sign-in/);
      }
      for (const canary of CANARIES) expect(canary.test(await answer.text()), told).toBe(false);
    }
  }
});

test("another firm and another investor get the same plain 404 as for what does not exist", async ({
  browser,
  request,
}) => {
  const context = await browser.newContext();
  const other = await context.newPage();
  const own = await signUp(other, newcomer("Vera Lindt"));
  const vera = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  await context.close();
  const askers: readonly Asker[] = [
    { name: "another firm", cookie: sessionCookie("rowan") },
    { name: "another investor", cookie: vera },
  ];
  for (const { name, cookie } of askers) {
    for (const route of inBooks) {
      const nothing = { ...ids, clientId: NOWHERE };
      const foreign = await ask(request, route, cookie, ids);
      const missing = await ask(request, route, cookie, nothing);
      const told = `${route.path} answers ${name}`;
      expect(foreign.status(), told).toBe(404);
      expect(missing.status(), told).toBe(404);
      expect((await likeness(foreign, ids)) === (await likeness(missing, nothing)), told).toBe(
        true,
      );
      for (const canary of CANARIES) expect(canary.test(await foreign.text()), told).toBe(false);
    }
  }
  // Ids of others within one's own books answer like ids of nothing.
  const clientId = own.split("/").at(-1) ?? "";
  const nothing = {
    ...ids,
    clientId,
    batchId: NOWHERE,
    reportId: NOWHERE,
    jobId: NOWHERE,
    ticketId: NOWHERE,
    planId: NOWHERE,
    eventId: NOWHERE,
    fileId: NOWHERE,
    requestId: NOWHERE,
  };
  const named = /\[(batch|report|job|ticket|plan|event|file|request|export)Id\]/;
  for (const route of inBooks.filter(({ path }) => named.test(path))) {
    const foreign = await ask(request, route, vera, { ...ids, clientId });
    const missing = await ask(request, route, vera, nothing);
    const told = `${route.path} with a foreign id in own books`;
    expect(foreign.status(), told).toBe(404);
    expect(missing.status(), told).toBe(404);
    const alike = (await likeness(foreign, ids)) === (await likeness(missing, nothing));
    expect(alike, told).toBe(true);
    for (const canary of CANARIES) expect(canary.test(await foreign.text()), told).toBe(false);
  }
  const drawer = await request.get(`${own}/ledger?tx=${nora.transactionId}`, {
    headers: { cookie: vera },
  });
  for (const canary of CANARIES) expect(canary.test(await drawer.text()), "drawer").toBe(false);
});

test("an investor of the demo gets nothing of the firm's client", async ({ request }) => {
  for (const route of inBooks.filter(({ is }) => is === "page")) {
    const answer = await ask(request, route, sessionCookie("nora"), { ...ids, ...jane });
    expect(answer.status(), route.path).toBe(404);
    expect(/Okafor|jane-coinbase/.test(await answer.text()), route.path).toBe(false);
  }
});

test("an id that is none at all is a plain 404 too", async ({ request }) => {
  for (const clientId of ["1", "..%2f..", "%00", "null", `${NOWHERE}'--`]) {
    for (const route of inBooks) {
      const answer = await ask(request, route, sessionCookie("rowan"), { ...ids, clientId });
      expect([400, 404], `${route.path} with ${clientId}: ${answer.status()}`).toContain(
        answer.status(),
      );
    }
  }
});
