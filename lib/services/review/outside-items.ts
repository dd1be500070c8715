import { createHash } from "node:crypto";
import { listEntriesById } from "@/db/queries/entries-by-id";
import { listOpenQuarantine, type QuarantineItem } from "@/db/queries/quarantine";
import { listTransactions } from "@/db/queries/transaction-list";
import type { ClientTx } from "@/db/tenant";
import { counted } from "@/lib/reports/text";
import { groupBy } from "@/lib/tax/explain/group-by";
import { receivedOf, sentOf } from "@/lib/tax/legs";
import type { OpenItem, RowAside } from "@/lib/tax/review/open-item";
import type { Transaction } from "@/lib/tax/transaction";
import type { PriceLookup } from "@/lib/tax/valuation/price-lookup";
import { valueTransactions } from "@/lib/tax/valuation/value-transactions";
import type { CalendarDate } from "@/lib/time/calendar-date";
import { dateIn } from "@/lib/time/instant";
import type { Books } from "../gains/books";
import { rowsOf } from "../quarantine/held";
import { groupKey } from "../quarantine/selection";

/** Rows with a question looked at: far more than anybody leaves open. */
const QUESTIONS_MAX = 5_000;
/** Rows in quarantine looked at; beyond that their own page counts them. */
const ASIDE_MAX = 20_000;

/** Rows of files that nobody has said enough about, as items; those the engine asks about itself are left to it. */
export async function questionItems(
  tx: ClientTx,
  books: Pick<Books, "ledger" | "settings">,
): Promise<readonly OpenItem[]> {
  const { entries } = await listTransactions(tx, { hasQuestion: true }, { limit: QUESTIONS_MAX });
  const asked = new Set(
    books.ledger.issues.flatMap(({ code, transaction }) =>
      code === "unknown-kind" ? [transaction] : [],
    ),
  );
  const dateOf = dayIn(books);
  return entries.flatMap(({ transaction, question }) =>
    question === null || asked.has(transaction.id)
      ? []
      : [questionItem(transaction, question.reason, dateOf(transaction))],
  );
}

const dayIn =
  ({ settings }: Pick<Books, "settings">) =>
  ({ date, at }: Transaction): CalendarDate =>
    date ?? dateIn(settings.timeZone)(at);

function questionItem(row: Transaction, message: string, date: CalendarDate): OpenItem {
  const leg = receivedOf(row) ?? sentOf(row);
  return {
    key: `question~${row.id}`,
    kind: "question",
    code: null,
    severity: "check",
    rows: [row.id],
    account: row.account,
    asset: leg?.asset ?? null,
    date,
    quantity: leg?.quantity ?? null,
    message,
    remedy: "Open the row and say what it was, or that it is right as it stands.",
    evidence: [],
    effect: { is: "unknown", why: "needs-a-person" },
    clearedBy: null,
    clears: 0,
  };
}

/** What waits in quarantine as the review takes it. */
export interface Waiting {
  readonly asides: readonly RowAside[];
  /** The group or row of the quarantine's own page, by an item's key. */
  readonly places: ReadonlyMap<string, QuarantinePlace>;
}

/** Where the quarantine shows an item: one row, or all of one token. */
export type QuarantinePlace = { readonly item: string } | { readonly group: string };

interface Waits {
  readonly item: QuarantineItem;
  readonly row: Transaction;
  readonly date: CalendarDate;
}

/** Rows in quarantine: each suspected repetition by itself, all rows of a token nobody asked for as one. */
export async function quarantineRows(
  tx: ClientTx,
  books: Pick<Books, "settings">,
  prices: PriceLookup,
): Promise<Waiting> {
  const waiting = (await listOpenQuarantine(tx)).slice(0, ASIDE_MAX);
  const entries = await listEntriesById(tx, waiting.flatMap(rowsOf));
  const found = waiting.flatMap((item) =>
    rowsOf(item).flatMap((id) => {
      const row = entries.get(id)?.transaction;
      return row === undefined ? [] : [{ item, row }];
    }),
  );
  // A row that waits is worth what it would be if it counted.
  const { transactions } = valueTransactions(
    found.map(({ row }) => row),
    prices,
  );
  const dateOf = dayIn(books);
  const waits = found.map(({ item, row: told }, index): Waits => {
    const row = transactions[index] ?? told;
    return { item, row, date: dateOf(row) };
  });
  const all = [
    ...[...groupBy(twinsOf(waits), ({ item }) => item.id).values()].map(twinAside),
    ...[...groupBy(tokensOf(waits), ({ item }) => groupKey(item)).values()].map(tokenAside),
  ];
  return {
    asides: all.map(({ aside }) => aside),
    places: new Map(all.map(({ aside, place }) => [aside.key, place])),
  };
}

const twinsOf = (waits: readonly Waits[]) => waits.filter(({ item }) => item.kind === "twin");

function tokensOf(waits: readonly Waits[]): readonly Waits[] {
  return waits
    .filter(({ item }) => item.kind === "spam")
    .sort((a, b) => (a.row.at < b.row.at ? -1 : 1));
}

interface Aside {
  readonly aside: RowAside;
  readonly place: QuarantinePlace;
}

/** One row, or the fills of one order. */
function twinAside(rows: readonly Waits[]): Aside {
  const { id = "", reason = "" } = rows[0]?.item ?? {};
  return {
    aside: {
      key: `quarantine~${id}`,
      kind: "duplicate",
      rows: rows.map(({ row, date }) => ({ row, date })),
      message: reason,
      remedy:
        "Look at both side by side and say whether they are the same event. Until then only the first counts.",
    },
    place: { item: id },
  };
}

function tokenAside(rows: readonly Waits[]): Aside {
  const [first] = rows;
  const names = rows.map(({ item }) => item.id).sort();
  const reason = first?.item.reason ?? "";
  const many =
    rows.length > 1 ? ` It came ${counted(rows.length, "time")}; one decision is for all.` : "";
  return {
    aside: {
      // Another row of the token is another item: putting this one aside does not silence it.
      key: `quarantine~spam~${createHash("sha256").update(names.join()).digest("hex").slice(0, 24)}`,
      kind: "spam",
      rows: rows.map(({ row, date }) => ({ row, date })),
      message: `${reason}${many}`,
      remedy: "Say whether the token is yours. Until then it counts nowhere.",
    },
    place: { group: first === undefined ? "spam" : groupKey(first.item) },
  };
}
