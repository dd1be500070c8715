import { asc, desc, eq } from "drizzle-orm";
import type { TransactionId } from "@/lib/tax/transaction";
import { transactionId } from "@/lib/tax/transaction";
import { formDecisions } from "../schema/form-decisions";
import type { ClientTx, ClientWriteTx } from "../tenant";

/** The last word on a difference between a form and the books, or on which sales a line tells of. */
export interface FormDecision {
  readonly difference: string;
  readonly taxYear: number;
  /** Empty: taken back. */
  readonly choice: string;
  readonly note: string;
  readonly disposals: readonly TransactionId[];
}

/** The last word on each, those taken back left out. */
export async function listFormDecisions(tx: ClientTx): Promise<FormDecision[]> {
  const rows = await tx.db
    .selectDistinctOn([formDecisions.difference], {
      difference: formDecisions.difference,
      taxYear: formDecisions.taxYear,
      choice: formDecisions.choice,
      note: formDecisions.note,
      disposals: formDecisions.disposals,
    })
    .from(formDecisions)
    .where(eq(formDecisions.clientId, tx.clientId))
    .orderBy(asc(formDecisions.difference), desc(formDecisions.order));
  return rows
    .filter(({ choice }) => choice !== "")
    .map(({ disposals, ...row }) => ({ ...row, disposals: disposals.map(transactionId) }));
}

/** Decides, or with an empty choice takes the decision back; what was said before stays on record. */
export async function insertFormDecision(tx: ClientWriteTx, decision: FormDecision): Promise<void> {
  await tx.db.insert(formDecisions).values({
    ...decision,
    disposals: [...decision.disposals],
    clientId: tx.clientId,
    enteredBy: tx.userId,
  });
}
