import { findSecondSteps, replaceRecoveryCodes } from "@/db/queries/second-steps";
import { withSystem } from "@/db/system";
import type { Asking } from "@/db/tenant";
import { hashRecoveryCode, newRecoveryCodes } from "@/lib/auth/recovery-codes";
import { err, ok, type Result } from "@/lib/result";
import { notify } from "./notify";

/**
 * Makes ten new recovery codes and answers them, the only time they are seen; those made before no longer work. Refused for somebody
 * without a second step: there is nothing they would stand in for.
 */
export async function renewRecoveryCodes(
  user: Asking,
): Promise<Result<readonly string[], { readonly code: "not-found" }>> {
  const codes = newRecoveryCodes();
  return withSystem(async (tx) => {
    const { totpSince, passkeys } = await findSecondSteps(tx, user.id);
    if (totpSince === null && passkeys === 0) {
      return err({ code: "not-found" });
    }
    await replaceRecoveryCodes(tx, user.id, codes.map(hashRecoveryCode));
    await notify(tx, user.id, "recovery-codes-made");
    return ok(codes);
  });
}
