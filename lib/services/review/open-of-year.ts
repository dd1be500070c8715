import type { OpenOfYear, OtherOpen } from "@/lib/reports/input";
import type { Issue } from "@/lib/tax/issue";
import { issueKey, type StakedItem } from "@/lib/tax/review/review";
import { yearOf } from "@/lib/time/calendar-date";
import type { OpenBooks } from "./review-of-books";
import { KIND_TITLES, OPEN_KINDS } from "./review-words";

/** What a year's report prints of the review: everything open up to the year's end, put aside or not. */
export function openOfYear(opened: OpenBooks, year: number, issues: readonly Issue[]): OpenOfYear {
  const items = [...opened.open, ...opened.dismissed].filter(
    ({ date, kind }) => yearOf(date) <= year && kind !== "stale-price",
  );
  const range = opened.years.find((each) => each.year === year);
  const tax = range?.tax ?? null;
  const now = range?.now ?? null;
  return {
    tax: tax === null || now === null ? null : { now, low: tax.low, high: tax.high },
    gain: range?.gain ?? null,
    isBound: range?.isBound ?? true,
    unknown: items.filter(({ stake }) => stake.is === "unknown").length,
    kinds: OPEN_KINDS.flatMap((kind) => {
      const count = items.filter((item) => item.kind === kind).length;
      return count === 0 ? [] : [{ title: KIND_TITLES[kind], count }];
    }),
    dismissed: reasonsOf(opened, issues),
    others: items
      .filter(({ kind }) => kind === "duplicate" || kind === "spam" || kind === "question")
      .filter(({ code }) => code === null)
      .map((item) => other(opened, item)),
  };
}

/** Reasons by issue; that of a possible transfer stands with each of its rows, which reports print one by one. */
function reasonsOf(
  { dismissed, dismissals }: OpenBooks,
  issues: readonly Issue[],
): ReadonlyMap<string, string> {
  const byRow = new Map<string, string>();
  for (const { key, kind, rows } of dismissed) {
    const reason = kind === "transfer" ? dismissals.get(key)?.reason : undefined;
    if (reason !== undefined) {
      for (const row of rows) {
        byRow.set(row, reason);
      }
    }
  }
  return new Map(
    issues.flatMap((issue) => {
      const key = issueKey(issue);
      const ofMove = issue.code.startsWith("unmatched-") ? byRow.get(issue.transaction) : undefined;
      const reason = dismissals.get(key)?.reason ?? ofMove;
      return reason === undefined ? [] : [[key, reason] as const];
    }),
  );
}

function other(opened: OpenBooks, item: StakedItem): OtherOpen {
  return {
    kind: item.kind,
    date: item.date,
    account: item.account,
    asset: item.asset,
    quantity: item.quantity,
    transaction: item.rows[0] ?? null,
    message: item.message,
    remedy: item.remedy,
    dismissed: opened.dismissals.get(item.key)?.reason ?? null,
  };
}
