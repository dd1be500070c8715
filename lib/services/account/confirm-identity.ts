import { findSecondSteps } from "@/db/queries/second-steps";
import { noteStepUp, type Shown } from "@/db/queries/sessions";
import type { User } from "@/db/queries/users";
import { withSystem } from "@/db/system";
import { log } from "@/lib/log";
import { ok, type Result } from "@/lib/result";
import { checkPresentPassword } from "./check-password";
import { checkSecondStep } from "./check-second-step";
import { checkPasskey, type PasskeyRefusal } from "./passkeys";
import type { ProofRefusal } from "./second-step-refusal";

/**
 * Somebody signed in proves anew that it is them: by the code of their app where they have one, else by the password. Good for five
 * minutes, for this session alone.
 */
export async function confirmIdentity(
  user: User,
  sessionId: string,
  told: { readonly code?: string | undefined; readonly password?: string | undefined },
  now: number = Date.now(),
): Promise<Result<Shown, ProofRefusal>> {
  const { totpSince, passkeys } = await withSystem((tx) => findSecondSteps(tx, user.id));
  const by: Shown = totpSince !== null || passkeys > 0 ? "totp" : "password";
  const checked =
    by === "totp"
      ? await checkSecondStep(user.id, { code: told.code ?? "", by }, now)
      : await checkPresentPassword(user, told.password ?? "", "password");
  if (!checked.ok) {
    return checked;
  }
  await withSystem((tx) => noteStepUp(tx, sessionId, by));
  log.info("auth.proven", { user: user.id, by });
  return ok(by);
}

/** The same by one of their passkeys. */
export async function confirmByPasskey(
  user: User,
  sessionId: string,
  answer: string,
): Promise<Result<Shown, PasskeyRefusal>> {
  const checked = await checkPasskey(user.id, answer);
  if (!checked.ok) {
    return checked;
  }
  await withSystem((tx) => noteStepUp(tx, sessionId, "passkey"));
  log.info("auth.proven", { user: user.id, by: "passkey" });
  return ok("passkey");
}
