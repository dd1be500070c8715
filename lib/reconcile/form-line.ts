import type { Quantity } from "@/lib/money/quantity";
import type { Usd } from "@/lib/money/usd";
import type { Term } from "@/lib/tax/closed-lot";
import type { AccountId, AssetId, TransactionId } from "@/lib/tax/transaction";
import type { CalendarDate } from "@/lib/time/calendar-date";

/** One line of a Form 1099-DA, figures as printed; null where the box is blank, which is not zero. */
export interface FormLine {
  /** Stays the same when the file comes again; tells equal lines apart. */
  readonly id: string;
  readonly payer: string;
  readonly account: string;
  readonly taxYear: number;
  /** Box 1b. */
  readonly name: string;
  readonly asset: AssetId | null;
  /** Box 1c. */
  readonly units: Quantity;
  /** Box 1d. */
  readonly acquired: CalendarDate | "various" | null;
  /** Box 1e; null where it is blank: sales of a year told together need none (i1099da, Box 1e). */
  readonly sold: CalendarDate | null;
  /** Box 1f, 1g, 1i; box 11c in the place of 1f where `firstSale`. */
  readonly proceeds: Usd;
  readonly basis: Usd | null;
  readonly washDisallowed: Usd | null;
  /** Box 6. */
  readonly term: Term | "ordinary" | null;
  /** Box 9, the other way round. */
  readonly covered: boolean | null;
  /** The box of Form 8949 the broker names. */
  readonly box: string | null;
  /** Box 11c: first sales of NFTs this person made, which are no sales of capital assets (IRC 1221(a)(3)). */
  readonly firstSale: boolean;
  /** Box 2, where the form tells it: the basis went to the IRS, or did not. */
  readonly basisReported?: boolean | null;
  /** Box 4, where the form tells it: it belongs on the return, not on Form 8949. */
  readonly withheld?: Usd | null;
}

/** A line with its day of sale. */
export type DatedLine = FormLine & { readonly sold: CalendarDate };

/** One sale of the books that a broker's form can speak of: all its units of one asset. */
export interface Disposal {
  readonly id: TransactionId;
  readonly account: AccountId;
  readonly asset: AssetId;
  readonly sold: CalendarDate;
  readonly units: Quantity;
  /** With the units of the same asset that paid its costs: a form may show both as one (i1099da). Equal to `units` when there are none. */
  readonly unitsWithFees: Quantity;
  /** Net of costs; null: not known. */
  readonly proceeds: Usd | null;
  readonly basis: Usd | null;
  readonly terms: readonly Term[];
  /** Disallowed by the books as a wash sale. */
  readonly washDisallowed: Usd;
}

/** Lines of a form and sales of the books that are the same: their units are equal, their days at most one apart but where one line tells of a year. */
export interface LineMatch {
  readonly lines: readonly [FormLine, ...FormLine[]];
  readonly disposals: readonly [Disposal, ...Disposal[]];
  /** Who said so. */
  readonly by: "match" | "hand";
}
