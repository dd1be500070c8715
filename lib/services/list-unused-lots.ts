import type { Asking, GateRefusal } from "@/db/tenant";
import { ALLOCATION_COLUMNS } from "@/lib/importers/allocation-2025";
import { textCell } from "@/lib/reports/csv";
import { ok, type Result } from "@/lib/result";
import { accountNameOf } from "./gains/books";
import { lotsUnusedAt2025 } from "./gains/lots-before";
import { plainQuantity, plainUsd } from "./gains/plain";
import { loadBooks } from "./load-books";

/**
 * The lots unused when 2025 began, one line for each account they were traced to, as a CSV in the form of an allocation file:
 * change the accounts and give it back. Text cells are safe against formula injection.
 */
export async function listUnusedLots(
  user: Asking,
  clientId: string,
): Promise<Result<string, GateRefusal>> {
  const loaded = await loadBooks(user, clientId);
  if (!loaded.ok) {
    return loaded;
  }
  const books = loaded.value;
  const rows = lotsUnusedAt2025(books).map((lot) => [
    textCell(accountNameOf(books, lot.account)),
    textCell(lot.asset),
    lot.acquired ?? "",
    plainQuantity(lot.quantity),
    lot.lot,
    plainUsd(lot.basis) ?? "",
  ]);
  return ok(
    [ALLOCATION_COLUMNS.join(","), ...rows.map((row) => row.join(","))]
      .map((line) => `${line}\r\n`)
      .join(""),
  );
}
