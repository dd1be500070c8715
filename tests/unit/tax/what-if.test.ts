import { describe, expect, it } from "vitest";
import { quantity } from "@/lib/money/quantity";
import { type Usd, usdText } from "@/lib/money/usd";
import type { LedgerSettings } from "@/lib/tax/settings";
import { accountId, transactionId } from "@/lib/tax/transaction";
import { type Gains, whatIf } from "@/lib/tax/what-if";
import { calendarDate } from "@/lib/time/calendar-date";
import { instant } from "@/lib/time/instant";
import { AS_OF, buy, ledgerOf, sell, settings } from "./make";

const rows = [
  buy("2023-01-10", "1", "100", { id: "old" }),
  buy("2024-06-10", "1", "400", { id: "dear" }),
  sell("2024-12-01", "1", "500", { id: "first" }),
  sell("2025-12-01", "1", "500", { id: "second" }),
];

const ask = (
  change: Partial<LedgerSettings>,
  supposition: Parameters<typeof whatIf>[1],
  transactions = rows,
) => whatIf({ transactions, settings: settings(change), asOf: AS_OF }, supposition);

const text = (amount: Usd | null) => (amount === null ? null : usdText(amount));
const gains = ({ short, long }: Gains) => [text(short), text(long)];

const LATE = {
  id: "late",
  account: null,
  method: "hifo",
  effectiveFrom: instant("2024-01-01T00:00:00Z"),
  madeAt: instant("2026-01-01T00:00:00Z"),
  toldBrokerAt: null,
} as const;

describe("what other lots would have done (a comparison, Reg. 1.1012-1(j)(2)-(3))", () => {
  it("tells by disposal and by year what an order written down too late costs", () => {
    const result = ask({ standingOrders: [LATE] }, { suppose: "all-in-time" });
    expect(result.label).toBe("what-if");
    // FIFO: 400 long in 2024, then 100 long. Highest basis first: 100 short in 2024, then 400 long.
    expect(
      result.disposals.map((each) => [
        each.transaction,
        each.sold,
        each.actualLots,
        each.supposedLots,
        gains(each.actual),
        gains(each.supposed),
        text(each.difference),
      ]),
    ).toEqual([
      ["first", "2024-12-01", ["old"], ["dear"], ["0", "400"], ["100", "0"], "-300"],
      ["second", "2025-12-01", ["dear"], ["old"], ["0", "100"], ["0", "400"], "300"],
    ]);
    expect(result.years.map(({ year, difference }) => [year, text(difference)])).toEqual([
      [2024, "-300"],
      [2025, "300"],
    ]);
  });

  it("counts of several identifications the one made last, and an order the broker never heard of", () => {
    const late = (lot: string, madeAt: string) => ({
      transaction: transactionId("first"),
      madeAt: instant(madeAt),
      toldBrokerAt: null,
      lots: [{ lot, quantity: quantity("1") }],
    });
    const { disposals } = ask(
      {
        identifications: [
          late("old", "2026-01-01T00:00:00Z"),
          late("dear", "2026-02-01T00:00:00Z"),
        ],
      },
      { suppose: "all-in-time" },
    );
    expect(disposals[0]?.supposedLots).toEqual(["dear"]);
  });

  it("supposes other picks for some disposals and leaves the others as they are", () => {
    const picks = [
      { transaction: transactionId("first"), lots: [{ lot: "dear", quantity: quantity("1") }] },
    ];
    const { disposals, years } = ask({}, { suppose: "picks", picks });
    expect(disposals.map(({ transaction }) => transaction)).toEqual(["first", "second"]);
    expect(years.map(({ difference }) => text(difference))).toEqual(["-300", "300"]);
    const real = {
      transaction: transactionId("first"),
      madeAt: instant("2024-01-01T00:00:00Z"),
      toldBrokerAt: null,
      lots: [{ lot: "dear", quantity: quantity("1") }],
    };
    const other = { ...real, transaction: transactionId("second") };
    const back = [{ transaction: transactionId("first"), lots: [] }];
    const undone = ask({ identifications: [real, other] }, { suppose: "picks", picks: back });
    expect(undone.disposals[0]?.supposedLots).toEqual(["old"]);
  });

  it("an order on the books beforehand that the broker was never told of would count from its day", () => {
    const early = { ...LATE, madeAt: instant("2023-06-01T00:00:00Z") };
    const later = { at: instant("2027-06-01T00:00:00Z"), date: calendarDate("2027-06-01") };
    const transactions = [...rows.slice(0, 2), sell("2027-03-01", "1", "500", { id: "first" })];
    const input = { transactions, settings: settings({ standingOrders: [early] }), asOf: later };
    const { disposals, years } = whatIf(input, { suppose: "all-in-time" });
    expect(disposals.map(({ supposedLots }) => supposedLots)).toEqual([["dear"]]);
    expect(years.map(({ year, difference }) => [year, text(difference)])).toEqual([[2027, "-300"]]);
  });

  it("is empty when nothing would differ, and never touches the real result", () => {
    const change = { standingOrders: [{ ...LATE, madeAt: LATE.effectiveFrom }] };
    const before = ledgerOf(rows, change);
    expect(ask(change, { suppose: "all-in-time" })).toEqual({
      label: "what-if",
      disposals: [],
      years: [],
    });
    expect(ledgerOf(rows, change)).toEqual(before);
  });

  it("gives no difference while something is not known", () => {
    const unknown = [
      buy("2023-01-10", "1", "100", { id: "old" }),
      buy("2024-06-10", "1", null, { id: "dear" }),
      sell("2024-12-01", "1", "500", { id: "first" }),
    ];
    const picks = [
      { transaction: transactionId("first"), lots: [{ lot: "dear", quantity: quantity("1") }] },
    ];
    const [one] = ask({}, { suppose: "picks", picks }, unknown).disposals;
    expect([one && gains(one.actual), one && gains(one.supposed), one?.difference]).toEqual([
      ["0", "400"],
      [null, "0"],
      null,
    ]);
  });

  it("supposes an allocation in time that came too late", () => {
    const universal = [
      buy("2023-01-10", "1", "100", { id: "old" }),
      buy("2024-06-10", "1", "400", { id: "dear", account: "B" }),
      sell("2025-12-01", "1", "500", { id: "second", account: "B" }),
    ];
    const allocation2025 = {
      kind: "specific",
      completedAt: instant("2026-05-01T00:00:00Z"),
      rows: [
        { account: accountId("B"), lot: "old", quantity: quantity("1") },
        { account: accountId("A"), lot: "dear", quantity: quantity("1") },
      ],
    } as const;
    const { disposals } = ask(
      { pool: "universal-until-2024", allocation2025 },
      { suppose: "all-in-time" },
      universal,
    );
    expect(disposals.map(({ actualLots, supposedLots }) => [actualLots, supposedLots])).toEqual([
      [["dear"], ["old"]],
    ]);
  });

  it("a pick of lots that are not there changes nothing", () => {
    const two = [
      buy("2023-01-10", "1", "100", { id: "old" }),
      buy("2024-06-10", "1", "400", { id: "dear" }),
      sell("2024-12-01", "1", "500", { id: "first" }),
    ];
    const picks = [
      { transaction: transactionId("first"), lots: [{ lot: "gone", quantity: quantity("1") }] },
    ];
    expect(ask({}, { suppose: "picks", picks }, two).disposals).toEqual([]);
  });
});
