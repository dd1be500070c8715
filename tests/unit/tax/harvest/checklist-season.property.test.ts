import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quantity } from "@/lib/money/quantity";
import { timeLeft } from "@/lib/tax/harvest/checklist-dates";
import { seasonChecklist } from "@/lib/tax/harvest/checklist-season";
import type { SeasonFacts } from "@/lib/tax/harvest/season-facts";
import { accountId, assetId, type Transaction } from "@/lib/tax/transaction";
import { calendarDate } from "@/lib/time/calendar-date";
import { dateIn, epochOf, type Instant, instantFromEpoch, startOfDate } from "@/lib/time/instant";
import { NO_SEASON_FACTS } from "../../../support/season-facts";
import { buy, ledgerOf, sell, settings, yearOf } from "../make";
import { MIDDLE } from "./make-harvest";

/** Zones of every offset of the United States, with and without summer time, and the two ends of the world. */
const ZONES = [
  "America/New_York",
  "America/Chicago",
  "America/Denver",
  "America/Phoenix",
  "America/Los_Angeles",
  "America/Anchorage",
  "Pacific/Honolulu",
  "Pacific/Guam",
  "Pacific/Kiritimati",
  "Pacific/Pago_Pago",
] as const;
const zone = fc.constantFrom(...ZONES);

const LOTS = [buy("2021-01-06", "1", "60000", { id: "high" })];

const PLANNED: Partial<SeasonFacts> = {
  plan: {
    name: "Autumn",
    version: 1,
    savedOn: calendarDate("2026-11-10"),
    sales: [
      {
        account: accountId("A"),
        asset: assetId("BTC"),
        lots: [{ lot: "high", quantity: quantity("1"), acquired: "2021-01-06" }],
      },
    ],
  },
};

/** The steps of 2026 at a moment, by id. */
function stepsAt(
  transactions: readonly Transaction[],
  at: Instant,
  timeZone: string,
  facts = PLANNED,
) {
  const asOf = { at, date: dateIn(timeZone)(at) };
  const ledger = ledgerOf(transactions, { timeZone }, asOf);
  const books = {
    ledger,
    year: yearOf(ledger, [MIDDLE], 2026),
    plan: null,
    settings: settings({ timeZone }),
    quotes: [],
    asOf,
  };
  const list = seasonChecklist({ books, facts: { ...NO_SEASON_FACTS, ...facts } });
  return new Map(list.map((step) => [step.id, step]));
}

const MINUTE = 60_000;
const later = (at: Instant, milliseconds: number) => instantFromEpoch(epochOf(at) + milliseconds);

describe("steps look at the books", () => {
  it("a sale ticks its step in the year of its zone alone, and its loss opens the step again", () => {
    fc.assert(
      fc.property(
        zone,
        // Minutes around the end of the year in the zone, and the seconds beside it.
        fc.integer({ min: -3 * 24 * 60, max: 3 * 24 * 60 }),
        fc.constantFrom(-1, 0, 1),
        (timeZone, minutes, second) => {
          const end = startOfDate(calendarDate("2027-01-01"), timeZone);
          const at = later(end, minutes * MINUTE + second * 1000);
          const sale = sell(at, "1", "50000", { id: "sale" });
          const day = dateIn(timeZone)(at);
          const isOf2026 = day <= "2026-12-31";
          // The same by the moment: the year ends at midnight of the zone.
          expect(isOf2026).toBe(at < end);
          const seen = stepsAt([...LOTS, sale], later(end, 10 * 24 * 60 * MINUTE), timeZone);
          expect(seen.get("sell-A")?.done).toBe(isOf2026);
          expect(seen.get("compare-plan")?.done).toBe(isOf2026);
          const gone = stepsAt(LOTS, later(end, 10 * 24 * 60 * MINUTE), timeZone);
          expect(gone.get("sell-A")?.done).toBe(false);
          // Over with the year: nobody is reminded of what can no longer be done.
          expect(gone.get("sell-A")?.isOver).toBe(true);
          expect(seen.get("sell-A")?.isOver).toBe(!isOf2026);
        },
      ),
      { numRuns: 200 },
    );
  });

  it("what is told and taken back leaves every step as it was, whatever the day and the zone", () => {
    const told: readonly Partial<SeasonFacts>[] = [
      { review: { open: 2, tax: null } },
      { report: { madeOn: calendarDate("2026-10-20"), isCurrent: true } },
      { answered: { by: "Rowan", on: calendarDate("2026-11-12") } },
      { losses: [{ asset: assetId("APE:1"), missing: ["the price"] }] },
      { brokerForms: { lines: 3, undecided: 1 } },
      { filedOn: calendarDate("2027-03-01") },
      { ticked: new Map([["securities", calendarDate("2026-11-12")]]) },
    ];
    const days = fc.integer({ min: 0, max: 240 });
    fc.assert(
      fc.property(zone, days, fc.subarray([...told]), (timeZone, day, chosen) => {
        const at = later(startOfDate(calendarDate("2026-09-01"), timeZone), day * 24 * 60 * MINUTE);
        const before = stepsAt(LOTS, at, timeZone);
        const changed = Object.assign({}, PLANNED, ...chosen);
        const during = stepsAt(LOTS, at, timeZone, changed);
        if (chosen.length > 0) {
          expect([...during.values()]).not.toEqual([...before.values()]);
        }
        expect([...stepsAt(LOTS, at, timeZone).values()]).toEqual([...before.values()]);
      }),
      { numRuns: 100 },
    );
  });
});

describe("the countdown", () => {
  it("turns at the zone's midnight, counts real minutes, and never goes back", () => {
    fc.assert(
      fc.property(zone, fc.integer({ min: 0, max: 366 * 24 * 60 * 60 }), (timeZone, seconds) => {
        const end = startOfDate(calendarDate("2027-01-01"), timeZone);
        const at = later(end, -seconds * 1000);
        const left = timeLeft(2026, at, timeZone);
        // Real time until the year's end, in whole minutes: by division, not by the product's arithmetic.
        expect(left.hours * 60 + left.minutes).toBe(Math.floor(seconds / 60));
        expect(left.isOver).toBe(seconds === 0);
        if (seconds > 0) {
          const today = dateIn(timeZone)(at);
          const daysOf = (text: string) => Date.parse(`${text}T00:00:00Z`) / 86_400_000;
          expect(left.days).toBe(daysOf("2026-12-31") - daysOf(today));
          // At the midnight of the zone before and after, the day's number changes by one, clock change or not.
          const midnight = startOfDate(today, timeZone);
          expect(timeLeft(2026, midnight, timeZone).days).toBe(left.days);
          expect(timeLeft(2026, later(midnight, -1), timeZone).days).toBe(left.days + 1);
        }
      }),
      { numRuns: 500 },
    );
  });
});
