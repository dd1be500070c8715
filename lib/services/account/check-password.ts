import { forgetTries } from "@/db/queries/rate-limits";
import { findUserByEmail, type User } from "@/db/queries/users";
import { withSystem } from "@/db/system";
import { limitKey, limitTries } from "@/lib/auth/limits";
import { isPassword } from "@/lib/auth/password";
import { tellGuessing } from "@/lib/auth/verify-sign-in";
import { ok, type Result } from "@/lib/result";
import { type ProofRefusal, refuseProof } from "./second-step-refusal";

/** Asks somebody signed in for their password again. Limited like signing in, with tries of its own; too many are mailed to them. */
export async function checkPresentPassword(
  user: User,
  password: string,
  field: string,
): Promise<Result<null, ProofRefusal>> {
  const found = await withSystem(async (tx) => {
    const limit = await limitTries(tx, "present-password", user.id);
    if (!limit.ok && limit.error.isFirst) {
      await tellGuessing(tx, user.email);
    }
    return limit.ok ? ok(await findUserByEmail(tx, user.email)) : limit;
  });
  if (!found.ok) {
    return refuseProof("too-many-tries", field);
  }
  if (!(await isPassword(password, found.value?.passwordHash ?? null))) {
    return refuseProof("wrong-password", field);
  }
  await withSystem((tx) => forgetTries(tx, limitKey("present-password", user.id)));
  return ok(null);
}
