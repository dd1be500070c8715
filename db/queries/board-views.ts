import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { boardViews } from "../schema/board-views";
import type { UserTx } from "../tenant";

/** A state of the board somebody gave a name. */
export interface BoardView {
  readonly id: string;
  readonly name: string;
  readonly query: string;
}

/** The user's views by name. */
export async function listBoardViews(tx: UserTx): Promise<BoardView[]> {
  return tx.db
    .select({ id: boardViews.id, name: boardViews.name, query: boardViews.query })
    .from(boardViews)
    .where(isKept(tx))
    .orderBy(asc(boardViews.name), asc(boardViews.createdAt));
}

/** Keeps a view; one of the same name goes. */
export async function insertBoardView(tx: UserTx, name: string, query: string): Promise<void> {
  await tx.db
    .update(boardViews)
    .set({ removedAt: sql`now()` })
    .where(and(isKept(tx), eq(boardViews.name, name)));
  await tx.db.insert(boardViews).values({ userId: tx.userId, name, query });
}

/** Takes a view away; one that is not the user's stays. */
export async function removeBoardView(tx: UserTx, id: string): Promise<void> {
  await tx.db
    .update(boardViews)
    .set({ removedAt: sql`now()` })
    .where(and(isKept(tx), eq(boardViews.id, id)));
}

const isKept = (tx: UserTx) => and(eq(boardViews.userId, tx.userId), isNull(boardViews.removedAt));
