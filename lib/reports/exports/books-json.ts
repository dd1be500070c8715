import { type Quantity, quantityText } from "@/lib/money/quantity";
import { type Usd, usdText } from "@/lib/money/usd";
import type { YearEndInput } from "@/lib/reports/input";
import type { YearProfile } from "@/lib/tax/settings";
import type { TicketUse } from "@/lib/tax/tickets/ticket";
import type { Transaction, TransactionId } from "@/lib/tax/transaction";
import type { ValuedAmount } from "@/lib/tax/valuation/value-transactions";
import type { TaxMethod } from "@/lib/tax/worksheets/tax-table";
import type { Instant } from "@/lib/time/instant";

/** The name and edition of the layout. */
export const BOOKS_FORMAT = "lotwise-books/1";

/** The facts a report was computed from, beside what it prints. */
export interface ReportFacts {
  /** The moment the figures were computed as of. */
  readonly asOfMoment: Instant;
  /** As the engine took them, in the ledger's order. */
  readonly transactions: readonly Transaction[];
  readonly profiles: readonly YearProfile[];
  /** How the tax was computed; by the tables unless told. */
  readonly method?: TaxMethod;
  /** What of them no source told in dollars and a price gave. */
  readonly valued?: ReadonlyMap<TransactionId, readonly ValuedAmount[]>;
  /** Lots named before sales, with the sales that used them. */
  readonly tickets?: readonly TicketUse[];
}

/** Keys whose amounts are units; every other amount is dollars, but for the amount of a cash row. */
const UNITS = new Set(["quantity", "units"]);

const isUnits = (key: string, holder: object, value: unknown): value is Quantity =>
  typeof value === "bigint" &&
  (UNITS.has(key) || (key === "amount" && "kind" in holder && holder.kind === "cash"));

const isDollars = (value: unknown): value is Usd => typeof value === "bigint";

/** A value as plain data: amounts as exact decimal text, maps as objects, keys in order of the alphabet; undefined is left out. */
export function plainData(value: unknown): unknown {
  if (value instanceof Map) {
    return plainData(Object.fromEntries(value));
  }
  if (Array.isArray(value)) {
    return value.map(plainData);
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  const entries = Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]: [string, unknown]): [string, unknown] => {
      if (isUnits(key, value, inner)) {
        return [key, quantityText(inner)];
      }
      return [key, isDollars(inner) ? usdText(inner) : plainData(inner)];
    });
  return Object.fromEntries(entries);
}

/**
 * Everything a report stands on, as one JSON text: facts, choices, profiles, brokers' forms, prices, what is open, and under
 * "results" what the engine made of them. Amounts are exact decimal text. `lotwise verify` reads it back and computes it anew; "results" are for
 * people and are not read.
 */
export function booksJson(input: YearEndInput, facts: ReportFacts): string {
  const { result, ledger, positions: _positions, plan: _plan, issues, ...rest } = input;
  const data = {
    format: BOOKS_FORMAT,
    ...rest,
    asOfMoment: facts.asOfMoment,
    forms: withoutAssets(input),
    profiles: facts.profiles,
    method: facts.method,
    transactions: facts.transactions,
    valuedAmounts: facts.valued,
    tickets: facts.tickets,
    results: {
      year: result,
      issues,
      closedLots: ledger.closedLots,
      openLots: ledger.openLots,
      income: ledger.income,
      removed: ledger.removed,
      washSales: ledger.washSales,
    },
  };
  return `${JSON.stringify(plainData(data), null, 1)}\n`;
}

/** How Form 8949 is filled in; facts about assets are among the settings already. */
function withoutAssets({ forms = {} }: YearEndInput): object {
  const { assets: _assets, ...chosen } = forms;
  return chosen;
}
