import { and, eq } from "drizzle-orm";
import { calendarSteps } from "../schema/calendar-steps";
import type { ClientTx, ClientWriteTx } from "../tenant";

/** Ids of the steps of a year a calendar was ever told of. */
export async function listCalendarSteps(tx: ClientTx, year: number): Promise<string[]> {
  const rows = await tx.db
    .select({ step: calendarSteps.step })
    .from(calendarSteps)
    .where(and(eq(calendarSteps.clientId, tx.clientId), eq(calendarSteps.year, year)))
    .orderBy(calendarSteps.step);
  return rows.map(({ step }) => step);
}

/** Keeps that a calendar is told of these steps; those kept already stay as they are. */
export async function insertCalendarSteps(
  tx: ClientWriteTx,
  year: number,
  steps: readonly string[],
): Promise<void> {
  if (steps.length > 0) {
    await tx.db
      .insert(calendarSteps)
      .values(steps.map((step) => ({ clientId: tx.clientId, year, step })))
      .onConflictDoNothing();
  }
}
