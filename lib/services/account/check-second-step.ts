import type { UserId } from "@/db/ids";
import { forgetTries } from "@/db/queries/rate-limits";
import { findTotpSecret, takeRecoveryCode, takeTotpStep } from "@/db/queries/second-steps";
import type { Shown } from "@/db/queries/sessions";
import { type SystemTx, withSystem } from "@/db/system";
import { limitKey, limitTries } from "@/lib/auth/limits";
import { hashRecoveryCode } from "@/lib/auth/recovery-codes";
import { stepOfCode } from "@/lib/auth/totp";
import { ok, type Result } from "@/lib/result";
import { notify } from "./notify";
import { type ProofRefusal, refuseProof } from "./second-step-refusal";

/** What somebody gives for the second step: the code of their app, or one of their recovery codes. */
export interface GivenCode {
  readonly code: string;
  readonly by: "totp" | "recovery-code";
}

/**
 * Checks the second step. Each code opens once: a code of the app and every earlier one are used up by it, a recovery code is gone. Tries
 * are limited by account, whatever address they come from; the try that goes over the limit is mailed to the user, once a window.
 */
export async function checkSecondStep(
  user: UserId,
  given: GivenCode,
  now: number = Date.now(),
): Promise<Result<Shown, ProofRefusal>> {
  return withSystem(async (tx) => {
    const limit = await limitTries(tx, "second-step", user);
    if (!limit.ok) {
      if (limit.error.isFirst) {
        await notify(tx, user, "many-wrong-codes");
      }
      return refuseProof("too-many-tries", "code");
    }
    if (!(await isRight(tx, user, given, now))) {
      return refuseProof(given.by === "totp" ? "wrong-code" : "wrong-recovery-code", "code");
    }
    await forgetTries(tx, limitKey("second-step", user));
    return ok(given.by);
  });
}

/** Uses the code up when it is right. */
async function isRight(
  tx: SystemTx,
  user: UserId,
  given: GivenCode,
  now: number,
): Promise<boolean> {
  if (given.by === "totp") {
    return isTotpCode(tx, user, given.code, now);
  }
  const isTaken = await takeRecoveryCode(tx, user, hashRecoveryCode(given.code));
  if (isTaken) {
    await notify(tx, user, "recovery-code-used");
  }
  return isTaken;
}

async function isTotpCode(tx: SystemTx, user: UserId, code: string, now: number): Promise<boolean> {
  const secret = await findTotpSecret(tx, user, "in-use");
  const step = secret === null ? null : stepOfCode(secret.secret, code, now);
  return secret !== null && step !== null && (await takeTotpStep(tx, secret.id, step));
}
