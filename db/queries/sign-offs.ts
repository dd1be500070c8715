import { asc, eq } from "drizzle-orm";
import type { CalendarDate } from "@/lib/time/calendar-date";
import type { ReportId } from "../ids";
import { signOffs } from "../schema/sign-offs";
import type { ClientTx, ClientWriteTx } from "../tenant";
import { clientVault } from "./keys";

/** A word on a version of a year's reports, opened. */
export type SignOff = Readonly<Omit<typeof signOffs.$inferSelect, "clientId">>;

/** What a signed version stood on, under its hashes. */
export interface SignedOn {
  readonly asOf: CalendarDate;
  readonly ledgerVersion: number;
  readonly settingsVersion: number;
  readonly engineVersion: string;
  readonly inputSha256: string;
  readonly figuresSha256: string;
}

/** Keeps a word on a version: signed with what it stands on, or taken back (`on` null). */
export async function insertSignOff(
  tx: ClientWriteTx,
  reportId: ReportId,
  { on, note }: { readonly on: SignedOn | null; readonly note: string | null },
): Promise<void> {
  const sealed = note === null ? null : (await clientVault(tx)).seal(placeOf(reportId), note);
  await tx.db.insert(signOffs).values({
    clientId: tx.clientId,
    reportId,
    state: on === null ? "taken-back" : "signed",
    note: sealed,
    ...on,
    signedBy: tx.userId,
  });
}

/** The words that count, one of each version at most: the last ones, with those taken back. */
export async function listSignOffs(tx: ClientTx): Promise<ReadonlyMap<ReportId, SignOff>> {
  const rows = await tx.db
    .select()
    .from(signOffs)
    .where(eq(signOffs.clientId, tx.clientId))
    .orderBy(asc(signOffs.order));
  const vault = rows.some(({ note }) => note !== null) ? await clientVault(tx) : null;
  return new Map(
    rows.map(({ clientId: _, note, ...row }) => [
      row.reportId,
      { note: note === null ? null : (vault?.open(placeOf(row.reportId), note) ?? null), ...row },
    ]),
  );
}

const placeOf = (row: string) => ({ table: "sign_offs", column: "note", row });
