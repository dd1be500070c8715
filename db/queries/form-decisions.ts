import { asc, desc, eq } from "drizzle-orm";
import type { TransactionId } from "@/lib/tax/transaction";
import { transactionId } from "@/lib/tax/transaction";
import { formDecisions } from "../schema/form-decisions";
import type { ClientTx, ClientWriteTx } from "../tenant";
import { clientVault } from "./keys";

/** The last word on a difference between a form and the books, or on which sales a line tells of. */
export interface FormDecision {
  readonly difference: string;
  readonly taxYear: number;
  /** Empty: taken back. */
  readonly choice: string;
  readonly note: string;
  readonly disposals: readonly TransactionId[];
}

const placeOf = (id: string) => ({ table: "form_decisions", column: "note", row: id });

/** The last word on each, those taken back left out. */
export async function listFormDecisions(tx: ClientTx): Promise<FormDecision[]> {
  const rows = await tx.db
    .selectDistinctOn([formDecisions.difference], {
      id: formDecisions.id,
      difference: formDecisions.difference,
      taxYear: formDecisions.taxYear,
      choice: formDecisions.choice,
      note: formDecisions.note,
      disposals: formDecisions.disposals,
    })
    .from(formDecisions)
    .where(eq(formDecisions.clientId, tx.clientId))
    .orderBy(asc(formDecisions.difference), desc(formDecisions.order));
  const counting = rows.filter(({ choice }) => choice !== "");
  const vault = counting.length === 0 ? null : await clientVault(tx);
  return counting.map(({ id, difference, taxYear, choice, note, disposals }) => ({
    difference,
    taxYear,
    choice,
    note: vault?.read(placeOf(id), note) ?? "",
    disposals: disposals.map(transactionId),
  }));
}

const ROWS_A_STATEMENT = 1000;

/** Decides, or with an empty choice takes decisions back; what was said before stays on record. */
export async function insertFormDecisions(
  tx: ClientWriteTx,
  decisions: readonly FormDecision[],
): Promise<void> {
  const vault = decisions.length === 0 ? null : await clientVault(tx);
  for (let start = 0; start < decisions.length; start += ROWS_A_STATEMENT) {
    await tx.db.insert(formDecisions).values(
      decisions.slice(start, start + ROWS_A_STATEMENT).map((decision) => {
        const id = crypto.randomUUID();
        const { note } = decision;
        return {
          ...decision,
          id,
          note: note === "" ? "" : (vault?.seal(placeOf(id), note) ?? ""),
          disposals: [...decision.disposals],
          clientId: tx.clientId,
          enteredBy: tx.userId,
        };
      }),
    );
  }
}
