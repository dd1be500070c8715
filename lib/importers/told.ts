import type { Usd } from "@/lib/money/usd";
import { ZERO_USD } from "@/lib/money/usd";
import type { FeeInKind } from "@/lib/tax/transaction";
import type { CalendarDate } from "@/lib/time/calendar-date";
import type { Instant } from "@/lib/time/instant";
import type { RowProblem } from "./source";

/** What every parsed transaction carries besides its kind and legs. */
export interface Told {
  readonly at: Instant;
  readonly date: CalendarDate | null;
  readonly sequence: number;
  readonly feeUsd: Usd;
  readonly fees: readonly FeeInKind[];
  readonly note: string;
  readonly accountName: string;
  readonly toAccountName: string | null;
  readonly key: string;
  readonly lines: readonly number[];
  readonly question: RowProblem | null;
}

const NO_FEES: readonly FeeInKind[] = [];

/**
 * A whole transaction of its common part and of what its kind adds. The very object `base` becomes it, so it must be the caller's own: a
 * copy of its eleven fields takes longer than making them, and every later read of the copy does too.
 */
export function whole<const Kind extends object>(base: Told, kind: Kind): Told & Kind {
  return Object.assign(base, kind);
}

/** The common part with its usual emptiness: no fees, no note, no question, one account. */
export function told(
  given: Pick<Told, "at" | "sequence" | "accountName" | "key" | "lines"> & Partial<Told>,
): Told {
  // Field by field: a spread into an object that already has fields is slow, and this runs for every row.
  return {
    at: given.at,
    date: given.date ?? null,
    sequence: given.sequence,
    feeUsd: given.feeUsd ?? ZERO_USD,
    fees: given.fees ?? NO_FEES,
    note: given.note ?? "",
    accountName: given.accountName,
    toAccountName: given.toAccountName ?? null,
    key: given.key,
    lines: given.lines,
    question: given.question ?? null,
  };
}
