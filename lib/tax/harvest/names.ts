import type { AccountId, AssetId } from "@/lib/tax/transaction";

/** How sentences call accounts and assets. */
export interface Names {
  readonly account: (id: AccountId) => string;
  readonly asset: (id: AssetId) => string;
}

/** By their ids: what a book without names says. */
export const BY_ID: Names = { account: (id) => id, asset: (id) => id };
