import type { AssetItem } from "@/lib/services/asset-items";
import type { AccountItem } from "@/lib/services/settings-facts";

/** Who holds an account's keys, in a table. */
export const CUSTODY_WORDS: Readonly<Record<AccountItem["custody"], string>> = {
  broker: "A platform",
  own: "You alone",
};

/** Whose return an account is on, in a table. */
export const OWNER_WORDS: Readonly<Record<AccountItem["owner"], string>> = {
  client: "This return",
  spouse: "Your spouse’s own",
  ira: "None: an IRA",
};

/** What an asset is, in a table. */
export const CLASS_WORDS: Readonly<Record<AssetItem["class"], string>> = {
  digital: "Digital asset",
  security: "Security",
  "tokenized-security": "Security on a chain",
};

/** How an asset is made, where that is known. */
export const KIND_WORDS: Readonly<Record<NonNullable<AssetItem["kind"]>, string>> = {
  coin: "coin",
  token: "token",
  stablecoin: "stablecoin at its own price",
  wrapped: "wrapped, kept apart",
  staked: "staked, kept apart",
};

/** A fact as it was said; one the product assumes is quiet and says so. */
export function Fact({ isStated, children }: { isStated: boolean; children: string }) {
  return isStated ? (
    children
  ) : (
    <span className="text-muted">
      {children}
      <span className="sr-only"> (assumed)</span>
    </span>
  );
}
