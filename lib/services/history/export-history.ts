import {
  type AuditEvent,
  getAuditHead,
  insertAuditEvent,
  openReasons,
  readAuditChain,
} from "@/db/queries/audit-events";
import { type Asking, type ClientTx, type GateRefusal, withClient } from "@/db/tenant";
import { utf8 } from "@/lib/reports/text";
import { invariant, ok, type Result } from "@/lib/result";
import type { StreamedFile } from "../paper-file";
import { chainCsv, chainJson } from "./chain-texts";

/** How a history is written: for a spreadsheet, or whole with its hashes for `npm run lotwise -- audit verify`. */
export type HistoryFormat = "csv" | "json";

/**
 * A client's whole history as a file, read while it is sent: each page of it through the gate, so a slow line holds no connection. Taking
 * it is an event too: the last in the next export.
 */
export async function exportHistory(
  user: Asking,
  clientId: string,
  format: HistoryFormat,
): Promise<Result<StreamedFile, GateRefusal>> {
  const taken = await withClient<number, never>(user, clientId, "download", async (tx) => {
    const head = await getAuditHead(tx);
    await insertAuditEvent(tx, { deed: "history.export" });
    return ok(head?.seq ?? 0);
  });
  if (!taken.ok) {
    return taken;
  }
  const readPage = format === "json" ? readAuditChain : readToTell;
  const read = (after: number) => pageUpTo(user, clientId, after, taken.value, readPage);
  return ok({
    fileName: `Lotwise history ${clientId.slice(0, 8)}.${format}`,
    contentType: format === "json" ? "application/json" : "text/csv; charset=utf-8",
    bytes: utf8(format === "json" ? chainJson(read) : chainCsv(read)),
  });
}

/** Events to be told in words: with the reasons that people wrote opened. */
export const readToTell = async (tx: ClientTx, after: number): Promise<readonly AuditEvent[]> =>
  openReasons(tx, await readAuditChain(tx, after));

async function pageUpTo(
  user: Asking,
  clientId: string,
  after: number,
  last: number,
  readPage: typeof readToTell,
): Promise<readonly AuditEvent[]> {
  const page = await withClient<readonly AuditEvent[], never>(user, clientId, "read", async (tx) =>
    ok(await readPage(tx, after)),
  );
  invariant(page.ok, "access ended while the history was sent");
  return page.value.filter(({ seq }) => seq <= last);
}
