import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareUsd, type Usd, usd, usdText, ZERO_USD } from "@/lib/money/usd";
import { computeLedger, computeYears } from "@/lib/tax/compute";
import { inOrder } from "@/lib/tax/order";
import type { ProposedChange } from "@/lib/tax/review/open-item";
import type { YearProfile } from "@/lib/tax/settings";
import { accountId, type Migration, type Transaction } from "@/lib/tax/transaction";
import { AS_OF, buy, leg, profile, sell, settings, told } from "../make";
import { reviewed } from "./reviewed";

// As in stakes.test.ts: single, 60,000 of ordinary income, taxable 44,250 in 2025, tax 5,071.50.
const PROFILES = [
  profile(2024, { ordinaryIncome: usd("60000"), deduction: usd("14600") }),
  profile(2025, { ordinaryIncome: usd("60000"), deduction: usd("15750") }),
];

const AT = "2025-01-02T12:00:00Z";

function change(
  [from, given]: readonly [string, string],
  [to, made]: readonly [string, string],
  explains: readonly Transaction[],
  isAsked = false,
): ProposedChange {
  const entered: Migration = {
    ...told(AT, { id: `${from} to ${to}` }),
    kind: "migration",
    sent: leg(from, given),
    received: leg(to, made),
  };
  return {
    key: `migration~A ${from} ${to}`,
    account: accountId("A"),
    explains: explains.map(({ id }) => id),
    entered,
    isAsked,
    message: "",
    remedy: "",
  };
}

const text = (tax: { low: Usd; high: Usd } | null | undefined) =>
  tax === null || tax === undefined ? null : [usdText(tax.low), usdText(tax.high)];

function taxOf(review: ReturnType<typeof reviewed>, kind: string) {
  const item = review.items.find((each) => each.kind === kind);
  return item?.stake.is === "known" ? text(item.stake.years[0]?.tax) : item?.stake;
}

describe("a coin that seems to have become another", () => {
  const bought = buy("2023-01-05", "10", "10000", { asset: "FTM" });

  it("lies between its basis going on and a basis of zero, and settles the sale that lacks the units", () => {
    const lacks = sell("2025-06-02", "10", "40000", { asset: "S" });
    const found = change(["FTM", "10"], ["S", "10"], [lacks]);
    const review = reviewed([bought, lacks], PROFILES, {}, [], [], [found]);
    // Long gain 30,000 over taxable 44,250: 0 % on 4,100, 15 % on 25,900 = 3,885. Short gain 40,000: 8,377.50.
    expect(taxOf(review, "migration")).toEqual(["3885", "8377.5"]);
    const sale = review.items.find(({ kind }) => kind === "missing-basis");
    expect(sale?.clearedBy).toBe(found.key);
    expect(review.items.find(({ key }) => key === found.key)?.clears).toBe(1);
    expect(review.years.map(({ tax, weighed }) => [text(tax), weighed])).toEqual([
      [["8956.5", "13449"], 1],
    ]);
  });

  it("may be an exchange where a person must say: both sides at the price of an own trade of that day", () => {
    const trade = buy("2025-01-02T10:00:00Z", "1", "3900", { asset: "A", account: "B" });
    const lacks = sell("2025-06-02", "10", "40000", { asset: "A" });
    const old = buy("2023-01-05", "10", "10000", { asset: "EOS" });
    const found = change(["EOS", "10"], ["A", "10"], [lacks], true);
    const review = reviewed([old, trade, lacks], PROFILES, {}, [], [], [found]);
    // Exchanged: long gain 39,000 - 10,000 = 29,000 and short gain 1,000. Short first: 12 % of 1,000 = 120, taxable 45,250;
    // then 0 % on 3,100 and 15 % on 25,900 = 3,885: 4,005, which is between the two others.
    const item = review.items.find(({ kind }) => kind === "migration");
    expect(taxOf(review, "migration")).toEqual(["3885", "8377.5"]);
    expect(
      item?.effect.is === "ways" &&
        item.effect.ways.map(({ as, shifts }) => {
          const shift = shifts.get(2025);
          return [as, shift && usdText(shift.short), shift && usdText(shift.long)];
        }),
    ).toEqual([
      ["migration", "0", "30000"],
      ["taxable", "1000", "29000"],
      ["basis-zero", "40000", "0"],
    ]);
  });

  it("says that it may be more where an exchange has no price, and keeps the books as they stand as one way", () => {
    const lacks = sell("2025-06-02", "10", "40000", { asset: "A" });
    const old = buy("2023-01-05", "10", "10000", { asset: "EOS" });
    const found = change(["EOS", "10"], ["A", "10"], [lacks], true);
    const review = reviewed([old, lacks], PROFILES, {}, [], [], [found]);
    const item = review.items.find(({ kind }) => kind === "migration");
    expect(item?.stake).toMatchObject({ is: "known", more: "exchange-unpriced" });
    expect(taxOf(review, "migration")).toEqual(["0", "8377.5"]);
  });

  it("leaves rows its units do not reach as they are", () => {
    const first = sell("2025-06-02", "10", "40000", { asset: "S", id: "first" });
    const second = sell("2025-06-03", "10", "40000", { asset: "S", id: "second" });
    const found = change(["FTM", "10"], ["S", "10"], [first, second]);
    const { items } = reviewed([bought, first, second], PROFILES, {}, [], [], [found]);
    const cleared = new Map(
      items.map(({ rows: [row], kind, clearedBy }) => [`${kind} ${row}`, clearedBy]),
    );
    expect(cleared.get("missing-basis first")).toBe(found.key);
    expect(cleared.get("missing-basis second")).toBeNull();
  });

  it("counts two that would explain the same units once", () => {
    const lacks = sell("2025-06-02", "10", "40000", { asset: "FET" });
    const rows = [
      buy("2023-01-05", "10", "10000", { asset: "AGIX" }),
      buy("2023-01-05", "10", "12000", { asset: "OCEAN" }),
      lacks,
    ];
    const [one, other] = [
      change(["AGIX", "10"], ["FET", "4.3335"], [lacks]),
      change(["OCEAN", "10"], ["FET", "4.33226"], [lacks]),
    ];
    const review = reviewed(rows, PROFILES, {}, [], [], [one, other]);
    expect(review.items.find(({ key }) => key === other.key)?.clearedBy).toBe(one.key);
    expect(review.years[0]).toMatchObject({ weighed: 1 });
    // Both entered: 8.66576 units with 22,000 of basis, the rest at zero or not counted; neither: 40,000 of short gain at most.
    expect(text(review.years[0]?.tax)?.[1]).toBe("13449");
  });
});

interface Draw {
  readonly day: number;
  readonly isSale: boolean;
  readonly units: number;
  readonly price: number;
}

const draws = fc.array(
  fc.record<Draw>({
    day: fc.integer({ min: 0, max: 690 }),
    isSale: fc.boolean(),
    units: fc.integer({ min: 1, max: 9 }),
    price: fc.integer({ min: 1, max: 60 }),
  }),
  { minLength: 2, maxLength: 12 },
);

const START = Date.parse("2023-01-01T12:00:00Z");
const AFTER = Date.parse("2025-01-03T12:00:00Z");

/** Purchases of the old coin before the change, sales of the new one after it. */
function rowsOf(all: readonly Draw[]): readonly Transaction[] {
  return all.map(({ day, isSale, units, price }, index) => {
    const at = new Date((isSale ? AFTER : START) + day * 43_200_000).toISOString();
    const value = String(units * price * 1000);
    return isSale
      ? sell(at, String(units), value, { id: `r${index}`, asset: "S" })
      : buy(at, String(units), value, { id: `r${index}`, asset: "FTM" });
  });
}

function yearsOf(rows: readonly Transaction[], profiles: readonly YearProfile[]) {
  const transactions = inOrder(rows);
  const ledger = computeLedger({ transactions, settings: settings(), asOf: AS_OF });
  return { ledger, years: computeYears({ ledger, profiles, asOf: AS_OF, method: "schedule" }) };
}

describe("the range of a year with a change of coins", () => {
  it("holds whether the change is entered or the missing units cost nothing", () => {
    fc.assert(
      fc.property(draws, fc.boolean(), fc.boolean(), (all, isEntered, isFilled) => {
        const rows = rowsOf(all);
        const held = all.reduce((sum, { isSale, units }) => sum + (isSale ? 0 : units), 0);
        const sales = inOrder(rows.filter(({ kind }) => kind === "sell"));
        if (held === 0 || sales.length === 0) {
          return;
        }
        const found = change(["FTM", String(held)], ["S", String(held)], sales);
        const { years } = reviewed(rows, PROFILES, {}, [], [], [found]);
        const way = isEntered ? [...rows, found.entered] : rows;
        const lacking = yearsOf(way, PROFILES).ledger.closedLots.filter(({ lot }) => lot === null);
        const filled = lacking.map(({ disposal, quantity, sold }, index) => ({
          ...told(`${sold}T00:00:00Z`, { id: `fill${index}-${disposal}` }),
          kind: "buy" as const,
          received: { asset: leg("S", "1").asset, quantity },
          value: ZERO_USD,
        }));
        // Nothing of the missing units known and nothing entered is what the change speaks against.
        const concrete = yearsOf(isFilled || !isEntered ? [...way, ...filled] : way, PROFILES);
        for (const range of years) {
          const year = concrete.years.find((each) => each.year === range.year);
          if (range.tax === null || !year?.tax || !range.isBound) {
            continue;
          }
          const { total } = year.tax;
          const words = `${range.year}: ${usdText(total)} in ${text(range.tax)}`;
          expect([
            compareUsd(total, range.tax.low) >= 0,
            compareUsd(total, range.tax.high) <= 0,
            words,
          ]).toEqual([true, true, words]);
        }
      }),
      { numRuns: 300 },
    );
  });
});
