import { and, asc, desc, eq } from "drizzle-orm";
import { invariant } from "@/lib/result";
import type { AccountId, AssetId } from "@/lib/tax/transaction";
import type { Instant } from "@/lib/time/instant";
import type { LossEventId, UserId } from "../ids";
import { lossEventFiles } from "../schema/loss-event-files";
import { type LossEventKind, lossEvents } from "../schema/loss-events";
import { sha256Hex } from "../sha256";
import type { ClientTx, ClientWriteTx } from "../tenant";

export type { LossEventKind };

/** What was told of units that lost their worth, as it stands. */
export interface LossEvent {
  readonly id: LossEventId;
  readonly year: number;
  readonly kind: LossEventKind;
  readonly account: AccountId;
  readonly asset: AssetId;
  readonly answers: Readonly<Record<string, string>>;
  readonly enteredBy: UserId;
  readonly enteredAt: Instant;
}

/** A piece of evidence, without its bytes. */
export interface LossEventFile {
  readonly eventId: LossEventId;
  readonly id: string;
  readonly name: string;
  readonly contentType: string;
  readonly size: number;
  readonly sha256: string;
  readonly enteredAt: Instant;
}

/** The last word on each event that was not withdrawn, of one year when asked, by when it was told last. */
export async function listLossEvents(tx: ClientTx, year?: number): Promise<LossEvent[]> {
  const rows = await tx.db
    .selectDistinctOn([lossEvents.id])
    .from(lossEvents)
    .where(eq(lossEvents.clientId, tx.clientId))
    .orderBy(asc(lossEvents.id), desc(lossEvents.order));
  return rows
    .filter((row) => row.state === "told" && (year === undefined || row.year === year))
    .sort((a, b) => b.order - a.order)
    .map(({ id, year: of, kind, accountId, asset, answers, enteredBy, enteredAt }) => ({
      id,
      year: of,
      kind,
      account: accountId,
      asset,
      answers,
      enteredBy,
      enteredAt,
    }));
}

/** Keeps what was told of an event, first or anew; earlier words stay on record. */
export async function insertLossEvent(
  tx: ClientWriteTx,
  told: Pick<LossEvent, "id" | "year" | "kind" | "account" | "asset" | "answers">,
  state: "told" | "withdrawn" = "told",
): Promise<void> {
  const { account, ...rest } = told;
  await tx.db
    .insert(lossEvents)
    .values({ ...rest, accountId: account, state, clientId: tx.clientId, enteredBy: tx.userId });
}

const FILE = {
  eventId: lossEventFiles.eventId,
  id: lossEventFiles.id,
  name: lossEventFiles.name,
  contentType: lossEventFiles.contentType,
  size: lossEventFiles.size,
  sha256: lossEventFiles.sha256,
  enteredAt: lossEventFiles.enteredAt,
};

/** The evidence kept with all events, the first piece first, without bytes. */
export async function listLossEventFiles(tx: ClientTx): Promise<LossEventFile[]> {
  return tx.db
    .select(FILE)
    .from(lossEventFiles)
    .where(eq(lossEventFiles.clientId, tx.clientId))
    .orderBy(asc(lossEventFiles.enteredAt), asc(lossEventFiles.id));
}

/** One piece of evidence with its bytes; null when there is none. */
export async function getLossEventFile(
  tx: ClientTx,
  event: LossEventId,
  id: string,
): Promise<(LossEventFile & { readonly bytes: Uint8Array }) | null> {
  const [row] = await tx.db
    .select({ ...FILE, bytes: lossEventFiles.bytes })
    .from(lossEventFiles)
    .where(
      and(
        eq(lossEventFiles.clientId, tx.clientId),
        eq(lossEventFiles.eventId, event),
        eq(lossEventFiles.id, id),
      ),
    );
  return row ?? null;
}

/** Keeps a piece of evidence, the very bytes. Returns its id. */
export async function insertLossEventFile(
  tx: ClientWriteTx,
  event: LossEventId,
  file: { name: string; contentType: string; bytes: Uint8Array },
): Promise<string> {
  const [row] = await tx.db
    .insert(lossEventFiles)
    .values({
      ...file,
      clientId: tx.clientId,
      eventId: event,
      size: file.bytes.byteLength,
      sha256: sha256Hex(file.bytes),
      enteredBy: tx.userId,
    })
    .returning({ id: lossEventFiles.id });
  invariant(row !== undefined, "a file was kept");
  return row.id;
}
