import { and, asc, desc, eq } from "drizzle-orm";
import type { Instant } from "@/lib/time/instant";
import { checklistTicks } from "../schema/checklist-ticks";
import type { ClientTx, ClientWriteTx } from "../tenant";

/** A step ticked or unticked by hand. */
export interface Tick {
  readonly step: string;
  readonly state: "done" | "open";
  readonly enteredAt: Instant;
}

/** The last word on each step of a year's checklist that somebody touched. */
export async function listTicks(tx: ClientTx, year: number): Promise<Tick[]> {
  return tx.db
    .selectDistinctOn([checklistTicks.step], {
      step: checklistTicks.step,
      state: checklistTicks.state,
      enteredAt: checklistTicks.enteredAt,
    })
    .from(checklistTicks)
    .where(and(eq(checklistTicks.clientId, tx.clientId), eq(checklistTicks.year, year)))
    .orderBy(asc(checklistTicks.step), desc(checklistTicks.order));
}

/** Ticks or unticks a step; earlier ticks stay on record. */
export async function insertTick(
  tx: ClientWriteTx,
  year: number,
  step: string,
  state: Tick["state"],
): Promise<void> {
  await tx.db
    .insert(checklistTicks)
    .values({ clientId: tx.clientId, year, step, state, enteredBy: tx.userId });
}
