import { isWorkbook } from "@/lib/importers/read-table";

/** Text files over this size are read by the worker: the web process never parses longer than some tenths of a second. */
const INLINE_MAX = 2 * 1024 * 1024;

/** The same for workbooks, which unpack to about ten times their size. */
const WORKBOOK_MAX = 256 * 1024;

/** True for a file that the web process may read at once. `head`: its first bytes. */
export function isInline(size: number, head: Uint8Array): boolean {
  return size <= (isWorkbook(head) ? WORKBOOK_MAX : INLINE_MAX);
}
