import { isSecondStepUnasked, noteSecondStepDeclined } from "@/db/queries/second-steps";
import { withSystem } from "@/db/system";
import type { Asking } from "@/db/tenant";
import { ok, type Result } from "@/lib/result";

/** Whether somebody is still to be asked, once, whether they want a second step. Professionals are not: theirs is no choice. */
export const asksForSecondStep = (user: Asking): Promise<boolean> =>
  withSystem((tx) => isSecondStepUnasked(tx, user.id));

/** "Not now": the question does not come back. What asks for a second step itself, such as sharing, goes on asking. */
export async function declineSecondStep(user: Asking): Promise<Result<null, never>> {
  await withSystem((tx) => noteSecondStepDeclined(tx, user.id));
  return ok(null);
}
