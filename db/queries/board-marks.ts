import { eq, sql } from "drizzle-orm";
import { keyring, unwrap } from "@/lib/secrets/keyring";
import { vaultOf } from "@/lib/secrets/vault";
import type { CalendarDate } from "@/lib/time/calendar-date";
import type { Instant } from "@/lib/time/instant";
import type { ClientId, UserId } from "../ids";
import { boardMarks } from "../schema/board-marks";
import { clientKeys } from "../schema/client-keys";
import type { ClientWriteTx, UserTx } from "../tenant";
import { clientVault } from "./keys";

/** The last word of a kind about a client's year; `stage` or `dueOn` null: what was said is taken back. */
export interface BoardMark {
  readonly clientId: ClientId;
  readonly kind: "stage" | "due";
  readonly stage: string | null;
  readonly dueOn: CalendarDate | null;
  readonly reason: string | null;
  readonly enteredBy: UserId;
  readonly enteredAt: Instant;
}

const placeOf = (id: string) => ({ table: "board_marks", column: "reason", row: id });

/** The words that count for a year, of all clients on the user's board. Across clients: row security draws the line. */
export async function listBoardMarks(tx: UserTx, year: number): Promise<BoardMark[]> {
  const rows = await tx.db
    .selectDistinctOn([boardMarks.clientId, boardMarks.kind], {
      id: boardMarks.id,
      wrapped: clientKeys.wrapped,
      clientId: boardMarks.clientId,
      kind: boardMarks.kind,
      stage: boardMarks.stage,
      dueOn: boardMarks.dueOn,
      reason: boardMarks.reason,
      enteredBy: boardMarks.enteredBy,
      enteredAt: boardMarks.enteredAt,
    })
    .from(boardMarks)
    .innerJoin(clientKeys, eq(clientKeys.clientId, boardMarks.clientId))
    .where(eq(boardMarks.year, year))
    .orderBy(boardMarks.clientId, boardMarks.kind, sql`${boardMarks.order} desc`);
  const ring = keyring();
  return rows.map(({ id, wrapped, reason, ...row }) => ({
    reason:
      reason === null
        ? null
        : vaultOf(row.clientId, unwrap(ring, row.clientId, wrapped)).read(placeOf(id), reason),
    ...row,
  }));
}

/** Says a stage in place of the computed one, and why; null takes it back. */
export async function insertStageMark(
  tx: ClientWriteTx,
  year: number,
  said: { readonly stage: string; readonly reason: string } | null,
): Promise<void> {
  const id = crypto.randomUUID();
  await tx.db.insert(boardMarks).values({
    clientId: tx.clientId,
    id,
    year,
    kind: "stage",
    stage: said?.stage ?? null,
    reason: said === null ? null : (await clientVault(tx)).seal(placeOf(id), said.reason),
    enteredBy: tx.userId,
  });
}

/** Says when a year is due; null takes it back. */
export async function insertDueMark(
  tx: ClientWriteTx,
  year: number,
  dueOn: CalendarDate | null,
): Promise<void> {
  await tx.db
    .insert(boardMarks)
    .values({ clientId: tx.clientId, year, kind: "due", dueOn, enteredBy: tx.userId });
}
