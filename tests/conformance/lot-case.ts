import { quantityText, sumQuantity } from "@/lib/money/quantity";
import { sumUsd, timesRate, usd, usdText, ZERO_USD } from "@/lib/money/usd";
import { computeLedger } from "@/lib/tax/compute";
import type { Transaction } from "@/lib/tax/transaction";
import { calendarDate } from "@/lib/time/calendar-date";
import { instant } from "@/lib/time/instant";
import { leg, settings, told } from "./build";
import { Check } from "./compare";

/** golden-lot-case/1 */
export interface LotCase {
  id: string;
  lots: { timestamp: string; amount: string; unit_cost: string }[];
  spends: {
    timestamp: string;
    amount: string;
    expected: {
      matched: { lot: number; amount: string }[];
      cost_basis: string;
      unmatched_amount: string;
    };
  }[];
}

/** Runs lots and spends of one asset in one account. */
export function runLotCase(data: LotCase): string[] {
  const bought = data.lots.map(
    (lot, index): Transaction => ({
      ...told(`lot-${index}`, "A", lot.timestamp, index),
      kind: "buy",
      received: leg("X", lot.amount),
      value: timesRate(usd(lot.unit_cost), lot.amount),
    }),
  );
  const spent = data.spends.map(
    (spend, index): Transaction => ({
      ...told(`spend-${index}`, "A", spend.timestamp, index),
      kind: "spend",
      sent: leg("X", spend.amount),
      value: ZERO_USD,
    }),
  );
  const result = computeLedger({
    transactions: [...bought, ...spent],
    settings: settings({}),
    asOf: { at: instant("2030-01-01T00:00:00Z"), date: calendarDate("2030-01-01") },
  });
  const check = new Check();
  data.spends.forEach(({ expected }, index) => {
    const lots = result.closedLots.filter(({ disposal }) => disposal === `spend-${index}`);
    const matched = lots.filter(({ lot }) => lot !== null);
    check.rows(
      "matched",
      expected.matched,
      matched,
      { expected: ({ lot }) => `lot-${lot}`, actual: ({ lot }) => lot ?? "" },
      (row, lot, name) => {
        check.exact(name, row.amount, quantityText(lot.quantity));
      },
    );
    check.exact(
      "cost basis",
      expected.cost_basis,
      usdText(sumUsd(matched.map(({ basis }) => basis ?? ZERO_USD))),
    );
    const unmatched = sumQuantity(
      lots.filter(({ lot }) => lot === null).map(({ quantity }) => quantity),
    );
    check.exact("unmatched", expected.unmatched_amount, quantityText(unmatched));
  });
  return check.differences;
}
