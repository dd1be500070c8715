import { eq, sql } from "drizzle-orm";
import type { CalendarDate } from "@/lib/time/calendar-date";
import type { Instant } from "@/lib/time/instant";
import type { ClientId, UserId } from "../ids";
import { boardMarks } from "../schema/board-marks";
import type { ClientWriteTx, UserTx } from "../tenant";

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

/** The words that count for a year, of all clients on the user's board. Across clients: row security draws the line. */
export async function listBoardMarks(tx: UserTx, year: number): Promise<BoardMark[]> {
  return tx.db
    .selectDistinctOn([boardMarks.clientId, boardMarks.kind], {
      clientId: boardMarks.clientId,
      kind: boardMarks.kind,
      stage: boardMarks.stage,
      dueOn: boardMarks.dueOn,
      reason: boardMarks.reason,
      enteredBy: boardMarks.enteredBy,
      enteredAt: boardMarks.enteredAt,
    })
    .from(boardMarks)
    .where(eq(boardMarks.year, year))
    .orderBy(boardMarks.clientId, boardMarks.kind, sql`${boardMarks.order} desc`);
}

/** Says a stage in place of the computed one, and why; null takes it back. */
export async function insertStageMark(
  tx: ClientWriteTx,
  year: number,
  said: { readonly stage: string; readonly reason: string } | null,
): Promise<void> {
  await tx.db.insert(boardMarks).values({
    clientId: tx.clientId,
    year,
    kind: "stage",
    stage: said?.stage ?? null,
    reason: said?.reason ?? null,
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
