import { computeLedger, computeYears } from "@/lib/tax/compute";
import { formFacts } from "@/lib/tax/forms/form-facts";
import { inOrder } from "@/lib/tax/order";
import type { ProposedChange, ProposedMove, RowAside } from "@/lib/tax/review/open-item";
import { type Review, reviewOf } from "@/lib/tax/review/review";
import type { LedgerSettings, YearProfile } from "@/lib/tax/settings";
import type { Transaction } from "@/lib/tax/transaction";
import type { MarketPrice } from "@/lib/tax/valuation/market-price";
import { priceLookup } from "@/lib/tax/valuation/price-lookup";
import { AS_OF, settings } from "../make";

/** The review of some rows as the product makes it: ledger, years on the exact schedule, review. */
export function reviewed(
  rows: readonly Transaction[],
  profiles: readonly YearProfile[],
  change: Partial<LedgerSettings> = {},
  moves: readonly ProposedMove[] = [],
  aside: readonly RowAside[] = [],
  changes: readonly ProposedChange[] = [],
  prices: readonly MarketPrice[] = [],
): Review {
  const transactions = inOrder(rows);
  const ledger = computeLedger({ transactions, settings: settings(change), asOf: AS_OF });
  return reviewOf({
    ledger,
    years: computeYears({ ledger, profiles, asOf: AS_OF, method: "schedule" }),
    transactions: new Map(transactions.map((row) => [row.id, row])),
    settings: settings(change),
    facts: formFacts({}),
    asOf: AS_OF,
    moves,
    changes,
    prices: priceLookup(prices),
    aside,
    told: [],
  });
}
