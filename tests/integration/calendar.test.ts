import ICAL from "ical.js";
import pg from "pg";
import { afterAll, describe, expect, it } from "vitest";
import { insertTick } from "@/db/queries/checklist";
import { invariant } from "@/lib/result";
import { loadBooks } from "@/lib/services/load-books";
import {
  endCalendarAddress,
  makeCalendarAddress,
  viewCalendarAddress,
} from "@/lib/services/season/calendar-address";
import { readCalendarFeed, seasonCalendar } from "@/lib/services/season/season-calendar";
import { tellLoss, withdrawLoss } from "@/lib/services/season/tell-loss";
import { instant } from "@/lib/time/instant";
import type { Owner } from "./books-support";
import { buy } from "./choices-support";
import { makeInvestor, makeUser, openDatabase, write } from "./support";

const { ownerUrl } = await openDatabase({ DB_POOL_SIZE: "6" });
const admin = new pg.Client({ connectionString: ownerUrl });
await admin.connect();
afterAll(() => admin.end());

const NOW = instant("2026-11-20T17:00:00Z");
const GONE = { ok: false, error: { code: "not-found" } };

async function investor() {
  const who = await makeInvestor();
  await buy(who, "2025-01-06", "1", "90000");
  return who;
}

/** The events of a calendar by UID. */
function eventsOf(text: string): ReadonlyMap<string, ICAL.Event> {
  const events = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vevent");
  return new Map(events.map((each) => [new ICAL.Event(each).uid, new ICAL.Event(each)]));
}

async function calendarOf(who: Owner, now = NOW) {
  const made = await seasonCalendar(who, who.client, now);
  invariant(made.ok, "the calendar is made");
  return made.value.text;
}

/** The token an address ends with. */
async function address(who: Owner): Promise<string> {
  const made = await makeCalendarAddress(who, who.client);
  invariant(made.ok, "the address is made");
  return made.value.split("/").at(-1) ?? "";
}

describe("the season's calendar", () => {
  it("keeps each event's UID and raises the number when a step changes, so that programs replace it", async () => {
    const who = await investor();
    const before = eventsOf(await calendarOf(who));
    const uid = `2026.securities.${who.client}@lotwise`;
    expect(before.get(uid)?.startDate.toString()).toBe("2026-11-15");
    expect(await calendarOf(who)).toBe(await calendarOf(who));
    await write(who, (tx) => insertTick(tx, 2026, "securities", "done"));
    const after = eventsOf(await calendarOf(who));
    expect([...after.keys()]).toEqual([...before.keys()]);
    expect(after.get(uid)?.summary).toMatch(/^Done: /);
    expect(after.get(uid)?.sequence).toBeGreaterThan(before.get(uid)?.sequence ?? Infinity);
    await write(who, (tx) => insertTick(tx, 2026, "securities", "open"));
    const again = eventsOf(await calendarOf(who));
    expect(again.get(uid)?.summary).not.toMatch(/^Done: /);
    expect(again.get(uid)?.sequence).toBeGreaterThan(after.get(uid)?.sequence ?? Infinity);
    const nextDay = eventsOf(await calendarOf(who, instant("2026-11-21T17:00:00Z")));
    expect(nextDay.get(uid)?.sequence).toBeGreaterThan(again.get(uid)?.sequence ?? Infinity);
  });

  it("cancels a step that goes, whatever it was, where a calendar was told of it, and no other", async () => {
    const who = await investor();
    const tell = async (who: Owner) => {
      const loaded = await loadBooks(who, who.client, { now: NOW });
      invariant(loaded.ok, "the books are open");
      const [account = ""] = loaded.value.accounts.keys();
      const form = { kind: "abandoned", account, asset: "BTC" };
      const told = await tellLoss(who, who.client, form, NOW);
      invariant(told.ok, `it is kept: ${JSON.stringify(told)}`);
      return told.value;
    };
    const eventOf = (who: Owner, text: string) =>
      eventsOf(text).get(`2026.worthless.${who.client}@lotwise`)?.component;
    const event = await tell(who);
    const before = eventOf(who, await calendarOf(who));
    expect(before?.getFirstPropertyValue("status")).toBe("CONFIRMED");
    expect((await withdrawLoss(who, who.client, event)).ok).toBe(true);
    const text = await calendarOf(who);
    const after = eventOf(who, text);
    expect(after?.getFirstPropertyValue("status")).toBe("CANCELLED");
    expect(after?.getAllSubcomponents("valarm")).toEqual([]);
    expect(Number(after?.getFirstPropertyValue("sequence"))).toBeGreaterThan(
      Number(before?.getFirstPropertyValue("sequence")),
    );
    expect(await calendarOf(who)).toBe(text);
    // Of a step that came and went between two readings no calendar knows.
    const other = await investor();
    await calendarOf(other);
    expect((await withdrawLoss(other, other.client, await tell(other))).ok).toBe(true);
    expect(eventOf(other, await calendarOf(other))).toBeUndefined();
  });

  it("goes on to the filing in the next year", async () => {
    const text = await calendarOf(await investor());
    const days = [...eventsOf(text).values()].map((event) => event.startDate.toString());
    expect(days).toContain("2027-04-15");
    expect(days.every((day) => day >= "2026-09-01" && day <= "2027-04-15")).toBe(true);
  });
});

describe("a private address", () => {
  it("reads what its owner sees; only its hash is kept", async () => {
    const who = await investor();
    const token = await address(who);
    const read = await readCalendarFeed(token, NOW);
    expect(read).toMatchObject({ ok: true, value: { text: await calendarOf(who) } });
    const { rows } = await admin.query<{ row: string }>(
      "select to_jsonb(f)::text as row from calendar_feeds f where user_id = $1",
      [who.id],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.row).not.toContain(token);
  });

  it("ends when it is ended, when a new one is made, and when its owner may no longer see the books", async () => {
    const who = await investor();
    const first = await address(who);
    const second = await address(who);
    expect(await readCalendarFeed(first, NOW)).toEqual(GONE);
    expect((await readCalendarFeed(second, NOW)).ok).toBe(true);
    expect(await endCalendarAddress(who, who.client)).toEqual({ ok: true, value: null });
    expect(await readCalendarFeed(second, NOW)).toEqual(GONE);
    expect(await viewCalendarAddress(who, who.client)).toEqual({ ok: true, value: null });

    const friend = { id: await makeUser() };
    await admin.query(
      "insert into access_grants (client_id, user_id, role, granted_by) values ($1, $2, 'viewer', $3)",
      [who.client, friend.id, who.id],
    );
    const theirs = await address({ ...friend, client: who.client });
    expect((await readCalendarFeed(theirs, NOW)).ok).toBe(true);
    await admin.query("delete from access_grants where user_id = $1", [friend.id]);
    expect(await readCalendarFeed(theirs, NOW)).toEqual(GONE);
  });

  it("is nobody else's to make, see or end, and no other text opens anything", async () => {
    const who = await investor();
    const stranger = { id: await makeUser() };
    const token = await address(who);
    expect(await makeCalendarAddress(stranger, who.client)).toEqual(GONE);
    expect(await endCalendarAddress(stranger, who.client)).toEqual(GONE);
    for (const wrong of [
      "",
      "x",
      token.slice(1),
      `${token}a`,
      token.toLowerCase(),
      "'; select 1",
    ]) {
      expect(await readCalendarFeed(wrong, NOW)).toEqual(GONE);
    }
    expect((await readCalendarFeed(token, NOW)).ok).toBe(true);
  });
});
