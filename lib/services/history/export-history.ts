import { type AuditEvent, insertAuditEvent } from "@/db/queries/audit-events";
import { listNames } from "@/db/queries/users";
import { withSystem } from "@/db/system";
import { type Asking, type GateRefusal, withClient } from "@/db/tenant";
import { textCell } from "@/lib/reports/csv";
import { ok, type Result } from "@/lib/result";
import type { PaperFile } from "../paper-file";
import { GONE, peopleIn, tellEvent } from "./tell-event";
import { readWholeChain } from "./verify-history";

/** How a history is written: for a spreadsheet, or whole with its hashes for `npm run lotwise -- audit verify`. */
export type HistoryFormat = "csv" | "json";

/** A client's whole history as a file. Taking it is an event too: the last in the next export. */
export async function exportHistory(
  user: Asking,
  clientId: string,
  format: HistoryFormat,
): Promise<Result<PaperFile, GateRefusal>> {
  const read = await withClient<readonly AuditEvent[], never>(
    user,
    clientId,
    "download",
    async (tx) => {
      const events = await readWholeChain(tx);
      await insertAuditEvent(tx, { deed: "history.export" });
      return ok(events);
    },
  );
  if (!read.ok) {
    return read;
  }
  const events = read.value;
  const names = await withSystem((tx) => listNames(tx, peopleIn(events)));
  const text = format === "json" ? chainJson(events) : historyCsv(events, names);
  return ok({
    fileName: `Lotwise history ${clientId.slice(0, 8)}.${format}`,
    contentType: format === "json" ? "application/json" : "text/csv; charset=utf-8",
    bytes: new TextEncoder().encode(text),
  });
}

/** The chain as `audit verify` reads it: one event a line, so that a million of them are read one by one. */
export function chainJson(events: readonly AuditEvent[]): string {
  const lines = events.map(
    ({ clientId, seq, at, userId, deed, subjectId, detail, previous, hash }) =>
      JSON.stringify({ clientId, seq, at, userId, deed, subjectId, detail, previous, hash }),
  );
  return `{"format": "lotwise audit 1", "events": [\n${lines.join(",\n")}\n]}\n`;
}

const COLUMNS = ["Number", "Time (UTC)", "Who", "What", "Code", "Subject", "Detail", "SHA-256"];

function historyCsv(
  events: readonly AuditEvent[],
  names: ReadonlyMap<AuditEvent["userId"], string>,
): string {
  const nameOf = (id: AuditEvent["userId"]) => names.get(id) ?? null;
  const rows = events.map((event) =>
    [
      String(event.seq),
      event.at,
      nameOf(event.userId) ?? GONE,
      tellEvent(event, nameOf),
      event.deed,
      event.subjectId ?? "",
      JSON.stringify(event.detail),
      event.hash,
    ]
      .map(textCell)
      .join(","),
  );
  return `\ufeff${[COLUMNS.join(","), ...rows].join("\r\n")}\r\n`;
}
