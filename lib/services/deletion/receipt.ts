import type { Deletion } from "@/db/queries/deletions";
import { sha256Hex } from "@/db/sha256";

/**
 * The receipt of a deletion as text, which can be kept and checked: the SHA-256 of these very bytes is what the page prints and what stays
 * on record. Ids, counts and moments; no word of what was deleted.
 */
export function receiptText({
  id,
  kind,
  subjectId,
  askedBy,
  askedAt,
  finishedAt,
  counts,
  heads,
}: Deletion): string {
  const lines = [
    "lotwise deletion receipt 1",
    `receipt ${id}`,
    `${kind} ${subjectId}`,
    `asked by ${askedBy}`,
    `asked at ${askedAt}`,
    `deleted at ${finishedAt ?? "-"}`,
    ...Object.entries(heads).map(([client, head]) => `history of ${client} ended at ${head}`),
    ...countsOf(counts).map(([table, count]) => `${count} ${table}`),
  ];
  return `${lines.join("\n")}\n`;
}

/** Tables of which rows went, by name. */
export const countsOf = (
  counts: Deletion["counts"],
): readonly (readonly [table: string, count: number])[] =>
  Object.entries(counts)
    .filter(([, count]) => count > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1));

/** What a finished receipt's page prints: SHA-256 of its text. */
export const receiptHash = (deletion: Deletion): string => sha256Hex(receiptText(deletion));
