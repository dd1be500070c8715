import type { AccountId } from "@/lib/tax/transaction";
import type { SaleCosts } from "./sale";

/** What selling in one account costs. */
export interface AccountCosts extends SaleCosts {
  readonly account: AccountId;
}
