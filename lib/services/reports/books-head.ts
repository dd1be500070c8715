import { getAuditHead } from "@/db/queries/audit-events";
import type { ClientTx } from "@/db/tenant";
import { headText } from "@/lib/audit/verify";

/** Papers made and handed out change no books: with them in the head, the same books would never print the same paper twice. */
const HANDED_OUT: readonly string[] = [
  "report.make",
  "report.download",
  "document.download",
  "filing.download",
  "lot-record.print",
  "plan.print",
  "loss.print",
  "ticket.print",
  "history.export",
  "export.ask",
  "export.make",
  "export.download",
];

/** The end of the books' history as papers print it: the last event that is not of a paper handed out; null where nothing was done yet. */
export async function booksHead(tx: ClientTx): Promise<string | null> {
  const head = await getAuditHead(tx, HANDED_OUT);
  return head === null ? null : headText(head);
}
