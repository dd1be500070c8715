import { describe, expect, it } from "vitest";
import { quantity, quantityText } from "@/lib/money/quantity";
import { usd, usdText } from "@/lib/money/usd";
import type { AccountFacts } from "@/lib/tax/facts";
import type { Identification } from "@/lib/tax/settings";
import { lotRecords } from "@/lib/tax/tickets/lot-record";
import { matchTickets } from "@/lib/tax/tickets/match-tickets";
import type { Ticket } from "@/lib/tax/tickets/ticket";
import { accountId, assetId, type Transaction, transactionId } from "@/lib/tax/transaction";
import { calendarDate, yearOf } from "@/lib/time/calendar-date";
import { instant } from "@/lib/time/instant";
import { buy, ledgerOf, leg, sell, settings, told } from "../make";

const A = accountId("A");
const OWN: AccountFacts[] = [{ account: A, custody: "own", owner: "client" }];

function ticket(
  change: Partial<Omit<Ticket, "lots">> & { lots?: Record<string, string> } = {},
): Ticket {
  const { lots = { high: "1" }, ...rest } = change;
  return {
    id: "t1",
    purpose: "sale",
    account: A,
    asset: assetId("BTC"),
    madeAt: instant("2026-11-20T15:00:00Z"),
    expiresAt: instant("2027-01-01T05:00:00Z"),
    toldBrokerAt: null,
    withdrawnAt: null,
    ...rest,
    lots: Object.entries(lots).map(([lot, units]) => ({ lot, quantity: quantity(units) })),
  };
}

/** "low" cost 10,000 in 2020, "high" 60,000 in 2021: FIFO sells "low". */
const LOTS = [
  buy("2020-01-06", "1", "10000", { id: "low" }),
  buy("2021-01-06", "1", "60000", { id: "high" }),
];
const sale = (at: string, units = "1", id = "sale") =>
  sell(at, units, `${Number(units) * 50_000}`, { id });

function met(tickets: Ticket[], sales: Transaction[], change = {}) {
  const chosen = settings({ timeZone: "America/New_York", ...change });
  const matched = matchTickets(tickets, [...LOTS, ...sales], chosen);
  const identifications = [...chosen.identifications, ...matched.identifications];
  const after = { ...chosen, identifications };
  const asOf = { at: instant("2028-06-01T00:00:00Z"), date: calendarDate("2028-06-01") };
  const ledger = ledgerOf([...LOTS, ...sales], after, asOf);
  const transactions = new Map([...LOTS, ...sales].map((each) => [each.id, each]));
  const books = { ledger, transactions, settings: after, uses: matched.uses };
  const records = [2026, 2027].flatMap((year) =>
    lotRecords(books, ({ sold }) => yearOf(sold) === year),
  );
  return {
    matched,
    records,
    gains: ledger.closedLots.map(({ gain }) => (gain === null ? null : usdText(gain))),
    used: matched.uses.map(({ fills }) =>
      fills.map(({ transaction, lots }) => [
        transaction,
        ...lots.map((each) => `${each.lot}=${quantityText(each.quantity)}`),
      ]),
    ),
    issues: ledger.issues.map(({ code }) => code),
  };
}

describe("a ticket written before the sale", () => {
  it("makes the ledger take its lots: a loss of 10,000 instead of a gain of 40,000", () => {
    expect(met([], [sale("2026-12-03T16:00:00Z")]).gains).toEqual(["40000"]);
    const { gains, records, issues } = met([ticket()], [sale("2026-12-03T16:00:00Z")]);
    expect(gains).toEqual(["-10000"]);
    expect(issues).toEqual([]);
    expect(records).toMatchObject([
      {
        settledBy: "ticket",
        madeAt: "2026-11-20T15:00:00.000Z",
        method: null,
        missed: null,
        authority: "Reg. 1.1012-1(j)(3), Notice 2026-20",
      },
    ]);
  });

  it("counts at the very moment of the sale and not a millisecond later", () => {
    const at = "2026-11-20T15:00:00.000Z";
    expect(met([ticket()], [sale(at)]).gains).toEqual(["-10000"]);
    const late = met([ticket({ madeAt: instant("2026-11-20T15:00:00.001Z") })], [sale(at)]);
    expect(late.gains).toEqual(["40000"]);
    expect(late.records).toMatchObject([
      { settledBy: "default", missed: { fault: "after-the-sale" }, method: "fifo" },
    ]);
  });

  it("is told as missed for a week before it, and was not meant for older sales", () => {
    // Written on November 20 at 15:00 UTC: seven days before are November 13 at 15:00.
    const missed = (at: string) => met([ticket()], [sale(at)]).records[0]?.missed ?? null;
    expect(missed("2026-11-13T15:00:00Z")).toMatchObject({ fault: "after-the-sale" });
    expect(missed("2026-11-13T14:59:59Z")).toBeNull();
  });

  it("serves several fills in their order and never more than it names", () => {
    const { used, gains, records } = met(
      [ticket()],
      [
        sale("2026-12-03T16:00:00Z", "0.25", "one"),
        sale("2026-12-03T16:00:05Z", "0.5", "two"),
        sale("2026-12-04T16:00:00Z", "0.5", "three"),
      ],
    );
    expect(used).toEqual([
      [
        ["one", "high=0.25"],
        ["two", "high=0.5"],
        ["three", "high=0.25"],
      ],
    ]);
    // 0.25 of a loss of 10,000 is 2,500; the last fill: 0.25 named, 0.25 of the first lot with 40,000 of gain = 10,000.
    expect(gains).toEqual(["-2500", "-5000", "-2500", "10000"]);
    expect(records.map(({ settledBy, method }) => [settledBy, method])).toEqual([
      ["ticket", null],
      ["ticket", null],
      ["ticket", "fifo"],
    ]);
    expect(quantityText(records[2]?.identified ?? quantity("0"))).toBe("0.25");
  });

  it("is used in the order of writing, and a sale over two of them counts from the later one", () => {
    const { matched, used } = met(
      [
        ticket({ id: "t2", madeAt: instant("2026-11-21T15:00:00Z"), lots: { low: "0.5" } }),
        ticket({ lots: { high: "0.25" } }),
      ],
      [sale("2026-12-03T16:00:00Z", "0.5")],
    );
    expect(used).toEqual([[["sale", "high=0.25"]], [["sale", "low=0.25"]]]);
    expect(matched.identifications).toMatchObject([
      { madeAt: "2026-11-21T15:00:00.000Z", lots: [{ lot: "high" }, { lot: "low" }] },
    ]);
  });
});

/** One bitcoin leaves on December 3 in each way that is no sale; FIFO would take "low". */
const WAYS: readonly [Ticket["purpose"], Transaction][] = [
  ["payment", { ...told("2026-12-03T16:00:00Z", { id: "out" }), kind: "spend", ...worth("50000") }],
  ["gift", { ...told("2026-12-03T16:00:00Z", { id: "out" }), kind: "gift-sent", ...worth(null) }],
  [
    "donation",
    { ...told("2026-12-03T16:00:00Z", { id: "out" }), kind: "donation", ...worth("50000") },
  ],
  [
    "move",
    {
      ...told("2026-12-03T16:00:00Z", { id: "out" }),
      kind: "transfer",
      toAccount: accountId("B"),
      sent: leg("BTC", "1"),
      received: leg("BTC", "1"),
      feeValue: null,
    },
  ],
];

function worth(value: string | null) {
  return { sent: leg("BTC", "1"), value: value === null ? null : usd(value) };
}

describe("a ticket for another way out than a sale", () => {
  /** The lots that are left of the two. */
  const leftAfter = (tickets: Ticket[], out: Transaction) => {
    const chosen = settings({ timeZone: "America/New_York" });
    const { identifications } = matchTickets(tickets, [...LOTS, out], chosen);
    const asOf = { at: instant("2026-12-31T00:00:00Z"), date: calendarDate("2026-12-30") };
    const { openLots } = ledgerOf([...LOTS, out], { ...chosen, identifications }, asOf);
    return openLots.map(({ account, lot }) => `${account} ${lot}`).sort();
  };

  it.each(WAYS)("%s: its lots leave, those of any other purpose stay unused", (purpose, out) => {
    const other = (kept: string) =>
      purpose === "move" ? [`A ${kept}`, `B ${kept === "low" ? "high" : "low"}`] : [`A ${kept}`];
    expect(leftAfter([ticket({ purpose })], out)).toEqual(other("low"));
    for (const [wrong] of [...WAYS, ["sale"] as const].filter(([each]) => each !== purpose)) {
      expect(leftAfter([ticket({ purpose: wrong })], out)).toEqual(other("high"));
    }
    // A sale takes none of them.
    const { gains, used } = met([ticket({ purpose })], [sale("2026-12-03T16:00:00Z")]);
    expect([gains, used]).toEqual([["40000"], [[]]]);
  });

  it("is told as identified in time, of a gift without a gain; a late one as missed", () => {
    const of = (out: Transaction, change: Parameters<typeof ticket>[0]) =>
      met([ticket(change)], [out]).records.map(({ kind, settledBy, gain, identified, missed }) => [
        kind,
        settledBy,
        gain === null ? null : usdText(gain),
        quantityText(identified),
        missed?.fault ?? null,
      ]);
    const late = { madeAt: instant("2026-12-03T16:00:01Z") };
    for (const [purpose, out] of WAYS) {
      const { kind } = out;
      const [inTime, missed] = [of(out, { purpose }), of(out, { purpose, ...late })];
      if (kind === "transfer") {
        // A move is no disposal: nothing is gained, and what it took is seen in the lots.
        expect([inTime, missed]).toEqual([[], []]);
      } else if (kind === "spend") {
        expect(inTime).toEqual([[kind, "ticket", "-10000", "1", null]]);
        expect(missed).toEqual([[kind, "default", "40000", "0", "after-the-sale"]]);
      } else {
        expect(inTime).toEqual([[kind, "ticket", null, "1", null]]);
        expect(missed).toEqual([[kind, "default", null, "0", "after-the-sale"]]);
      }
    }
  });

  it("names part of a gift: the rest of it goes by the order in force", () => {
    const gift: Transaction = {
      ...told("2026-12-03T16:00:00Z", { id: "out" }),
      kind: "gift-sent",
      ...worth(null),
    };
    const { records } = met([ticket({ purpose: "gift", lots: { high: "0.25" } })], [gift]);
    expect(records).toMatchObject([{ settledBy: "ticket", method: "fifo" }]);
    expect(quantityText(records[0]?.identified ?? quantity("0"))).toBe("0.25");
    expect(quantityText(records[0]?.quantity ?? quantity("0"))).toBe("1");
  });

  it("never serves a fee, which follows the order in force", () => {
    const fee: Transaction = {
      ...told("2026-12-03T16:00:00Z", { id: "out" }),
      kind: "fee",
      ...worth("50000"),
    };
    const all = (["sale", "payment", "gift", "donation", "move"] as const).map((purpose) =>
      ticket({ id: purpose, purpose, lots: { high: "0.2" } }),
    );
    const { gains, used } = met(all, [fee]);
    expect(gains).toEqual(["40000"]);
    expect(used.flat()).toEqual([]);
  });
});

describe("a ticket does not count", () => {
  const cases: [string, Partial<Omit<Ticket, "lots">>, string, string][] = [
    ["once it has ended", { expiresAt: instant("2026-12-03T16:00:00Z") }, "expired", "40000"],
    [
      "once it is withdrawn",
      { withdrawnAt: instant("2026-12-03T16:00:00Z") },
      "withdrawn",
      "40000",
    ],
  ];
  it.each(cases)("%s", (_, change, fault, gain) => {
    const { gains, records } = met([ticket(change)], [sale("2026-12-03T16:00:00Z")]);
    expect(gains).toEqual([gain]);
    expect(records).toMatchObject([{ settledBy: "default", missed: { fault } }]);
  });

  it("but does when the sale came first: what was on record at the sale is not taken back", () => {
    const before = { withdrawnAt: instant("2026-12-03T16:00:00.001Z") };
    expect(met([ticket(before)], [sale("2026-12-03T16:00:00Z")]).gains).toEqual(["-10000"]);
  });

  it("for another asset or account", () => {
    const elsewhere = ticket({ account: accountId("B") });
    const other = ticket({ asset: assetId("ETH") });
    expect(met([elsewhere, other], [sale("2026-12-03T16:00:00Z")]).gains).toEqual(["40000"]);
  });

  it("from 2027 for units a broker holds, unless the broker was told by the sale; in one's own wallet it does", () => {
    // The last moment of 2026 and the first of 2027 in New York.
    const last = sale("2027-01-01T04:59:59.999Z");
    const first = sale("2027-01-01T05:00:00.000Z");
    const open = { expiresAt: instant("2027-02-01T05:00:00Z") };
    expect(met([ticket(open)], [last]).gains).toEqual(["-10000"]);
    const untold = met([ticket(open)], [first]);
    expect(untold.gains).toEqual(["40000"]);
    expect(untold.records).toMatchObject([
      { missed: { fault: "broker-not-told" }, authority: "Reg. 1.1012-1(j)(3)(ii)" },
    ]);
    const inTime = { ...open, toldBrokerAt: instant("2027-01-01T05:00:00Z") };
    expect(met([ticket(inTime)], [first]).gains).toEqual(["-10000"]);
    const late = { ...open, toldBrokerAt: instant("2027-01-01T05:00:00.001Z") };
    expect(met([ticket(late)], [first]).gains).toEqual(["40000"]);
    expect(met([ticket(open)], [first], { accounts: OWN }).gains).toEqual(["-10000"]);
  });

  it("for a sale of the same day when only the day is known; for one of the next day it does", () => {
    const dayOnly = (day: string): Transaction => ({
      ...sale(`${day}T12:00:00Z`),
      date: calendarDate(day),
    });
    // 15:00 UTC on November 20 is 10:00 of that day in New York.
    expect(met([ticket()], [dayOnly("2026-11-20")]).gains).toEqual(["40000"]);
    expect(met([ticket()], [dayOnly("2026-11-21")]).gains).toEqual(["-10000"]);
  });

  it("within the same second as a sale whose source tells whole seconds: nobody can say that it was earlier", () => {
    const written = ticket({ madeAt: instant("2026-11-20T15:00:00.120Z") });
    expect(met([written], [sale("2026-11-20T15:00:00Z")]).gains).toEqual(["40000"]);
    expect(met([written], [sale("2026-11-20T15:00:01Z")]).gains).toEqual(["-10000"]);
  });

  it("written for a sale, for spending, a gift or a move: it speaks of the next sale or exchange, and waits on", () => {
    const spent: Transaction = {
      ...told("2026-12-03T16:00:00Z", { id: "spent" }),
      kind: "spend",
      sent: leg("BTC", "1"),
      value: usd("50000"),
    };
    const { gains, used, records } = met([ticket()], [spent]);
    expect(gains).toEqual(["40000"]);
    expect(used).toEqual([[]]);
    // A spending has a record of its own, and no ticket was meant for it.
    expect(records).toMatchObject([{ settledBy: "default", missed: null }]);
    const given: Transaction = {
      ...told("2026-12-03T16:00:00Z", { id: "given" }),
      kind: "gift-sent",
      sent: leg("BTC", "1"),
      value: null,
    };
    const later = met([ticket()], [given, sale("2026-12-04T16:00:00Z")]);
    // The gift took the first lot; the sale takes the one that was named.
    expect(later.used).toEqual([[["sale", "high=1"]]]);
    expect(later.gains).toEqual(["-10000"]);
    expect(later.records.map(({ transaction, settledBy }) => [transaction, settledBy])).toEqual([
      ["given", "default"],
      ["sale", "ticket"],
    ]);
  });

  it("or does, by the zone the books are in when they are computed: the year ends by its clocks", () => {
    // 05:30 UTC on January 1 is half past midnight in New York and still 2026 in Los Angeles.
    const at = sale("2027-01-01T05:30:00Z");
    const open = ticket({ expiresAt: instant("2027-02-01T05:00:00Z") });
    expect(met([open], [at]).gains).toEqual(["40000"]);
    expect(met([open], [at], { timeZone: "America/Los_Angeles" }).gains).toEqual(["-10000"]);
    expect(met([open], [at], { timeZone: "America/Los_Angeles" }).records).toMatchObject([
      { sold: "2026-12-31", authority: "Reg. 1.1012-1(j)(3), Notice 2026-20" },
    ]);
  });

  it("where lots were named by hand later and still in time", () => {
    const byHand: Identification = {
      transaction: transactionId("sale"),
      madeAt: instant("2026-12-01T00:00:00Z"),
      toldBrokerAt: null,
      lots: [{ lot: "low", quantity: quantity("1") }],
    };
    const { gains, used, records } = met([ticket()], [sale("2026-12-03T16:00:00Z")], {
      identifications: [byHand],
    });
    expect(gains).toEqual(["40000"]);
    expect(used).toEqual([[]]);
    expect(records).toMatchObject([{ settledBy: "by-hand", tickets: [] }]);
  });
});

it("a standing order in force is named as the record; nothing at all is told as such", () => {
  const order = {
    id: "o",
    account: null,
    method: "hifo" as const,
    effectiveFrom: instant("2026-01-01T00:00:00Z"),
    madeAt: instant("2026-01-01T00:00:00Z"),
    toldBrokerAt: null,
  };
  const { records } = met([], [sale("2026-12-03T16:00:00Z")], { standingOrders: [order] });
  expect(records).toMatchObject([
    { settledBy: "standing-order", madeAt: order.madeAt, method: "hifo", missed: null },
  ]);
  const { records: bare } = met([], [sale("2026-12-03T16:00:00Z")]);
  expect(bare).toMatchObject([
    { settledBy: "default", madeAt: null, missed: null, isLate: false, method: "fifo" },
  ]);
});
