import pg from "pg";
import { afterAll, describe, expect, it } from "vitest";
import { listAuditEvents } from "@/db/queries/audit-events";
import { insertStageMark } from "@/db/queries/board-marks";
import { getSummary, listBoardRows } from "@/db/queries/client-summaries";
import { insertClient } from "@/db/queries/clients";
import { insertQuotes } from "@/db/queries/quotes";
import { withClient, withUser } from "@/db/tenant";
import { handleJob } from "@/lib/jobs/handlers";
import { invariant, ok } from "@/lib/result";
import { readBoardQuery } from "@/lib/services/cockpit/board-query";
import { findStaleSummaries } from "@/lib/services/cockpit/find-stale-summaries";
import { forgetView, keepView } from "@/lib/services/cockpit/keep-view";
import { followData, moveOnBoard, setDue } from "@/lib/services/cockpit/mark-board";
import { summariseClient } from "@/lib/services/cockpit/summarise-client";
import { viewBoard } from "@/lib/services/cockpit/view-board";
import { viewHarvestList } from "@/lib/services/cockpit/view-harvest-list";
import { viewHarvest } from "@/lib/services/view-harvest";
import { viewReview } from "@/lib/services/view-review";
import { assetId } from "@/lib/tax/transaction";
import { ENGINE_VERSION } from "@/lib/tax/version";
import { instant } from "@/lib/time/instant";
import type { Owner } from "./books-support";
import { buy, sell } from "./choices-support";
import { loadDemoClient } from "./gains-support";
import { makeInvestor, makePreparer, makeUser, openDatabase, write } from "./support";

const { ownerUrl } = await openDatabase();
const admin = new pg.Client({ connectionString: ownerUrl });
await admin.connect();
afterAll(() => admin.end());

/** A day of the season: November 20, 2026, four in the afternoon in New York. */
const NOW = instant("2026-11-20T21:00:00Z");
const ATTEMPT = { number: 1, last: false };

/** Jobs that wait to work out somebody's summaries. */
async function waiting(who: Owner): Promise<number> {
  const { rows } = await admin.query<{ n: number }>(
    "select count(*)::int as n from graphile_worker._private_jobs where key = $1",
    [`summary:${who.client}`],
  );
  return rows[0]?.n ?? 0;
}

/** Takes the waiting job off the queue, as a worker does. */
const take = async (who: Owner) =>
  admin.query("delete from graphile_worker._private_jobs where key = $1", [
    `summary:${who.client}`,
  ]);

const board = (who: Owner, params = {}, now = NOW) =>
  viewBoard(who, readBoardQuery(params), { now });

async function item(who: Owner, params = {}, now = NOW) {
  const view = await board(who, params, now);
  const found = view.items.find(({ id }) => id === who.client);
  invariant(found !== undefined, "the client is on the list");
  return found;
}

async function summarised(who: Owner, now = NOW): Promise<void> {
  await take(who);
  invariant((await summariseClient(who, who.client, now)).ok, "the summaries are made");
}

describe("a change of a firm's books", () => {
  it("asks once for their summaries, however many statements it has, at its end", async () => {
    const who = await makePreparer();
    expect(await waiting(who)).toBe(0);
    await buy(who, "2026-01-06", "1", "90000");
    expect(await waiting(who)).toBe(1);
    const { rows } = await admin.query(
      "select asked::int, made::int, user_id from summary_watches where client_id = $1",
      [who.client],
    );
    expect(rows).toEqual([{ asked: 1, made: 0, user_id: who.id }]);
    await sell(who, "2026-02-06", "0.5", "50000");
    expect(await waiting(who)).toBe(1);
  });

  it("asks for nothing when it is taken back with its transaction", async () => {
    const who = await makePreparer();
    await expect(
      withClient(who, who.client, "write", async (tx) => {
        await insertStageMark(tx, 2026, null);
        await admin.query("select 1");
        throw new Error("changed my mind");
      }),
    ).rejects.toThrow("changed my mind");
    expect(await waiting(who)).toBe(0);
  });

  it("asks for nothing where nobody has a board: an investor's one book", async () => {
    const who = await makeInvestor();
    await buy(who, "2026-01-06", "1", "90000");
    expect(await waiting(who)).toBe(0);
  });

  it("shows the figures of before as out of date until the job is done, which the queue's handler does", async () => {
    const who = await makePreparer();
    expect(await item(who)).toMatchObject({ stage: "no-data", state: "current" });
    await buy(who, "2026-01-06", "1", "90000");
    expect(await item(who)).toMatchObject({ state: "missing", stage: "no-data" });
    await take(who);
    await handleJob("summarise-client", { clientId: who.client, userId: who.id }, ATTEMPT);
    expect((await item(who, { year: "2026" }, instant(new Date().toISOString()))).state).toBe(
      "current",
    );
    await sell(who, "2026-02-06", "2", "200000");
    expect((await item(who, { year: "2026" })).state).toBe("recomputing");
    await summarised(who);
    expect(await item(who, { year: "2026" })).toMatchObject({ state: "current", stage: "items" });
  });
});

describe("a summary", () => {
  /*
   * By hand: bought 1 BTC for 90,000 on January 6, 2026; at 60,000 it stands 30,000 below its basis, short term until January 6, 2027,
   * its first long-term day January 7 (Reg. 1.1223-1: the day after the day of purchase begins the year): 48 days after November 20.
   */
  it("tells what is held near a year, and why there is no harvest without a profile", async () => {
    const who = await makePreparer();
    await buy(who, "2026-01-06", "1", "90000");
    await write(who, (tx) =>
      insertQuotes(tx, [
        {
          asset: assetId("BTC"),
          at: instant("2026-11-20T20:00:00Z"),
          price: "60000",
          source: "typed",
        },
      ]),
    );
    await summarised(who);
    expect(await item(who, { year: "2026" })).toMatchObject({
      stage: "ready",
      turningLong: 1,
      nextLongOn: "2027-01-07",
      harvestState: "no-profile",
      harvest: null,
      openItems: 0,
      due: "2027-04-15",
      isDueByLaw: true,
    });
    expect(await item(who, { year: "2025" })).toMatchObject({ stage: "no-data", turningLong: 0 });
  });

  it("is out of date when its day is over in the tax zone, and asked for by the worker", async () => {
    const who = await makePreparer();
    await buy(who, "2026-01-06", "1", "90000");
    await summarised(who);
    // New York is at five hours before UTC in November: its day ends at 05:00.
    expect((await item(who, {}, instant("2026-11-21T04:59:59Z"))).state).toBe("current");
    const next = instant("2026-11-21T05:00:00Z");
    expect((await item(who, {}, next)).state).toBe("recomputing");
    await findStaleSummaries(instant("2026-11-21T04:59:59Z"));
    expect(await waiting(who)).toBe(0);
    await findStaleSummaries(next);
    expect(await waiting(who)).toBe(1);
    await summarised(who, next);
    expect((await item(who, {}, next)).state).toBe("current");
  });

  it("of another engine is out of date", async () => {
    const who = await makePreparer();
    await buy(who, "2026-01-06", "1", "90000");
    await summarised(who);
    const rows = await withUser(who, (tx) => listBoardRows(tx, 2026, `${ENGINE_VERSION}x`, NOW));
    expect(rows.map(({ isStale }) => isStale)).toEqual([true]);
  });
});

describe("what people say on the board", () => {
  it("stands in place of the data with its reason, is noted on the record, and is taken back", async () => {
    const who = await makePreparer();
    await buy(who, "2026-01-06", "1", "90000");
    await summarised(who);
    const told = { year: 2026, stage: "in-review", reason: " Sent to the partner. " };
    expect(await moveOnBoard(who, who.client, told)).toEqual({ ok: true, value: null });
    expect(await item(who)).toMatchObject({
      stage: "in-review",
      said: { computed: "ready", reason: "Sent to the partner." },
    });
    expect((await item(who, { year: "2025" })).said).toBeNull();
    expect((await board(who, { stage: "in-review" })).matching).toBe(1);
    expect((await board(who, { stage: "ready" })).matching).toBe(0);
    expect((await followData(who, who.client, 2026)).ok).toBe(true);
    expect(await item(who)).toMatchObject({ stage: "ready", said: null });
    const events = await write(who, (tx) => listAuditEvents(tx, 2));
    expect(events.map(({ deed, detail }) => [deed, detail])).toEqual([
      ["board.follow-data", { year: 2026 }],
      ["board.move", { year: 2026, stage: "in-review" }],
    ]);
  });

  it("takes a reason and a stage there is; a stranger and a viewer move nothing", async () => {
    const who = await makePreparer();
    const stranger = await makePreparer();
    const told = { year: 2026, stage: "ready", reason: "as agreed" };
    expect(await moveOnBoard(who, who.client, { ...told, reason: " " })).toMatchObject({
      error: { code: "invalid-input", fields: { reason: expect.any(String) } },
    });
    expect(await moveOnBoard(who, who.client, { ...told, stage: "done" })).toMatchObject({
      error: { fields: { stage: expect.any(String) } },
    });
    expect(await moveOnBoard(stranger, who.client, told)).toEqual({
      ok: false,
      error: { code: "not-found" },
    });
    expect(await setDue(stranger, who.client, { year: 2026, due: "2026-12-01" })).toMatchObject({
      ok: false,
    });
    expect(await item(who)).toMatchObject({ stage: "no-data", said: null, isDueByLaw: true });
  });

  it("sets the day due, and an empty one is that of the law again", async () => {
    const who = await makePreparer();
    const due = (day: string) => setDue(who, who.client, { year: 2026, due: day });
    expect((await due("2026-12-01")).ok).toBe(true);
    expect(await item(who)).toMatchObject({ due: "2026-12-01", isDueByLaw: false });
    expect(await due("2026-02-30")).toMatchObject({ error: { code: "invalid-input" } });
    expect((await due("")).ok).toBe(true);
    expect(await item(who)).toMatchObject({ due: "2027-04-15", isDueByLaw: true });
  });

  it("a named view is its person's alone, without page or anything that is no state of the board", async () => {
    const who = await makePreparer();
    const other = await makePreparer();
    const query = "stage=items&page=4&evil=%3Cscript%3E&due=&sort=stake";
    expect((await keepView(who, { name: " Monday ", query })).ok).toBe(true);
    const [view, ...rest] = (await board(who)).views;
    expect(view).toMatchObject({ name: "Monday", query: "stage=items&sort=stake" });
    expect(rest).toEqual([]);
    expect((await keepView(who, { name: "Monday", query: "" })).ok).toBe(true);
    expect((await board(who)).views.map(({ query: kept }) => kept)).toEqual([""]);
    expect((await board(other)).views).toEqual([]);
    const [latest] = (await board(who)).views;
    invariant(latest !== undefined, "the view is kept");
    await forgetView(other, latest.id);
    expect((await board(who)).views).toHaveLength(1);
    await forgetView(who, latest.id);
    expect((await board(who)).views).toEqual([]);
    expect(await keepView(who, { name: "", query: "" })).toMatchObject({ ok: false });
  });
});

describe("the board and the pages of a client", () => {
  it("say the same: items of the review, the harvest's saving after costs, its sales", async () => {
    const who = await makePreparer();
    await loadDemoClient(who, "jane");
    await summarised(who);
    const shown = await item(who);
    const review = await viewReview(who, who.client, {}, { now: NOW });
    const harvest = await viewHarvest(who, who.client, null, { now: NOW });
    invariant(review.ok && harvest.ok, "the books are open");
    const stale = review.value.kinds.find(({ value }) => value === "stale-price")?.count ?? 0;
    expect(shown.openItems).toBe(review.value.open - stale);
    const { panel, rows } = harvest.value;
    expect(shown.harvest).toBe(panel?.netSaving);
    const list = await viewHarvestList(who, null, 1, NOW);
    expect(list.rows.map(({ asset, saving, client }) => [asset, saving, client])).toEqual(
      rows
        .filter(({ onlyCarries }) => !onlyCarries)
        .map(({ asset, saving }) => [asset, saving, shown.name]),
    );
    expect(list.net).toBe(shown.harvest);
    expect(list.rows.every(({ lastSafe }) => lastSafe === "2026-12-29")).toBe(true);
    // Another firm's list has none of it.
    expect((await viewHarvestList(await makePreparer(), null, 1, NOW)).matching).toBe(0);
  });
});

describe("what the board offers", () => {
  it("is what the gates let each role do, and no more", async () => {
    const firm = await makePreparer();
    const offered = async (role: string, assignedOnly = false) => {
      const id = await makeUser("professional");
      await admin.query("insert into memberships (firm_id, user_id, role) values ($1, $2, $3)", [
        firm.firm,
        id,
        role,
      ]);
      await admin.query("update firms set assigned_only = $2 where id = $1", [
        firm.firm,
        assignedOnly,
      ]);
      return (await board({ id, client: firm.client })).may;
    };
    const all = { add: true, bulk: true, move: true, assign: true };
    expect(await offered("owner")).toEqual(all);
    expect(await offered("reviewer")).toEqual(all);
    expect(await offered("preparer")).toEqual({ ...all, assign: false });
    expect(await offered("viewer")).toEqual({
      add: false,
      bulk: false,
      move: false,
      assign: false,
    });
    // Who sees only what is assigned to them would not see the client they added.
    expect(await offered("preparer", true)).toEqual({ ...all, add: false, assign: false });
    expect(await offered("reviewer", true)).toEqual(all);
  });
});

describe("across firms", () => {
  it("nobody's board, harvest list or gate shows a client they may not open", async () => {
    const mine = await makePreparer();
    const theirs = await makePreparer();
    for (const who of [mine, theirs]) {
      await buy(who, "2026-01-06", "1", "90000");
      await summarised(who);
      await write(who, (tx) => insertStageMark(tx, 2026, { stage: "ready", reason: "as agreed" }));
    }
    const view = await board(mine, { year: "2026" });
    expect(view.items.map(({ id }) => id)).toEqual([mine.client]);
    const rows = await withUser(mine, (tx) => listBoardRows(tx, 2026, ENGINE_VERSION, NOW));
    expect(rows.map(({ clientId }) => clientId)).toEqual([mine.client]);
    // Named in their own gate, another's row is not there either.
    const peeked = await withClient(mine, mine.client, "read", async (tx) =>
      ok(await getSummary({ ...tx, clientId: theirs.client }, 2026)),
    );
    expect(peeked).toEqual({ ok: true, value: null });
  });

  it("within one client's gate another client of the same firm is not there", async () => {
    const who = await makePreparer();
    const other = await withUser(who, (tx) =>
      insertClient(tx, { name: "Other", holder: who.firm }),
    );
    await buy({ id: who.id, client: other }, "2026-01-06", "1", "90000");
    await summarised({ id: who.id, client: other });
    const peeked = await withClient(who, who.client, "read", async (tx) =>
      ok(await getSummary({ ...tx, clientId: other }, 2026)),
    );
    expect(peeked).toEqual({ ok: true, value: null });
  });

  it("a grant of some years shows no summary, a whole one does, and none after it ends", async () => {
    const who = await makePreparer();
    await buy(who, "2026-01-06", "1", "90000");
    await summarised(who);
    const guest = await makeInvestor();
    const seen = async () => {
      const rows = await withUser(guest, (tx) => listBoardRows(tx, 2026, ENGINE_VERSION, NOW));
      return rows.map(({ clientId }) => clientId);
    };
    const grant = (years: string, ends: string | null) =>
      admin.query(
        `insert into access_grants (client_id, user_id, role, years, until, ends_at, granted_by)
         values ($1, $2, 'viewer', ${years}, $3::timestamptz::date, $3, $4)`,
        [who.client, guest.id, ends, who.id],
      );
    const takeBack = () => admin.query("delete from access_grants where user_id = $1", [guest.id]);
    expect(await seen()).toEqual([]);
    await grant("'{2026}'", null);
    expect(await seen()).toEqual([]);
    await takeBack();
    await grant("null", null);
    expect(await seen()).toEqual([who.client]);
    await takeBack();
    await grant("null", "2026-01-01T00:00:00Z");
    expect(await seen()).toEqual([]);
  });
});
