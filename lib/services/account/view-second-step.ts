import type { UserId } from "@/db/ids";
import { findSecondSteps, findTotpSecret } from "@/db/queries/second-steps";
import { withSystem } from "@/db/system";
import { unusedCode } from "@/lib/auth/totp";

/** What the page asks for, and what the demo's telephone shows. */
export interface SecondStepView {
  readonly hasTotp: boolean;
  readonly passkeys: number;
  readonly hasRecoveryCodes: boolean;
  /** The demo's telephone: a code that can be used now, or null while the next one is awaited. Null as a whole for everybody else. */
  readonly demoPhone: { readonly code: string | null } | null;
}

/**
 * What somebody must show as a second step. Only a seed that the demo books came with is ever shown as a code: it is marked in the
 * database by the seed of the demo alone, and no page, form or service marks one.
 */
export async function viewSecondStep(
  user: UserId,
  now: number = Date.now(),
): Promise<SecondStepView> {
  return withSystem(async (tx) => {
    const { totpSince, passkeys, recoveryCodesLeft } = await findSecondSteps(tx, user);
    const secret = totpSince === null ? null : await findTotpSecret(tx, user, "in-use");
    return {
      hasTotp: totpSince !== null,
      passkeys,
      hasRecoveryCodes: (recoveryCodesLeft ?? 0) > 0,
      demoPhone: secret?.isDemo ? { code: unusedCode(secret.secret, secret.lastStep, now) } : null,
    };
  });
}
