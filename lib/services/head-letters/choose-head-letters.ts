import { putHeadLetters, wantsHeadLetters } from "@/db/queries/head-letters";
import { withSystem } from "@/db/system";
import type { Asking } from "@/db/tenant";
import { ok, type Result } from "@/lib/result";

/** Turns somebody's monthly letter of where their histories end on or off. */
export async function chooseHeadLetters(
  user: Asking,
  wants: boolean,
): Promise<Result<null, never>> {
  await withSystem((tx) => putHeadLetters(tx, user.id, wants));
  return ok(null);
}

/** Whether somebody gets that letter: yes, until they stop it. */
export const viewHeadLetters = (user: Asking): Promise<boolean> =>
  withSystem((tx) => wantsHeadLetters(tx, user.id));
