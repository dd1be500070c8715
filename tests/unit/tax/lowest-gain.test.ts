import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { usd, ZERO_USD } from "@/lib/money/usd";
import { termOf } from "@/lib/tax/holding-period";
import type { StandingOrder } from "@/lib/tax/settings";
import type { Transaction } from "@/lib/tax/transaction";
import { calendarDate } from "@/lib/time/calendar-date";
import { instant } from "@/lib/time/instant";
import { buy, ledgerOf, leg, sell, told } from "./make";

const since = instant("2000-01-01T00:00:00Z");
const ORDER: StandingOrder = {
  id: "o",
  account: null,
  method: "lowest-gain",
  effectiveFrom: since,
  madeAt: since,
  toldBrokerAt: since,
};

function gift(
  date: string,
  id: string,
  dollars: { readonly donor: string; readonly value: string },
  donorAcquired: string,
): Transaction {
  return {
    ...told(date, { id }),
    kind: "gift-received",
    received: leg("BTC", "1"),
    value: usd(dollars.value),
    donorBasis: usd(dollars.donor),
    donorAcquired: calendarDate(donorAcquired),
    giftTaxShare: ZERO_USD,
  };
}

const lotsSold = (transactions: readonly Transaction[]) =>
  ledgerOf(transactions, { standingOrders: [ORDER] }).closedLots.map(({ lot }) => lot);

describe("gifts worth less than their giver paid (IRC 1015(a)), lowest gain first", () => {
  const GIFT = { donor: "100", value: "60" };

  const first = gift("2023-02-01", "first", GIFT, "2023-01-20");
  const second = gift("2023-03-01", "second", GIFT, "2020-01-01");
  const later = gift("2024-02-01", "later", GIFT, "2020-01-01");

  it("of two with the same gain takes the one held long, of two with the same loss the one held short", () => {
    // January 15, 2024, at 130: a gain of 30 on either, with the giver's period (IRC 1223(2)): since January 20, 2023, which
    // is short, or since 2020, which is long.
    expect(lotsSold([first, second, sell("2024-01-15", "1", "130")])).toEqual(["second"]);
    // June 15, 2024, at 50: a loss of 10 on either, since the gift itself: February 2023, long, or February 2024, short.
    expect(lotsSold([first, later, sell("2024-06-15", "1", "50")])).toEqual(["later"]);
  });

  it("between the two bases nothing is gained: the oldest, however high its basis", () => {
    const dearer = gift("2024-03-01", "dearer", { donor: "900", value: "60" }, "2020-01-01");
    expect(lotsSold([first, dearer, sell("2024-06-15", "1", "80")])).toEqual(["first"]);
  });
});

describe("lowest gain by its definition", () => {
  interface Owned {
    readonly id: string;
    readonly opened: string;
    readonly acquired: string;
    readonly basis: number;
    readonly lossBasis: number | null;
  }

  /** Gain and term of one unit of a lot at a price (IRC 1001, 1015(a), 1223(2)). */
  function outcome({ opened, acquired, basis, lossBasis }: Owned, price: number, sold: string) {
    const isLoss = lossBasis !== null && price < lossBasis;
    const isBetween = lossBasis !== null && price < basis && !isLoss;
    const from = calendarDate(isLoss ? opened : acquired);
    const gain = isBetween ? 0 : price - (isLoss ? lossBasis : basis);
    return { gain, term: termOf(from, calendarDate(sold)) };
  }

  function chosen(lots: readonly Owned[], price: number, sold: string): Owned | undefined {
    const ranked = lots.map((lot, index) => {
      const { gain, term } = outcome(lot, price, sold);
      const isWanted = gain === 0 || term === (gain > 0 ? "long" : "short");
      return { lot, index, gain, tie: isWanted ? 0 : 1 };
    });
    ranked.sort((a, b) => a.gain - b.gain || a.tie - b.tie || a.index - b.index);
    return ranked[0]?.lot;
  }

  const day = (month: number) =>
    `${2022 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}-03`;
  const dollars = fc.integer({ min: 1, max: 6 });
  const owned = fc.record({
    month: fc.integer({ min: 0, max: 30 }),
    basis: dollars,
    value: fc.option(dollars),
    donorMonth: fc.integer({ min: 0, max: 30 }),
  });
  const sold = fc.record({
    month: fc.integer({ min: 0, max: 40 }),
    price: fc.integer({ min: 0, max: 7 }),
  });

  it("every sale takes the unit with the least gain; a gain long term first, a loss short term, then the oldest", () => {
    fc.assert(
      fc.property(
        fc.array(owned, { minLength: 1, maxLength: 12 }),
        fc.array(sold, { minLength: 1, maxLength: 12 }),
        (acquisitions, sales) => {
          const lots = [...acquisitions]
            .sort((a, b) => a.month - b.month)
            .map(({ month, basis, value, donorMonth }, index): Owned => {
              const opened = day(month);
              const acquired = value === null ? opened : day(Math.min(month, donorMonth));
              const lossBasis = value !== null && value < basis ? value : null;
              return { id: `lot${index}`, opened, acquired, basis, lossBasis };
            });
          const rows = lots.map(({ id, opened, acquired, basis, lossBasis }) =>
            lossBasis === null && acquired === opened
              ? buy(opened, "1", String(basis), { id })
              : gift(
                  opened,
                  id,
                  { donor: String(basis), value: String(lossBasis ?? basis) },
                  acquired,
                ),
          );
          const later = [...sales].sort((a, b) => a.month - b.month);
          const expected: string[] = [];
          let left = [...lots];
          const sells = later.map(({ month, price }, index) => {
            const date = `${day(month).slice(0, 8)}17`;
            const here = left.filter(({ opened }) => opened <= date);
            const lot = chosen(here, price, date);
            left = left.filter((each) => each !== lot);
            expected.push(lot?.id ?? "none");
            return sell(date, "1", String(price), { id: `sale${index}` });
          });
          expect(lotsSold([...rows, ...sells]).map((lot) => lot ?? "none")).toEqual(expected);
        },
      ),
      { numRuns: Number(process.env["PROPERTY_RUNS"] ?? 300) },
    );
  });
});
