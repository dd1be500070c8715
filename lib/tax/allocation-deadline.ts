import { type CalendarDate, calendarDate } from "@/lib/time/calendar-date";
import { dateIn, type Instant } from "@/lib/time/instant";
import { sentOf } from "./legs";
import type { Allocation2025, AsOf, LedgerSettings } from "./settings";
import type { AssetId, Transaction } from "./transaction";

/** The rule of a global allocation must be on record before this day (Rev. Proc. 2024-28 sec. 5; rules.md 7.8). */
export const GLOBAL_RULE_BEFORE = calendarDate("2025-01-01");

/** Last day for the 2025 return, without and with an extension (IRC 6072(a), 6081(a); both are weekdays). */
export const RETURN_2025_DUE = {
  filed: calendarDate("2026-04-15"),
  extended: calendarDate("2026-10-15"),
} as const;

/**
 * The first sale, disposal or transfer of each asset from 2025-01-01 on, by tax date: the other of the two moments an
 * allocation is measured by. Transactions in any order; those after `asOf` or of an unknown kind do not count.
 */
export function firstOutFrom2025(
  transactions: readonly Transaction[],
  { timeZone }: LedgerSettings,
  asOf: AsOf,
): ReadonlyMap<AssetId, Instant> {
  const toDate = dateIn(timeZone);
  const first = new Map<AssetId, Instant>();
  const counted = transactions.filter(
    (tx) => tx.at <= asOf.at && (tx.date ?? toDate(tx.at)) >= GLOBAL_RULE_BEFORE,
  );
  for (const tx of counted) {
    for (const asset of leavingOf(tx)) {
      const known = first.get(asset) ?? tx.at;
      first.set(asset, tx.at < known ? tx.at : known);
    }
  }
  return first;
}

function leavingOf(tx: Transaction): readonly AssetId[] {
  const sent = tx.kind === "unknown" ? null : sentOf(tx);
  const fees = tx.fees.map(({ asset }) => asset);
  return sent === null ? fees : [sent.asset, ...fees];
}

/**
 * Why an allocation came too late for an asset, null when it was made in time. Specific units: before the earlier of the first
 * sale or transfer from 2025 on and the due date of the 2025 return. Global: by a rule written down before 2025, finished
 * before the later of the two.
 */
export function lateFor(
  allocation: Allocation2025,
  asset: AssetId,
  {
    firstOut,
    timeZone,
  }: { readonly firstOut: ReadonlyMap<AssetId, Instant>; readonly timeZone: string },
): { readonly message: string; readonly remedy: string } | null {
  const toDate = dateIn(timeZone);
  const { completedAt, kind } = allocation;
  const out = firstOut.get(asset) ?? null;
  const due = allocation.extended === true ? RETURN_2025_DUE.extended : RETURN_2025_DUE.filed;
  const afterOut = out !== null && completedAt >= out;
  const afterDue = toDate(completedAt) > due;
  if (kind === "global" && toDate(allocation.describedAt ?? completedAt) >= GLOBAL_RULE_BEFORE) {
    return {
      message: `A global allocation needs a rule written down before ${GLOBAL_RULE_BEFORE} (Rev. Proc. 2024-28); none is told. The allocation of ${asset} is not applied; its lots stay where they were traced to, first in first out.`,
      remedy: "Say when the rule was written down; if it was later, take the allocation out.",
    };
  }
  // Global: with no sale yet the later of the two moments has not come.
  const isLate = kind === "specific" ? afterOut || afterDue : afterOut && afterDue;
  return isLate ? tooLate(asset, completedAt, afterDue ? null : out, due) : null;
}

function tooLate(
  asset: AssetId,
  completedAt: Instant,
  out: Instant | null,
  due: CalendarDate,
): { readonly message: string; readonly remedy: string } {
  const what =
    out === null
      ? `the 2025 return was due on ${due}`
      : `${asset} was first sold or moved in 2025 on ${out}`;
  return {
    message: `The allocation of ${asset} was completed on ${completedAt}, but ${what}: too late (Rev. Proc. 2024-28). It is not applied; the lots stay where they were traced to, first in first out.`,
    remedy: "If it was completed earlier, correct its time; otherwise take it out.",
  };
}
