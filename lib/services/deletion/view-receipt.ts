import { type Deletion, findDeletion } from "@/db/queries/deletions";
import { withSystem } from "@/db/system";
import { hashToken } from "@/lib/auth/token";
import { minuteText } from "@/lib/time/wall-clock";
import { countsOf, receiptText } from "./receipt";

/** A receipt as its page shows it to whoever has its address. */
export interface ReceiptView {
  readonly kind: Deletion["kind"];
  readonly isDone: boolean;
  /** Nothing was deleted, and the books are open again. */
  readonly isCalledOff: boolean;
  /** Moments in UTC, as people read them; the last one null until it is done. */
  readonly asked: string;
  readonly finished: string | null;
  /** The day it was done: "2026-11-22"; empty until then. */
  readonly day: string;
  /** Rows that went, by table; of a deletion under way so far. */
  readonly counts: readonly (readonly [table: string, count: number])[];
  /** Where the histories ended. */
  readonly heads: readonly string[];
  /** The receipt to be kept, and the SHA-256 that stays on record; empty until it is done. */
  readonly text: string;
  readonly sha256: string;
}

/** The receipt a link opens; null for no such link. */
export async function viewReceipt(token: string): Promise<ReceiptView | null> {
  const deletion = await withSystem((tx) => findDeletion(tx, hashToken(token)));
  if (deletion === null) {
    return null;
  }
  const { kind, askedAt, finishedAt, calledOffAt, counts, heads, sha256 } = deletion;
  return {
    kind,
    asked: minuteText(askedAt, "UTC"),
    finished: finishedAt === null ? null : minuteText(finishedAt, "UTC"),
    day: finishedAt?.slice(0, 10) ?? "",
    isDone: finishedAt !== null,
    isCalledOff: calledOffAt !== null,
    counts: countsOf(counts),
    heads: Object.values(heads),
    text: finishedAt === null ? "" : receiptText(deletion),
    sha256: sha256 ?? "",
  };
}
