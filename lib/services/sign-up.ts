import type { ClientId, UserId } from "@/db/ids";
import { insertClient } from "@/db/queries/clients";
import { insertFirm, insertUser } from "@/db/queries/users";
import { asUser, type SystemTx, withSystem } from "@/db/system";
import { normalEmail } from "@/lib/auth/email";
import { limitTries } from "@/lib/auth/limits";
import { checkPassword, hashPassword, type PasswordRefusal } from "@/lib/auth/password";
import { refusalMessage } from "@/lib/refusals";
import { err, ok, type Result } from "@/lib/result";

/** What a new user tells. `firmName` is asked of professionals; their own name is used when it is empty. */
export interface SignUp {
  readonly kind: "investor" | "professional";
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly firmName?: string;
  /** The address the request came from, where a trusted proxy tells it. */
  readonly address?: string | null;
}

/** Why nobody was signed up, and by which field. */
export interface SignUpRefusal {
  readonly code: PasswordRefusal | "email-taken" | "too-many-tries";
  readonly fields: Readonly<Record<string, string>>;
}

/** The new user; `client` is an investor's own books, null for professionals, who begin with an empty client list. */
export interface SignedUp {
  readonly user: UserId;
  readonly client: ClientId | null;
}

/**
 * Makes a user with, for an investor, one client (their own books), for a professional a firm they own. All of it or
 * nothing. Does not sign in. Tries are limited per e-mail and, behind a trusted proxy, per address.
 */
export async function signUp(told: SignUp): Promise<Result<SignedUp, SignUpRefusal>> {
  const email = normalEmail(told.email);
  const about = [told.name, email, told.firmName ?? ""];
  const checked = checkPassword(told.password, about);
  if (!checked.ok) {
    return refuse(checked.error.code, "password");
  }
  if (!(await isWithinLimits(email, told.address ?? null))) {
    return refuse("too-many-tries", "email");
  }
  const passwordHash = await hashPassword(told.password);
  return withSystem(async (tx) => {
    const { kind, name } = told;
    const user = await insertUser(tx, { kind, name, email, passwordHash });
    return user === null
      ? refuse("email-taken", "email")
      : ok({ user, client: await makeBooks(tx, user, told) });
  });
}

async function makeBooks(tx: SystemTx, user: UserId, told: SignUp): Promise<ClientId | null> {
  if (told.kind === "professional") {
    await insertFirm(tx, told.firmName?.trim() || told.name, user);
    return null;
  }
  return asUser(tx, { id: user }, (own) => insertClient(own, { name: told.name, holder: "self" }));
}

const isWithinLimits = (email: string, address: string | null): Promise<boolean> =>
  withSystem(async (tx) => {
    const byEmail = await limitTries(tx, "sign-up", email);
    const byAddress = address === null ? ok(null) : await limitTries(tx, "address", address);
    return byEmail.ok && byAddress.ok;
  });

function refuse(code: SignUpRefusal["code"], field: string): Result<never, SignUpRefusal> {
  return err({ code, fields: { [field]: refusalMessage(code) } });
}
