import type { Quantity } from "@/lib/money/quantity";
import type { Usd } from "@/lib/money/usd";
import type { LotId } from "@/lib/tax/settings";
import type { AccountId, AssetId, TransactionId } from "@/lib/tax/transaction";
import type { CalendarDate } from "@/lib/time/calendar-date";

/**
 * One match of units sold at a loss with units that replace them (IRC 1091). The sum of `disallowed` over a result is the sum
 * of what was added to replacement lots plus what was lost to an IRA, to the last digit.
 */
export interface WashSale {
  /** The disposal at a loss, and the closed lot of it (with `lot`) that carries the adjustment of code W. */
  readonly disposal: TransactionId;
  readonly lot: LotId;
  readonly account: AccountId;
  readonly asset: AssetId;
  readonly sold: CalendarDate;
  /** Matched units, and the loss on them that does not count; positive. */
  readonly units: Quantity;
  readonly disallowed: Usd;
  /** The purchase that replaces them: its transaction, where and when, and the asset (it may only be substantially identical). */
  readonly acquisition: TransactionId;
  readonly acquiredIn: AccountId;
  readonly replacementAsset: AssetId;
  readonly bought: CalendarDate;
  /** The lot that stands for the matched units from now on, its basis higher by `disallowed`; null: in an IRA, the loss is gone. */
  readonly replacement: LotId | null;
  /** First day of the replacement's holding period as it counts now (IRC 1223(3)); null with `replacement`. */
  readonly heldFrom: CalendarDate | null;
  readonly authority: string;
}

/** Why a loss moves into the replacement. */
export const MOVED = "IRC 1091(a), (d), 1223(3); Reg. 1.1091-1, 1.1091-2";

/** Why a loss replaced in a retirement account is gone. */
export const LOST_TO_IRA = "IRC 1091(a); Rev. Rul. 2008-5";
