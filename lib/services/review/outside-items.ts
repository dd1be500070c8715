import { listOpenQuarantine, type QuarantineItem } from "@/db/queries/quarantine";
import { listTransactions } from "@/db/queries/transaction-list";
import { listTransactionsById } from "@/db/queries/transactions-by-id";
import type { ClientTx } from "@/db/tenant";
import { receivedOf, sentOf } from "@/lib/tax/legs";
import type { OpenItem, RowAside } from "@/lib/tax/review/open-item";
import type { Transaction } from "@/lib/tax/transaction";
import type { PriceLookup } from "@/lib/tax/valuation/price-lookup";
import { valueTransactions } from "@/lib/tax/valuation/value-transactions";
import type { CalendarDate } from "@/lib/time/calendar-date";
import { dateIn } from "@/lib/time/instant";
import type { Books } from "../gains/books";

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

/** Rows in quarantine as the review takes them. */
export async function quarantineRows(
  tx: ClientTx,
  books: Pick<Books, "settings">,
  prices: PriceLookup,
): Promise<{ readonly rows: readonly RowAside[]; readonly other: ReadonlyMap<string, string> }> {
  const waiting = await listOpenQuarantine(tx);
  const dateOf = dayIn(books);
  const first = waiting.slice(0, ASIDE_MAX);
  const entries = await listTransactionsById(
    tx,
    first.map(({ row }) => row),
  );
  const found = first.flatMap((item) => {
    const row = entries.get(item.row)?.transaction;
    return row === undefined ? [] : [{ item, row }];
  });
  // A row that waits is worth what it would be if it counted.
  const { transactions } = valueTransactions(
    found.map(({ row }) => row),
    prices,
  );
  const rows = found.map(({ item, row: told }, index) => {
    const row = transactions[index] ?? told;
    return rowAside(item, row, dateOf(row));
  });
  const other = new Map(
    waiting.flatMap((item) => (item.other === null ? [] : [[quarantineKey(item), item.other]])),
  );
  return { rows, other };
}

const quarantineKey = ({ id }: QuarantineItem): string => `quarantine~${id}`;

function rowAside(item: QuarantineItem, row: Transaction, date: CalendarDate): RowAside {
  return {
    key: quarantineKey(item),
    kind: item.kind === "twin" ? "duplicate" : "spam",
    row,
    date,
    message: item.reason,
    remedy:
      item.kind === "twin"
        ? "Look at both side by side and say whether they are the same event. Until then only the first counts."
        : "Say whether the token is yours. Until then it counts nowhere.",
  };
}
