import type { AccountId, AssetId } from "@/lib/tax/transaction";

/** What a person says stands in the way of selling an asset out of an account. */
export interface HarvestMark {
  readonly account: AccountId;
  readonly asset: AssetId;
  /**
   * "illiquid": it cannot be sold for its price; "no-bid": nobody buys it; "related-buyer": only somebody related would, and such a
   * loss is not deductible (IRC 267(a)(1)).
   */
  readonly reason: "illiquid" | "no-bid" | "related-buyer";
}
