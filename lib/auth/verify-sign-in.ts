import { forgetTries } from "@/db/queries/rate-limits";
import { findUserByEmail, type User } from "@/db/queries/users";
import { withSystem } from "@/db/system";
import { err, ok, type Result } from "@/lib/result";
import { normalEmail } from "./email";
import { limitKey, limitTries } from "./limits";
import { isPassword, PASSWORD_MAX } from "./password";

/** Why somebody is not signed in. The same for a wrong password and for an e-mail nobody has. */
export type SignInRefusal =
  | { readonly code: "wrong-sign-in" }
  | { readonly code: "too-many-tries"; readonly secondsLeft: number };

/**
 * Finds the user of an e-mail and password. Tries are limited before any hashing; the work and the answer are the same
 * whether or not the e-mail is known. A success forgets earlier tries.
 */
export async function verifySignIn(told: {
  email: string;
  password: string;
  address: string | null;
}): Promise<Result<User, SignInRefusal>> {
  const email = normalEmail(told.email);
  const found = await withSystem(async (tx) => {
    const byAddress =
      told.address === null ? ok(null) : await limitTries(tx, "address", told.address);
    const byAccount = await limitTries(tx, "sign-in", email);
    const limit = byAddress.ok ? byAccount : byAddress;
    return limit.ok ? ok(await findUserByEmail(tx, email)) : limit;
  });
  if (!found.ok) {
    return found;
  }
  const password = told.password.length > PASSWORD_MAX * 4 ? "" : told.password;
  if (!(await isPassword(password, found.value?.passwordHash ?? null)) || found.value === null) {
    return err({ code: "wrong-sign-in" });
  }
  await withSystem((tx) => forgetTries(tx, limitKey("sign-in", email)));
  const { passwordHash: _, ...user } = found.value;
  return ok(user);
}
