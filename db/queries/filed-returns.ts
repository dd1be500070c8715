import { and, asc, desc, eq } from "drizzle-orm";
import type { Instant } from "@/lib/time/instant";
import type { UserId } from "../ids";
import { filedReturns, type StoredEdit, type StoredPayment } from "../schema/filed-returns";
import { originalFigures, type StoredOriginal } from "../schema/original-figures";
import type { ClientTx, ClientWriteTx } from "../tenant";
import { clientVault } from "./keys";

export type { StoredEdit, StoredOriginal, StoredPayment };

/** One version of what is known of a year's filing. */
export type FiledReturn = Readonly<Omit<typeof filedReturns.$inferSelect, "clientId">>;

/** What a filing is told with; the rest is the database's. */
export type NewFiledReturn = Pick<
  typeof filedReturns.$inferInsert,
  | "year"
  | "filedOn"
  | "extended"
  | "payments"
  | "asOf"
  | "engineVersion"
  | "ledgerVersion"
  | "settingsVersion"
  | "inputSha256"
  | "figuresSha256"
  | "edits"
  | "reason"
>;

/** Keeps a filing, or what was filed told again; earlier versions stay. Returns its id. */
export async function insertFiledReturn(tx: ClientWriteTx, filed: NewFiledReturn): Promise<string> {
  const { reason = "", ...rest } = filed;
  const id = crypto.randomUUID();
  await tx.db.insert(filedReturns).values({
    ...rest,
    id,
    clientId: tx.clientId,
    state: "filed",
    reason: reason === "" ? "" : (await clientVault(tx)).seal(placeOf(id), reason),
    enteredBy: tx.userId,
  });
  return id;
}

/** Says that a year does not count as filed any more, and why. Returns the id of that word. */
export async function insertReopening(
  tx: ClientWriteTx,
  year: number,
  reason: string,
): Promise<string> {
  const id = crypto.randomUUID();
  await tx.db.insert(filedReturns).values({
    clientId: tx.clientId,
    id,
    year,
    state: "reopened",
    reason: (await clientVault(tx)).seal(placeOf(id), reason),
    enteredBy: tx.userId,
  });
  return id;
}

const placeOf = (id: string) => ({ table: "filed_returns", column: "reason", row: id });

/** Their reasons, opened. */
async function opened(
  tx: ClientTx,
  rows: readonly (typeof filedReturns.$inferSelect)[],
): Promise<FiledReturn[]> {
  const vault = rows.length === 0 ? null : await clientVault(tx);
  return rows.map(({ clientId: _, reason, ...row }) => ({
    reason: vault?.read(placeOf(row.id), reason) ?? "",
    ...row,
  }));
}

/** The version of each year that counts, those that are filed, by year. */
export async function listFiledReturns(tx: ClientTx): Promise<FiledReturn[]> {
  const rows = await tx.db
    .selectDistinctOn([filedReturns.year])
    .from(filedReturns)
    .where(eq(filedReturns.clientId, tx.clientId))
    .orderBy(asc(filedReturns.year), desc(filedReturns.order));
  return opened(
    tx,
    rows.filter(({ state }) => state === "filed"),
  );
}

/** Every version of a year, the latest first. */
export async function listFilingHistory(tx: ClientTx, year: number): Promise<FiledReturn[]> {
  const rows = await tx.db
    .select()
    .from(filedReturns)
    .where(and(eq(filedReturns.clientId, tx.clientId), eq(filedReturns.year, year)))
    .orderBy(desc(filedReturns.order));
  return opened(tx, rows);
}

/** Lines of a filed return these books cannot know, as last told. */
export interface OriginalFigures {
  readonly year: number;
  readonly lines: readonly StoredOriginal[];
  readonly enteredBy: UserId;
  readonly enteredAt: Instant;
}

/** What was last told, by year. */
export async function listOriginalFigures(tx: ClientTx): Promise<OriginalFigures[]> {
  return tx.db
    .selectDistinctOn([originalFigures.year], {
      year: originalFigures.year,
      lines: originalFigures.lines,
      enteredBy: originalFigures.enteredBy,
      enteredAt: originalFigures.enteredAt,
    })
    .from(originalFigures)
    .where(eq(originalFigures.clientId, tx.clientId))
    .orderBy(asc(originalFigures.year), desc(originalFigures.order));
}

/** Tells the lines of a year again; earlier versions stay. */
export async function insertOriginalFigures(
  tx: ClientWriteTx,
  year: number,
  lines: readonly StoredOriginal[],
): Promise<void> {
  await tx.db
    .insert(originalFigures)
    .values({ clientId: tx.clientId, year, lines: [...lines], enteredBy: tx.userId });
}
