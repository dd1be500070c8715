import type { LotId } from "@/lib/tax/settings";
import type { AccountId, AssetId } from "@/lib/tax/transaction";

/** What a person says stands in the way of selling an asset, or one lot of it, out of an account. */
export interface HarvestMark {
  readonly account: AccountId;
  readonly asset: AssetId;
  /** null: all that is held of it there. */
  readonly lot: LotId | null;
  /**
   * "illiquid": it cannot be sold for its price; "no-bid": nobody buys it; "related-buyer": only somebody related would, and such a
   * loss is not deductible (IRC 267(a)(1)).
   */
  readonly reason: "illiquid" | "no-bid" | "related-buyer";
}
