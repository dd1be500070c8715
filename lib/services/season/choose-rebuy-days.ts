import { insertAuditEvent } from "@/db/queries/audit-events";
import { insertRebuyDays } from "@/db/queries/season-choices";
import { type Asking, type GateRefusal, withClient } from "@/db/tenant";
import { err, ok, type Result } from "@/lib/result";
import type { FieldErrors } from "../transaction-form";

const MOST_DAYS = 90;

/**
 * Chooses the interval below which a purchase after a loss is marked for review. A habit of the house and no rule: it changes no
 * figure. Append-only.
 */
export async function chooseRebuyDays(
  user: Asking,
  clientId: string,
  typed: string,
): Promise<
  Result<null, GateRefusal | { readonly code: "invalid-input"; readonly fields: FieldErrors }>
> {
  const text = typed.trim();
  const days = /^\d{1,2}$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isNaN(days) || days > MOST_DAYS) {
    return err({ code: "invalid-input", fields: { days: "Whole days from 0 to 90." } });
  }
  return withClient<null, never>(user, clientId, "write", async (tx) => {
    await insertRebuyDays(tx, days);
    await insertAuditEvent(tx, { deed: "season.rebuy-days", detail: { days } });
    return ok(null);
  });
}
