import { describe, expect, it } from "vitest";
import { quantity } from "@/lib/money/quantity";
import { usd } from "@/lib/money/usd";
import type { AccountFacts } from "@/lib/tax/facts";
import { seasonChecklist } from "@/lib/tax/harvest/checklist-season";
import { BY_ID } from "@/lib/tax/harvest/names";
import type { SeasonFacts } from "@/lib/tax/harvest/season-facts";
import type { AsOf, LedgerSettings } from "@/lib/tax/settings";
import type { Ticket } from "@/lib/tax/tickets/ticket";
import { accountId, assetId, type Transaction } from "@/lib/tax/transaction";
import { calendarDate } from "@/lib/time/calendar-date";
import { dateIn, instant } from "@/lib/time/instant";
import { NO_SEASON_FACTS } from "../../../support/season-facts";
import { buy, ledgerOf, sell, settings, yearOf } from "../make";
import { day, MIDDLE } from "./make-harvest";

const A = accountId("A");

const NOTHING: SeasonFacts = {
  ...NO_SEASON_FACTS,
  names: { ...BY_ID, account: (id) => (id === A ? "Big Exchange" : id) },
};

/** Sell all of lot "high", bought for 60,000. */
const PLAN: NonNullable<SeasonFacts["plan"]> = {
  name: "Autumn",
  version: 2,
  savedOn: calendarDate("2026-11-10"),
  sales: [
    {
      account: A,
      asset: assetId("BTC"),
      lots: [{ lot: "high", quantity: quantity("1"), acquired: "2021-01-06" }],
    },
  ],
};

const LOTS = [
  buy("2020-01-06", "1", "10000", { id: "low" }),
  buy("2021-01-06", "1", "60000", { id: "high" }),
];

function steps(
  facts: Partial<SeasonFacts>,
  {
    transactions = LOTS,
    asOf = day("2026-12-05"),
    change = {},
  }: { transactions?: readonly Transaction[]; asOf?: AsOf; change?: Partial<LedgerSettings> } = {},
) {
  const ledger = ledgerOf(transactions, change, asOf);
  return seasonChecklist({
    books: {
      ledger,
      year: yearOf(ledger, [MIDDLE], 2026),
      plan: null,
      settings: settings(change),
      quotes: [],
      asOf,
    },
    facts: { ...NOTHING, ...facts },
  });
}

const told = (id: string, ...of: Parameters<typeof steps>) => {
  const found = steps(...of).find((each) => each.id === id);
  return found && [found.done, found.evidence];
};

it("goes from September to the filing, each step with its reason and authority", () => {
  const list = steps({ plan: PLAN });
  expect(list.map(({ id, due }) => `${due} ${id}`)).toEqual([
    "2026-09-30 refresh-books",
    "2026-09-30 match-moves",
    "2026-10-15 settle-issues",
    "2026-10-31 profile",
    "2026-10-31 carryover-in",
    "2026-10-31 preliminary-report",
    "2026-11-15 zero-band",
    "2026-11-15 choose-sales",
    "2026-11-15 securities",
    "2026-11-30 prices",
    "2026-11-30 identify-lots",
    "2026-11-30 ask-professional",
    "2026-12-29 sell-A",
    "2026-12-31 deadline",
    "2026-12-31 rebuy",
    "2026-12-31 keep-records",
    "2027-01-15 compare-plan",
    "2027-01-31 forms-1099-da",
    "2027-04-15 file",
  ]);
  for (const step of list) {
    expect(step.reason, step.id).not.toBe("");
    expect(step.authority, step.id).not.toBe("");
    expect(step.evidence, step.id).not.toBe("");
  }
});

describe("the review", () => {
  it("is settled by dollars: what is open moves the year's tax between two figures", () => {
    expect(told("settle-issues", {})).toEqual([true, "Nothing is open in the review."]);
    const review = { open: 3, tax: { low: usd("12000"), high: usd("15400.4") } };
    expect(told("settle-issues", { review })).toEqual([
      false,
      "3 items are open. With it this year's tax lies between $12,000 and $15,400.",
    ]);
    expect(told("settle-issues", { review: { open: 1, tax: null } })?.[1]).toBe(
      "1 item is open. None of it is known to move this year's tax.",
    );
  });
});

describe("the preliminary report", () => {
  const madeOn = calendarDate("2026-10-20");
  it("is open again once a transaction has changed", () => {
    expect(told("preliminary-report", {})?.[0]).toBe(false);
    expect(told("preliminary-report", { report: { madeOn, isCurrent: true } })).toEqual([
      true,
      "Made on Oct 20; no transaction has changed since.",
    ]);
    expect(told("preliminary-report", { report: { madeOn, isCurrent: false } })).toEqual([
      false,
      "The last one is of Oct 20; transactions have changed since.",
    ]);
  });
});

describe("a planned sale", () => {
  const sold = (on: string, units: string) => sell(on, units, `${Number(units) * 50_000}`, {});
  const named = (lot: string) => ({
    identifications: [
      {
        transaction: sold("2026-12-03", "1").id,
        madeAt: instant("2026-12-01T00:00:00Z"),
        toldBrokerAt: null,
        lots: [{ lot, quantity: quantity("1") }],
      },
    ],
  });
  /** Sells so many units on a day, out of the lot named. */
  function soldOn(on: string, units: string, lot: string) {
    const sale = sold(on, units);
    const [identification] = named(lot).identifications;
    return {
      transactions: [...LOTS, sale],
      change: {
        identifications:
          identification === undefined ? [] : [{ ...identification, transaction: sale.id }],
      },
    };
  }

  it("is seen in the ledger by its own lot, and done", () => {
    expect(told("sell-A", { plan: PLAN }, soldOn("2026-12-03", "1", "high"))).toEqual([
      true,
      "Sale of the lot of Jan 6, 2021 seen on Dec 3.",
    ]);
  });

  it("of more than three lots on a day is told in one sentence, with their first and last day", () => {
    const buys = ["2019-01-06", "2019-02-06", "2019-03-06", "2019-04-06"].map((day, at) =>
      buy(day, "0.25", "1000", { id: `lot-${at}` }),
    );
    const lots = buys.map((_, at) => ({
      lot: `lot-${at}`,
      quantity: quantity("0.25"),
      acquired: `2019-0${at + 1}-06`,
    }));
    const plan = { ...PLAN, sales: [{ account: A, asset: assetId("BTC"), lots }] };
    // FIFO takes the four of 2019 before those of 2020 and 2021; three of them are told one by one.
    const of = (units: string) =>
      told("sell-A", { plan }, { transactions: [...buys, ...LOTS, sold("2026-12-03", units)] });
    expect(of("1")).toEqual([
      true,
      "Sale of 4 lots of BTC, of Jan 6, 2019 to Apr 6, 2019, seen on Dec 3.",
    ]);
    expect(of("0.5")).toEqual([
      false,
      "Sale of the lot of Jan 6, 2019 seen on Dec 3. Sale of the lot of Feb 6, 2019 seen on Dec 3. 0.5 BTC of 1 BTC sold as planned.",
    ]);
  });

  it("is open while units are left, or other lots were sold", () => {
    expect(told("sell-A", { plan: PLAN })).toEqual([false, "0 BTC of 1 BTC sold as planned."]);
    expect(told("sell-A", { plan: PLAN }, soldOn("2026-12-03", "0.25", "high"))).toEqual([
      false,
      "Sale of the lot of Jan 6, 2021 seen on Dec 3. 0.25 BTC of 1 BTC sold as planned.",
    ]);
    expect(told("sell-A", { plan: PLAN }, soldOn("2026-12-03", "1", "low"))).toEqual([
      false,
      "0 BTC of 1 BTC sold as planned. 1 BTC were sold out of other lots.",
    ]);
  });

  it("is not one of before the plan was saved", () => {
    const early = soldOn("2026-11-09", "1", "high");
    const onTheDay = soldOn("2026-11-10", "1", "high");
    const change = (when: typeof early) => ({
      ...when,
      change: {
        identifications: when.change.identifications.map((each) => ({
          ...each,
          madeAt: instant("2026-11-01T00:00:00Z"),
        })),
      },
    });
    expect(told("sell-A", { plan: PLAN }, change(early))?.[0]).toBe(false);
    expect(told("sell-A", { plan: PLAN }, change(onTheDay))?.[0]).toBe(true);
  });

  it("from one's own wallet has an earlier safe day, and says why", () => {
    const accounts: AccountFacts[] = [{ account: A, custody: "own", owner: "client" }];
    const found = steps({ plan: PLAN }, { change: { accounts } }).find(({ id }) => id === "sell-A");
    expect(found?.due).toBe("2026-12-24");
    expect(found?.reason).toContain("chains congest");
    expect(found?.title).toBe("Sell from Big Exchange: 1 BTC");
  });

  it("in January is told against what was sold", () => {
    const asOf = day("2027-01-10");
    expect(told("compare-plan", { plan: PLAN }, { asOf })).toEqual([
      false,
      "0 of 1 planned sale is in the books as planned.",
    ]);
    const done = { ...soldOn("2026-12-03", "1", "high"), asOf };
    expect(told("compare-plan", { plan: PLAN }, done)?.[0]).toBe(true);
    expect(told("compare-plan", { plan: PLAN }, soldOn("2026-12-03", "1", "high"))?.[0]).toBe(
      false,
    );
  });
});

describe("lots named before the sale", () => {
  const ticket = (lot: string, units: string): SeasonFacts["tickets"][number] => {
    const written: Ticket = {
      id: "t",
      purpose: "sale",
      account: A,
      asset: assetId("BTC"),
      madeAt: instant("2026-12-01T00:00:00Z"),
      expiresAt: instant("2027-01-01T00:00:00Z"),
      toldBrokerAt: null,
      withdrawnAt: null,
      lots: [{ lot, quantity: quantity(units) }],
    };
    return { ticket: written, fills: [], left: written.lots };
  };

  it("are those of the plan, to the last unit", () => {
    const of = (tickets: SeasonFacts["tickets"]) => told("identify-lots", { plan: PLAN, tickets });
    expect(of([])).toEqual([false, "Not on record: BTC in Big Exchange."]);
    expect(of([ticket("low", "1")])?.[0]).toBe(false);
    expect(of([ticket("high", "0.99")])?.[0]).toBe(false);
    expect(of([ticket("high", "1")])).toEqual([true, "The lots of 1 planned sale are on record."]);
    expect(of([ticket("high", "0.5"), ticket("high", "0.5")])?.[0]).toBe(true);
  });

  it("without a plan a ticket or a standing order will do", () => {
    expect(told("identify-lots", {})?.[0]).toBe(false);
    expect(told("identify-lots", { tickets: [ticket("high", "1")] })).toEqual([
      true,
      "1 ticket is on record.",
    ]);
  });
});

describe("what was bought back", () => {
  const LOSS = sell("2026-12-03", "2", "20000", { id: "loss" });
  const back = (on: string, facts: Partial<SeasonFacts> = {}) =>
    told("rebuy", facts, {
      transactions: [...LOTS, LOSS, buy(on, "0.5", "5000")],
      asOf: day("2027-03-31"),
    });

  it("says from when it is held and long term, and is marked within the chosen interval", () => {
    // Held from the day after; more than a year is reached on December 6, 2027 (Rev. Rul. 66-7).
    const words =
      "0.5 BTC bought back on Dec 5, 2 days after the loss, to be reviewed: held from Dec 6, long term from Dec 6, 2027.";
    expect(back("2026-12-05")).toEqual([false, words]);
    expect(back("2026-12-05", { rebuyDays: 1 })).toEqual([
      true,
      words.replace(", to be reviewed", ""),
    ]);
    expect(back("2026-12-05", { rebuyDays: 2 })?.[0]).toBe(false);
  });

  it("is looked at for ninety days and never before the sale", () => {
    expect(back("2027-03-03")?.[1]).toContain("90 days after the loss");
    expect(back("2027-03-04")).toEqual([true, "Nothing sold at a loss was bought back."]);
    expect(back("2026-12-02")).toEqual([true, "Nothing sold at a loss was bought back."]);
  });

  it("no interval is called safe", () => {
    const step = steps({}).find(({ id }) => id === "rebuy");
    expect(step?.reason).toContain("no law sets a waiting time, so none is safe");
    expect(step?.reason).not.toMatch(/24 hours/);
  });
});

describe("a step a person ticks", () => {
  it("is also done when the plan was answered or the return filed, and needs no tick then", () => {
    const answered = { by: "Rowan Alder", on: calendarDate("2026-11-20") };
    const shown = steps({ plan: PLAN, answered }).find(({ id }) => id === "ask-professional");
    expect(shown).toMatchObject({
      done: true,
      isManual: false,
      evidence: "Rowan Alder wrote about the plan on Nov 20.",
    });
    const ticked = new Map([["ask-professional", calendarDate("2026-11-21")]]);
    expect(steps({ ticked }).find(({ id }) => id === "ask-professional")).toMatchObject({
      done: true,
      isManual: true,
      evidence: "Ticked by hand on Nov 21, 2026.",
    });
    expect(told("file", { filedOn: calendarDate("2027-03-01") })).toEqual([
      true,
      "Filed on Mar 1, 2027, as told.",
    ]);
  });
});

it("evidence is asked for only where somebody told of a loss", () => {
  expect(told("worthless", {})).toBeUndefined();
  const losses = [{ asset: assetId("APE#1"), missing: ["the price", "a document"] }];
  expect(told("worthless", { losses })).toEqual([
    false,
    "Missing: APE#1: the price and a document.",
  ]);
  expect(told("worthless", { losses: [{ asset: assetId("APE#1"), missing: [] }] })).toEqual([
    true,
    "1 case has all of it.",
  ]);
});

describe("at the year's end in US zones", () => {
  /** The first moment of 2027 in each, in UTC. */
  it.each([
    ["America/New_York", "2027-01-01T05:00:00Z"],
    ["America/Chicago", "2027-01-01T06:00:00Z"],
    ["America/Denver", "2027-01-01T07:00:00Z"],
    ["America/Los_Angeles", "2027-01-01T08:00:00Z"],
    ["America/Anchorage", "2027-01-01T09:00:00Z"],
    ["Pacific/Honolulu", "2027-01-01T10:00:00Z"],
  ])("%s: a sale of 23:59:59 counts for the plan, one of 00:00 does not", (timeZone, midnight) => {
    const first = instant(midnight);
    const hour = String(Number(midnight.slice(11, 13)) - 1).padStart(2, "0");
    const last = instant(`2027-01-01T${hour}:59:59Z`);
    const sale = (at: string) => sell(at, "1", "50000");
    const asOf = { at: instant("2027-01-20T12:00:00Z"), date: calendarDate("2027-01-20") };
    const all = { ...PLAN, sales: PLAN.sales.map((each) => ({ ...each, lots: LOW })) };
    const of = (at: string) =>
      told(
        "sell-A",
        { plan: all },
        { transactions: [...LOTS, sale(at)], asOf, change: { timeZone } },
      );
    expect(of(last)).toEqual([true, "Sale of the lot of Jan 6, 2020 seen on Dec 31."]);
    expect(of(first)?.[0]).toBe(false);
    // The deadline itself is open through the last second and over in the next.
    const at = (moment: typeof first): AsOf => ({ at: moment, date: dateIn(timeZone)(moment) });
    expect(told("deadline", {}, { asOf: at(last), change: { timeZone } })).toEqual([
      false,
      "0 days are left.",
    ]);
    expect(told("deadline", {}, { asOf: at(first), change: { timeZone } })).toEqual([
      true,
      "The year is over.",
    ]);
  });
  const LOW = [{ lot: "low", quantity: quantity("1"), acquired: "2020-01-06" }];
});
