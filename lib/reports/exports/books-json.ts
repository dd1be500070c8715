import { type FiledFacts, filedData } from "@/lib/reports/filed-facts";
import type { YearEndInput } from "@/lib/reports/input";
import { plainData } from "@/lib/reports/plain-data";
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
  /** What is kept of filed returns, where the year is filed. */
  readonly filed?: FiledFacts;
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
    filed: facts.filed === undefined ? undefined : filedData(facts.filed, facts.transactions),
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
