import { forgetTries } from "@/db/queries/rate-limits";
import { findUserByEmail, type User } from "@/db/queries/users";
import { type SystemTx, withSystem } from "@/db/system";
import { enqueue } from "@/lib/jobs/enqueue";
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
 * whether or not the e-mail is known. A success forgets earlier tries. The first try over an account's limit is mailed to whoever has it,
 * once a day; the limit ends by itself, so guessing locks nobody out for good.
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
    if (!byAccount.ok && byAccount.error.isFirst) {
      await tellGuessing(tx, email);
    }
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

/** Hands the mail to the worker, which alone looks up whether anybody has this e-mail: the answer takes as long for one nobody has. */
export async function tellGuessing(tx: SystemTx, email: string): Promise<void> {
  if ((await limitTries(tx, "guessing-told", email)).ok) {
    await enqueue(tx, "send-guessing-notice", { email });
  }
}
