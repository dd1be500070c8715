import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quantity, quantityText } from "@/lib/money/quantity";
import { addUsd, sumUsd, type Usd, usd, usdText, ZERO_USD } from "@/lib/money/usd";
import { accountId, assetId, type Transaction, transactionId } from "@/lib/tax/transaction";
import type { LedgerResult } from "@/lib/tax/year-result";
import { daysBetween, fromDayNumber } from "@/lib/time/calendar-date";
import { instantFromEpoch } from "@/lib/time/instant";
import { account, fact, order, run } from "./wash-make";
import { reference, type Trade } from "./wash-reference";

const RUNS = { numRuns: Number(process.env["PROPERTY_RUNS"] ?? 2000) };
const DAY = 86_400_000;
/** 2023-01-01, before a leap year. */
const START = 19_358;

const OWNERS = { A: "client", B: "client", S: "spouse", I: "ira" } as const;
const NAMES = ["A", "A", "B", "S", "I"];

/** Trades that never sell more than the account holds, in order of time, several a day. */
const trades: fc.Arbitrary<readonly Trade[]> = fc
  .array(
    fc.record({
      sells: fc.boolean(),
      account: fc.nat(4),
      gap: fc.constantFrom(0, 0, 1, 5, 14, 29, 30, 31),
      units: fc.integer({ min: 1, max: 6 }),
      price: fc.integer({ min: 1, max: 40 }),
    }),
    { minLength: 2, maxLength: 24 },
  )
  .map((rows) => {
    const held = new Map<string, number>();
    let day = START;
    return rows.flatMap((row, index): Trade[] => {
      day += row.gap;
      const name = NAMES[row.account] ?? "A";
      const before = held.get(name) ?? 0;
      const units = row.sells ? Math.min(row.units, before) : row.units;
      if (units === 0) {
        return [];
      }
      held.set(name, before + (row.sells ? -units : units));
      const kind = row.sells ? "sell" : "buy";
      return [{ id: `t${index}`, kind, account: name, day, units, price: row.price }];
    });
  });

function toTransaction(trade: Trade, index: number): Transaction {
  const base = {
    id: transactionId(trade.id),
    account: accountId(trade.account),
    at: instantFromEpoch(trade.day * DAY + index * 60_000),
    date: null,
    sequence: index,
    feeUsd: ZERO_USD,
    fees: [],
    origin: { from: "hand", by: "property" },
    note: "",
  } as const;
  const leg = { asset: assetId("FUND"), quantity: quantity(String(trade.units)) };
  const value = usd(dollars(trade.units * trade.price));
  return trade.kind === "buy"
    ? { ...base, kind: "buy", received: leg, value }
    : { ...base, kind: "sell", sent: leg, value };
}

const dollars = (cents: number) => (cents / 100).toFixed(2);

const SETTINGS = {
  assets: [fact("FUND")],
  accounts: [account("S", "spouse"), account("I", "ira")],
};

const closedOf = ({ closedLots, outside }: LedgerResult) => [...closedLots, ...outside.closedLots];
const openOf = ({ openLots, outside }: LedgerResult) => [...openLots, ...outside.openLots];
const total = (amounts: readonly (Usd | null | undefined)[]) =>
  sumUsd(amounts.map((amount) => amount ?? ZERO_USD));

/** Sums of dollars by key, as text. */
function byKey(rows: readonly (readonly [string, Usd | null])[]): Record<string, string> {
  const sums = new Map<string, Usd>();
  for (const [key, amount] of rows) {
    sums.set(key, addUsd(sums.get(key) ?? ZERO_USD, amount ?? ZERO_USD));
  }
  return Object.fromEntries([...sums].sort().map(([key, amount]) => [key, usdText(amount)]));
}

const inDollars = (sums: ReadonlyMap<string, number>) =>
  Object.fromEntries([...sums].sort().map(([key, cents]) => [key, usdText(usd(dollars(cents)))]));

describe("laws of wash sales", () => {
  it("share by share, an independent reading of the regulation says the same (FIFO, whole cents)", () => {
    fc.assert(
      fc.property(trades, (list) => {
        const said = reference(list, OWNERS);
        const result = run(list.map(toTransaction), SETTINGS);
        const dayOf = new Map(list.map(({ id, day }) => [id, day]));
        expect(
          byKey(
            result.washSales.map((wash) => [
              `${wash.disposal} ${dayOf.get(wash.disposal)}`,
              wash.disallowed,
            ]),
          ),
        ).toEqual(inDollars(said.disallowed));
        expect(byKey(closedOf(result).map((lot) => [lot.disposal, lot.gain]))).toEqual(
          inDollars(said.gain),
        );
        expect(
          byKey(
            openOf(result).map((lot) => [
              `${lot.account} ${lot.acquisition} ${lot.acquired}`,
              lot.basis,
            ]),
          ),
        ).toEqual(
          inDollars(
            new Map(
              [...said.open].map(([key, cents]) => {
                const [name, lot, from] = key.split(" ");
                return [`${name} ${lot} ${fromDayNumber(Number(from))}`, cents];
              }),
            ),
          ),
        );
        const lost = result.washSales.filter(({ replacement }) => replacement === null);
        expect(usdText(total(lost.map(({ disallowed }) => disallowed)))).toBe(
          usdText(usd(dollars(said.lostToIra))),
        );
      }),
      RUNS,
    );
  });

  const method = fc.constantFrom("fifo", "lifo", "hifo", "lofo", "lowest-gain" as const);

  it("what is denied is what basis gains and what an IRA swallows, to the last digit, by every method", () => {
    fc.assert(
      fc.property(trades, method, fc.integer({ min: 2, max: 9 }), (list, chosen, odd) => {
        // Prices that do not divide: a third of a cent and worse in every share.
        const told = list.map(toTransaction).map((tx) => withFee(tx, odd));
        const result = run(told, { ...SETTINGS, standingOrders: [order(chosen)] });
        const denied = total(result.washSales.map(({ disallowed }) => disallowed));
        const lost = total(
          result.washSales.map(({ replacement, disallowed }) =>
            replacement === null ? disallowed : null,
          ),
        );
        const codes = closedOf(result).flatMap(({ adjustments }) => adjustments);
        expect(usdText(total(codes.map(({ amount }) => amount)))).toBe(usdText(denied));
        const inBasis = total(
          [...closedOf(result), ...openOf(result)].map(({ washedBasis }) => washedBasis),
        );
        expect(usdText(addUsd(inBasis, lost))).toBe(usdText(denied));
        const paid = total(
          told.map((tx) =>
            tx.kind === "buy" && tx.value !== null ? addUsd(tx.value, tx.feeUsd) : null,
          ),
        );
        const basis = total([...closedOf(result), ...openOf(result)].map((lot) => lot.basis));
        expect(usdText(basis)).toBe(usdText(addUsd(paid, inBasis)));
      }),
      RUNS,
    );
  });

  it("every match is within 30 days, of another purchase, and no unit is used twice; no loss turns into a gain", () => {
    fc.assert(
      fc.property(trades, method, (list, chosen) => {
        const result = run(list.map(toTransaction), {
          ...SETTINGS,
          standingOrders: [order(chosen)],
        });
        const used = new Map<string, number>();
        for (const wash of result.washSales) {
          expect(Math.abs(daysBetween(wash.sold, wash.bought))).toBeLessThanOrEqual(30);
          expect(wash.lot.split(":")[0]).not.toBe(wash.acquisition);
          used.set(
            wash.acquisition,
            (used.get(wash.acquisition) ?? 0) + Number(quantityText(wash.units)),
          );
        }
        for (const [id, units] of used) {
          expect(units).toBeLessThanOrEqual(list.find((trade) => trade.id === id)?.units ?? 0);
        }
        for (const { adjustments, gain } of closedOf(result)) {
          expect(adjustments.length === 0 || gain === null || gain <= ZERO_USD).toBe(true);
        }
      }),
      RUNS,
    );
  });

  it("the order of the input never matters", () => {
    fc.assert(
      fc.property(trades, method, fc.infiniteStream(fc.nat()), (list, chosen, numbers) => {
        const told = list.map(toTransaction);
        const shuffled = told
          .map((tx) => ({ tx, at: numbers.next().value ?? 0 }))
          .sort((a, b) => a.at - b.at)
          .map(({ tx }) => tx);
        const settings = { ...SETTINGS, standingOrders: [order(chosen)] };
        expect(run(shuffled, settings)).toEqual(run(told, settings));
      }),
      RUNS,
    );
  });

  it("once all is sold and nothing is bought back, only an IRA has kept a loss away", () => {
    fc.assert(
      fc.property(trades, (list) => {
        const last = list.at(-1)?.day ?? START;
        const selling = ["A", "B", "S", "I"].flatMap((name, index): Trade[] => {
          const units = list
            .filter((trade) => trade.account === name)
            .reduce((sum, { kind, units: some }) => sum + (kind === "buy" ? some : -some), 0);
          return units === 0
            ? []
            : [
                {
                  id: `end${index}`,
                  kind: "sell",
                  account: name,
                  day: last + 40,
                  units,
                  price: 20,
                },
              ];
        });
        const result = run([...list, ...selling].map(toTransaction), SETTINGS);
        const lost = total(
          result.washSales.map(({ replacement, disallowed }) =>
            replacement === null ? disallowed : null,
          ),
        );
        const money = [...list, ...selling].reduce(
          (sum, { kind, units, price }) => sum + (kind === "sell" ? units * price : -units * price),
          0,
        );
        expect(openOf(result)).toEqual([]);
        expect(usdText(total(closedOf(result).map(({ gain }) => gain)))).toBe(
          usdText(addUsd(usd(dollars(money)), lost)),
        );
      }),
      RUNS,
    );
  });
});

function withFee(tx: Transaction, odd: number): Transaction {
  return { ...tx, feeUsd: usd(`0.${"0".repeat(odd)}1`) };
}
