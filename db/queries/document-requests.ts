import { and, asc, desc, eq } from "drizzle-orm";
import type { CalendarDate } from "@/lib/time/calendar-date";
import type { Instant } from "@/lib/time/instant";
import type { DocumentRequestId, UploadId, UserId } from "../ids";
import { documentRequestEvents, documentRequests } from "../schema/document-requests";
import { uploads } from "../schema/uploads";
import type { ClientTx, ClientWriteTx } from "../tenant";
import { clientVault } from "./keys";

/** A document that was asked for. */
export interface DocumentRequest {
  readonly id: DocumentRequestId;
  readonly what: string;
  readonly year: number | null;
  readonly dueOn: CalendarDate | null;
  readonly askedBy: UserId;
  readonly askedAt: Instant;
}

/** What became of a request; `file` with a file that was given. */
export interface DocumentRequestEvent {
  readonly requestId: DocumentRequestId;
  readonly kind: "file" | "accepted" | "reopened" | "withdrawn";
  readonly by: UserId;
  readonly at: Instant;
  readonly file: {
    readonly id: UploadId;
    readonly name: string;
    readonly size: number;
    readonly sha256: string;
  } | null;
}

/** Asks for a document; its words are sealed. */
export async function insertDocumentRequest(
  tx: ClientWriteTx,
  told: Pick<DocumentRequest, "what" | "year" | "dueOn">,
): Promise<DocumentRequestId> {
  const id = crypto.randomUUID() as DocumentRequestId;
  const { what, year, dueOn } = told;
  const sealed = (await clientVault(tx)).seal(placeOf(id), what);
  await tx.db
    .insert(documentRequests)
    .values({ clientId: tx.clientId, id, what: sealed, year, dueOn, askedBy: tx.userId });
  return id;
}

/** Everything that was asked for, the latest first. */
export async function listDocumentRequests(tx: ClientTx): Promise<readonly DocumentRequest[]> {
  const rows = await tx.db
    .select()
    .from(documentRequests)
    .where(eq(documentRequests.clientId, tx.clientId))
    .orderBy(desc(documentRequests.askedAt), desc(documentRequests.id));
  const vault = rows.length === 0 ? null : await clientVault(tx);
  return rows.map(({ id, what, year, dueOn, askedBy, askedAt }) => ({
    id,
    what: vault?.open(placeOf(id), what) ?? "",
    year,
    dueOn,
    askedBy,
    askedAt,
  }));
}

/** Notes what became of a request. */
export async function insertDocumentRequestEvent(
  tx: ClientWriteTx,
  requestId: DocumentRequestId,
  told: { readonly kind: DocumentRequestEvent["kind"]; readonly uploadId: UploadId | null },
): Promise<void> {
  await tx.db
    .insert(documentRequestEvents)
    .values({ clientId: tx.clientId, requestId, ...told, doneBy: tx.userId });
}

/** What became of all requests, in order. */
export async function listDocumentRequestEvents(
  tx: ClientTx,
): Promise<readonly DocumentRequestEvent[]> {
  const rows = await tx.db
    .select({ event: documentRequestEvents, file: FILE })
    .from(documentRequestEvents)
    .leftJoin(
      uploads,
      and(
        eq(uploads.clientId, documentRequestEvents.clientId),
        eq(uploads.id, documentRequestEvents.uploadId),
      ),
    )
    .where(eq(documentRequestEvents.clientId, tx.clientId))
    .orderBy(asc(documentRequestEvents.order));
  return rows.map(({ event, file }) => ({
    requestId: event.requestId,
    kind: event.kind,
    by: event.doneBy,
    at: event.doneAt,
    file,
  }));
}

const FILE = {
  id: uploads.id,
  name: uploads.fileName,
  size: uploads.size,
  sha256: uploads.sha256,
};

const placeOf = (row: string) => ({ table: "document_requests", column: "what", row });
