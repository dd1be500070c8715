import type { Quantity } from "@/lib/money/quantity";
import type { UnitRate } from "@/lib/money/unit-rate";
import type { Usd } from "@/lib/money/usd";
import type { CalendarDate } from "@/lib/time/calendar-date";
import type { LotPool } from "./lot-pool";
import type { LotId } from "./settings";
import type { AssetId, TransactionId } from "./transaction";

/** Units acquired together: what stays the same wherever they move. */
export interface Lot {
  readonly id: LotId;
  readonly acquisition: TransactionId;
  readonly asset: AssetId;
  /** Date of the holding period; a gift's is the donor's. */
  readonly acquired: CalendarDate | "inherited" | null;
  /** Day it came into these books. */
  readonly opened: CalendarDate;
  /** Rank by time of opening: FIFO and LIFO follow it, and a transfer never changes it. */
  readonly order: number;
  /** First long-term day; null when the acquisition is not known; the opening day when inherited. */
  firstLong: CalendarDate | null;
  /** Head of the list of its parts (linked by `sibling`). */
  parts: Part | null;
}

/** What is left of a lot in one account. A part with nothing left is dead and is skipped wherever it is still listed. */
export interface Part {
  readonly lot: Lot;
  readonly pool: LotPool;
  quantity: Quantity;
  /** Remaining basis; null when not known. */
  basis: Usd | null;
  /** Remaining basis for a loss where it is lower (IRC 1015 gifts), else null. */
  lossBasis: Usd | null;
  /** Basis per unit when the part came into its pool; set only where a method sorts by it. */
  rate: UnitRate | null;
  /** Moved to the long-term side of the lowest-gain index. */
  ripe: boolean;
  sibling: Part | null;
}

/** Part of a lot drawn for a disposal, a transfer or a removal. */
export interface Taken {
  readonly lot: Lot;
  readonly quantity: Quantity;
  readonly basis: Usd | null;
  readonly lossBasis: Usd | null;
  /** Named by a specific identification, not chosen by a method. */
  readonly identified: boolean;
}
