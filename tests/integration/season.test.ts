import ICAL from "ical.js";
import { describe, expect, it } from "vitest";
import { insertQuotes } from "@/db/queries/quotes";
import { insertYearProfile } from "@/db/queries/year-profiles";
import { invariant } from "@/lib/result";
import { lotField } from "@/lib/services/identify-lots";
import { withdrawTicket } from "@/lib/services/season/note-ticket";
import { savePlan } from "@/lib/services/season/save-plan";
import { seasonCalendar } from "@/lib/services/season/season-calendar";
import { viewPlan } from "@/lib/services/season/view-plan";
import { viewSeason } from "@/lib/services/season/view-season";
import { writeTicket } from "@/lib/services/season/write-ticket";
import { voidTransaction } from "@/lib/services/void-transaction";
import { assetId } from "@/lib/tax/transaction";
import { dayText } from "@/lib/time/day-text";
import { type Instant, instantFromEpoch } from "@/lib/time/instant";
import { localTime } from "@/lib/time/wall-clock";
import { wagesOnly } from "../support/year-profile";
import type { Owner } from "./books-support";
import { buy, sell } from "./choices-support";
import { makeInvestor, openDatabase, write } from "./support";

await openDatabase({ DB_POOL_SIZE: "6" });

const ZONE = "America/New_York";
const YEAR = Number(localTime(instantFromEpoch(Date.now()), ZONE).date.slice(0, 4));

/** An hour from now: what is entered in these tests has happened by then. */
const soon = (): Instant => instantFromEpoch(Date.now() + 3_600_000);

/** 1 BTC bought for 60,000, worth 50,000, and 150,000 of wages: a loss worth taking. */
async function holder(): Promise<Owner> {
  const who = await makeInvestor();
  await buy(who, "2021-01-06", "1", "60000");
  await write(who, (tx) => insertYearProfile(tx, wagesOnly(YEAR, "150000", "16100")));
  const at = instantFromEpoch(Date.now() - 60_000);
  await write(who, (tx) =>
    insertQuotes(tx, [{ asset: assetId("BTC"), price: "50000", at, source: "test" }]),
  );
  return who;
}

async function planned(who: Owner) {
  const saved = await savePlan(who, who.client, {
    plan: null,
    name: "Autumn",
    note: "",
    picks: null,
  });
  invariant(saved.ok, "the plan is saved");
  const plan = await viewPlan(who, who.client, saved.value, null, soon());
  invariant(plan.ok, "the plan is there");
  const [item] = plan.value.items;
  invariant(item !== undefined, "it has a sale");
  return item;
}

/** One step as it stands: done, and why. */
async function step(who: Owner, id: string) {
  const view = await viewSeason(who, who.client, YEAR, soon());
  invariant(view.ok, "the season opens");
  const found = view.value.months.flatMap(({ steps }) => steps).find((each) => each.id === id);
  return found === undefined ? null : { done: found.state === "done", evidence: found.evidence };
}

/** The SEQUENCE of the calendar as it is now. */
async function sequence(who: Owner): Promise<number> {
  const made = await seasonCalendar(who, who.client, soon());
  invariant(made.ok, "the calendar is made");
  const [event] = new ICAL.Component(ICAL.parse(made.value.text)).getAllSubcomponents("vevent");
  return new ICAL.Event(event).sequence;
}

function sellNow(who: Owner, units: string) {
  const { date, time } = localTime(instantFromEpoch(Date.now() + 60_000), ZONE);
  return sell(who, date, units, `${Number(units) * 50_000}`, { time });
}

describe("a step completes itself from the books and is open again when they change", () => {
  it("a planned sale: seen by its lot, open again when the sale is voided; the calendar's number only rises", async () => {
    const who = await holder();
    const before = await sequence(who);
    const item = await planned(who);
    const id = `sell-${item.accountId}`;
    expect(await step(who, "sell")).toBeNull();
    expect(await step(who, id)).toMatchObject({ done: false });
    const saved = await sequence(who);
    const sale = await sellNow(who, item.quantity);
    const day = dayText(localTime(instantFromEpoch(Date.now() + 60_000), ZONE).date);
    expect(await step(who, id)).toEqual({
      done: true,
      evidence: `Sale of the lot of Jan 6, 2021 seen on ${day.replace(/, \d{4}$/, "")}.`,
    });
    const sold = await sequence(who);
    invariant((await voidTransaction(who, who.client, sale, "typed twice")).ok, "it is voided");
    expect(await step(who, id)).toEqual({
      done: false,
      evidence: `0 BTC of ${item.quantity} BTC sold as planned.`,
    });
    const numbers = [before, saved, sold, await sequence(who)];
    expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
  });

  it("a calendar that kept the step of no plan is told that it is gone, and that of the plan in its place", async () => {
    const who = await holder();
    const statuses = async () => {
      const made = await seasonCalendar(who, who.client, soon());
      invariant(made.ok, "the calendar is made");
      const events = new ICAL.Component(ICAL.parse(made.value.text)).getAllSubcomponents("vevent");
      const all = events.map((event) => [
        new ICAL.Event(event).uid.split(".")[1],
        `${event.getFirstPropertyValue("status")}`,
      ]);
      return all.filter(([id]) => id?.startsWith("sell"));
    };
    expect(await statuses()).toEqual([["sell", "CONFIRMED"]]);
    const { accountId } = await planned(who);
    expect(await statuses()).toEqual([
      [`sell-${accountId}`, "CONFIRMED"],
      ["sell", "CANCELLED"],
    ]);
  });

  it("lots on record: by a ticket that names them all, and no longer once it is withdrawn", async () => {
    const who = await holder();
    const item = await planned(who);
    const open = { done: false, evidence: "Not on record: BTC in Wallet." };
    expect(await step(who, "identify-lots")).toEqual(open);
    const ticket = await writeTicket(who, who.client, {
      account: item.accountId,
      asset: "BTC",
      lasts: "week",
      unsold: "on",
      ...Object.fromEntries(item.lots.map(({ lot, quantity }) => [lotField(lot), quantity])),
    });
    invariant(ticket.ok, "the ticket is written");
    expect(await step(who, "identify-lots")).toMatchObject({ done: true });
    const named = await sequence(who);
    expect((await withdrawTicket(who, who.client, ticket.value)).ok).toBe(true);
    expect(await step(who, "identify-lots")).toEqual(open);
    expect(await sequence(who)).toBeGreaterThan(named);
  });

  it("the review: a sale of units nobody has seen bought is open until it goes", async () => {
    const who = await holder();
    expect(await step(who, "settle-issues")).toMatchObject({ done: true });
    const sale = await sellNow(who, "3");
    const found = await step(who, "settle-issues");
    expect(found?.done).toBe(false);
    expect(found?.evidence).toMatch(/^\d+ items? (?:is|are) open\./);
    invariant((await voidTransaction(who, who.client, sale, "typed twice")).ok, "it is voided");
    expect(await step(who, "settle-issues")).toMatchObject({ done: true });
  });
});
