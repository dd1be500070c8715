import { describe, expect, it } from "vitest";
import { seasonChecklist } from "@/lib/tax/harvest/checklist-season";
import type { ChecklistStep, HarvestPlan } from "@/lib/tax/harvest/harvest";
import { timesOf } from "@/lib/tax/harvest/rebuys";
import type { AsOf } from "@/lib/tax/settings";
import type { Transaction } from "@/lib/tax/transaction";
import { NO_SEASON_FACTS } from "../../../support/season-facts";
import { buy, ledgerOf, sell, settings, yearOf } from "../make";
import { date, day, lotOf, MIDDLE, planOf, quote } from "./make-harvest";

function steps(
  transactions: readonly Transaction[],
  change: { readonly plan?: HarvestPlan; readonly asOf?: AsOf } = {},
): readonly ChecklistStep[] {
  // Books that go on after the day, so that a sale of any day is in them.
  const ledger = ledgerOf(transactions, {}, day("2027-06-30"));
  return seasonChecklist({
    books: {
      ledger,
      year: yearOf(ledger, [MIDDLE], 2026),
      plan: change.plan ?? null,
      settings: settings(),
      quotes: [],
      asOf: change.asOf ?? day("2026-11-21"),
      timeOf: timesOf(new Map(transactions.map((each) => [each.id, each]))),
    },
    facts: NO_SEASON_FACTS,
  });
}
const told = (id: string, ...of: Parameters<typeof steps>) => {
  const found = steps(...of).find((each) => each.id === id);
  return found && [found.done, found.evidence];
};

const HELD = buy("2024-01-01", "9", "900");

describe("the planned sales", () => {
  const none = [false, "No sale at a loss since September 1."];

  it.each([
    ["2026-08-31", "1", none], // before the season
    ["2026-09-01", "1", [true, "A sale at a loss is in the books on Sep 1, 2026."]],
    ["2026-12-31", "1", [true, "A sale at a loss is in the books on Dec 31, 2026."]],
    ["2027-01-01", "1", none], // another year's
    ["2025-11-01", "1", none],
    ["2026-10-01", "100", none], // neither gain nor loss
    ["2026-10-01", "101", none],
  ])("one BTC that cost 100 sold on %s for %s", (on, proceeds, expected) => {
    expect(told("sell", [HELD, sell(on, "1", proceeds)])).toEqual(expected);
  });

  it("names the last of them; a sale of unknown result is none", () => {
    const two = [HELD, sell("2026-09-10", "1", "1"), sell("2026-10-10", "1", "1")];
    expect(told("sell", two)?.[1]).toBe("A sale at a loss is in the books on Oct 10, 2026.");
    expect(told("sell", [HELD, sell("2026-10-10", "1", null)])).toEqual(none);
  });

  it("nothing is left to do where the plan has no sale that lowers the tax", () => {
    const quotes = [quote("BTC", "1000")];
    const empty = planOf([], quotes, { openLots: [lotOf({ basis: "400" })] });
    expect(told("sell", [], { plan: empty })).toEqual([
      true,
      "No sale would lower this year's tax.",
    ]);
    const worth = planOf([], quotes, { openLots: [lotOf({ basis: "4000" })] });
    expect(worth.rows).toHaveLength(1);
    expect(told("sell", [], { plan: worth })).toEqual(none);
    // One sale at a loss does not make the others: whoever is reminded of the season would never hear of them.
    expect(told("sell", [HELD, sell("2026-11-01", "1", "1")], { plan: worth })).toEqual([
      false,
      "A sale at a loss is in the books on Nov 1, 2026; 1 sale that would still lower this year's tax is left.",
    ]);
    expect(told("sell", [HELD, sell("2026-11-01", "1", "1")], { plan: empty })).toEqual([
      true,
      "A sale at a loss is in the books on Nov 1, 2026.",
    ]);
    // Losses of 3,000 made already: what is left only adds to the carryover.
    const carry = planOf(
      [
        buy("2026-01-01", "1", "3000", { asset: "SOL" }),
        sell("2026-02-01", "1", "0", { asset: "SOL" }),
      ],
      quotes,
      { openLots: [lotOf({ basis: "4000" })] },
    );
    expect(carry.rows.map(({ pastCap }) => pastCap)).toEqual([true]);
    expect(told("sell", [], { plan: carry })?.[0]).toBe(true);
  });
});

describe("what was bought back", () => {
  const since = (...more: readonly Transaction[]) => told("rebuy", [HELD, ...more]);
  const clean = [true, "Nothing sold at a loss was bought back."];

  it("is looked at only after a loss", () => {
    expect(since()).toEqual([false, "Nothing was sold at a loss since September 1."]);
    expect(since(sell("2026-10-01", "1", "500"), buy("2026-10-02", "1", "1"))?.[0]).toBe(false);
  });

  it("within thirty days of the sale, the day itself included, and never before it", () => {
    const loss = sell("2026-10-01", "1", "1");
    // More than a year after the day after a purchase (IRC 1222; Rev. Rul. 66-7).
    const back = (day: string, days: string, mark: string, held: string) =>
      `1 BTC bought back on ${day}, ${days} after the loss${mark}: held from ${held}, long term from ${held}, 2027.`;
    const close = ", to be reviewed";
    expect(since(loss)).toEqual(clean);
    expect(since(buy("2026-09-30", "1", "1"), loss)).toEqual(clean);
    expect(since(loss, buy("2026-10-01T13:00:00Z", "1", "1"))).toEqual([
      false,
      back("Oct 1", "0 days", close, "Oct 2"),
    ]);
    // Before the loss on the same day, by the times.
    expect(since(buy("2026-10-01T11:00:00Z", "1", "1"), loss)).toEqual(clean);
    expect(since(loss, buy("2026-10-31", "1", "1"))).toEqual([
      false,
      back("Oct 31", "30 days", close, "Nov 1"),
    ]);
    expect(since(loss, buy("2026-11-01", "1", "1"))).toEqual([
      true,
      back("Nov 1", "31 days", "", "Nov 2"),
    ]);
  });

  it("is told purchase by purchase with its asset, by day", () => {
    const eth = { asset: "ETH" };
    const books = [
      buy("2024-01-01", "1", "100", eth),
      sell("2026-10-01", "1", "1", eth),
      sell("2026-10-01", "1", "1"),
      buy("2026-10-02", "1", "1", eth),
      buy("2026-10-03", "1", "1"),
      buy("2026-10-04", "1", "1"),
    ];
    expect(since(...books)?.[1]).toBe(
      [
        "1 ETH bought back on Oct 2, 1 day after the loss, to be reviewed: held from Oct 3, long term from Oct 3, 2027.",
        "1 BTC bought back on Oct 3, 2 days after the loss, to be reviewed: held from Oct 4, long term from Oct 4, 2027.",
        "1 BTC bought back on Oct 4, 3 days after the loss, to be reviewed: held from Oct 5, long term from Oct 5, 2027.",
      ].join(" "),
    );
  });

  it("counts from the last sale before the purchase, in whatever order the sales stand", () => {
    const two = [sell("2026-09-02", "1", "1"), sell("2026-11-02", "1", "1")];
    expect(since(...two, buy("2026-10-20", "1", "1"))?.[0]).toBe(true);
    expect(since(...two, buy("2026-11-10", "1", "1"))?.[0]).toBe(false);
  });
});

describe("the end of the year", () => {
  it.each([
    ["2026-11-21", false, "40 days are left."],
    ["2026-12-30", false, "1 day is left."],
    ["2026-12-31", false, "0 days are left."],
    ["2027-01-01", true, "The year is over."],
  ])("on %s", (today, done, evidence) => {
    expect(told("deadline", [], { asOf: day(today) })).toEqual([done, evidence]);
  });
});

describe("gains to wait for", () => {
  const quotes = [quote("BTC", "1000")];
  const waiting = (plan: HarvestPlan, asOf = day("2026-11-21")) =>
    steps([], { plan, asOf }).filter(({ id }) => id.startsWith("wait-"));
  const bought = (lot: string, on: string, basis = "400") =>
    lotOf({ lot, basis, acquired: date(on) });

  it("are those of a dollar or more that turn long this year", () => {
    const plan = planOf([], quotes, {
      openLots: [
        bought("next", "2025-12-31"), // long on 2027-01-01
        bought("last", "2025-12-30"),
        bought("dollar", "2025-12-01", "999"),
        bought("less", "2025-12-01", "999.01"),
        bought("far", "2026-03-01"),
      ],
    });
    expect(waiting(plan).map(({ id, due, done, evidence }) => [id, due, done, evidence])).toEqual([
      ["wait-dollar", "2026-12-02", false, "It is long term from Dec 2, 2026."],
      ["wait-last", "2026-12-31", false, "It is long term from Dec 31, 2026."],
    ]);
  });

  it("are at most five, and those of next year take nobody's place", () => {
    const of = (days: readonly string[]) =>
      planOf([], quotes, { openLots: days.map((on, at) => bought(`${at}`, on)) });
    const next = Array.from({ length: 5 }, () => "2026-01-01");
    expect(waiting(of([...next, "2025-12-01"]))).toHaveLength(1);
    expect(waiting(of(Array.from({ length: 6 }, () => "2025-12-01")))).toHaveLength(5);
  });

  it("are done once the day has come", () => {
    const plan = planOf([], quotes, { openLots: [bought("x", "2025-12-01")] });
    expect(waiting(plan, day("2026-12-01")).map(({ done }) => done)).toEqual([false]);
    expect(waiting(plan, day("2026-12-02")).map(({ done }) => done)).toEqual([true]);
  });
});
