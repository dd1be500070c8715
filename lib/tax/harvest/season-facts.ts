import type { Usd } from "@/lib/money/usd";
import type { NamedUnits, TicketUse } from "@/lib/tax/tickets/ticket";
import type { AccountId, AssetId } from "@/lib/tax/transaction";
import type { CalendarDate } from "@/lib/time/calendar-date";
import type { Names } from "./names";

/** A sale of a saved plan: units of lots in one account. */
export interface PlannedSale {
  readonly account: AccountId;
  readonly asset: AssetId;
  readonly lots: readonly (NamedUnits & { readonly acquired: string | null })[];
}

/** What the season's steps look at besides the books. */
export interface SeasonFacts {
  /** How sentences call accounts and assets. */
  readonly names: Names;
  /** What the review leaves open up to the year's end, and where the year's tax lies with it; null: nothing moves it. */
  readonly review: {
    readonly open: number;
    readonly tax: { readonly low: Usd; readonly high: Usd } | null;
  };
  /** The last report made of the year since its October 1; `isCurrent`: no transaction has changed since. */
  readonly report: { readonly madeOn: CalendarDate; readonly isCurrent: boolean } | null;
  /** The plan saved last. */
  readonly plan: {
    readonly name: string;
    readonly version: number;
    readonly savedOn: CalendarDate;
    readonly sales: readonly PlannedSale[];
  } | null;
  /** The first word of somebody else about the plan. */
  readonly answered: { readonly by: string; readonly on: CalendarDate } | null;
  readonly tickets: readonly TicketUse[];
  /** A purchase within so many days after a loss is marked for review; no law sets a number for coins. */
  readonly rebuyDays: number;
  /** What was told of units that lost their worth this year. */
  readonly losses: readonly {
    readonly asset: AssetId;
    /** What is still missing of its evidence, in words; empty: nothing. */
    readonly missing: readonly string[];
  }[];
  /** Lines of Forms 1099-DA of the year that are in the books, and differences from them nobody has decided. */
  readonly brokerForms: { readonly lines: number; readonly undecided: number };
  /** The day the year's return was filed, as told; null: not told. */
  readonly filedOn: CalendarDate | null;
  /** Steps a person ticked, with the day. */
  readonly ticked: ReadonlyMap<string, CalendarDate>;
}
