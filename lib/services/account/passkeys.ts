import type { UserId } from "@/db/ids";
import { isUuid } from "@/db/ids";
import {
  deletePasskey,
  findPasskey,
  insertChallenge,
  insertPasskey,
  knownPasskeys,
  type ListedPasskey,
  listPasskeys,
  notePasskeyUse,
  renamePasskey,
  takeChallenge,
} from "@/db/queries/passkeys";
import { deleteRecoveryCodes, findSecondSteps } from "@/db/queries/second-steps";
import { deleteSessionsOf } from "@/db/queries/sessions";
import type { User } from "@/db/queries/users";
import { withSystem } from "@/db/system";
import type { Asking } from "@/db/tenant";
import {
  arePasskeysPossible,
  challengeOf,
  PASSKEY_SECONDS,
  type PasskeyQuestion,
  proofQuestion,
  readProof,
  readRegistration,
  registrationQuestion,
  verifiedProof,
  verifiedRegistration,
} from "@/lib/auth/passkeys";
import { hashToken } from "@/lib/auth/token";
import { err, ok, type Result } from "@/lib/result";
import { notify } from "./notify";

export type { PasskeyQuestion } from "@/lib/auth/passkeys";

/** Why a passkey does not open: the answer is not to our question, or of no passkey we know. */
export interface PasskeyRefusal {
  readonly code: "passkey-refused" | "passkey-impossible";
}

/** The passkeys of a user, and whether this address can have any. */
export async function viewPasskeys(
  user: User,
): Promise<{ readonly passkeys: readonly ListedPasskey[]; readonly arePossible: boolean }> {
  const passkeys = await withSystem((tx) => listPasskeys(tx, user.id));
  return { passkeys, arePossible: arePasskeysPossible() };
}

/** The question that makes a new passkey of the user. */
export async function askForPasskey(user: User): Promise<Result<PasskeyQuestion, PasskeyRefusal>> {
  if (!arePasskeysPossible()) {
    return err({ code: "passkey-impossible" });
  }
  return withSystem(async (tx) => {
    const question = await registrationQuestion(user, await knownPasskeys(tx, user.id));
    const challengeHash = hashToken(question.challenge);
    await insertChallenge(
      tx,
      { challengeHash, purpose: "register", userId: user.id },
      PASSKEY_SECONDS,
    );
    return ok(question);
  });
}

/** Takes a device's new passkey into use. Every session of the user ends, and a mail says so. */
export async function addPasskey(
  user: User,
  told: { readonly answer: string; readonly name: string },
): Promise<Result<null, PasskeyRefusal>> {
  const answer = readRegistration(told.answer);
  const challenge = answer === null ? null : challengeOf(answer);
  if (answer === null || challenge === null) {
    return err({ code: "passkey-refused" });
  }
  return withSystem(async (tx) => {
    const isAsked = await takeChallenge(tx, {
      challengeHash: hashToken(challenge),
      purpose: "register",
      userId: user.id,
    });
    const made = isAsked ? await verifiedRegistration(answer, challenge) : null;
    const name = told.name.trim() || "Passkey";
    if (made === null || !(await insertPasskey(tx, { userId: user.id, name, ...made }))) {
      return err({ code: "passkey-refused" });
    }
    await deleteSessionsOf(tx, user.id);
    await notify(tx, user.id, "passkey-added");
    return ok(null);
  });
}

/** The question that one of the user's passkeys answers, or any of anybody's where nobody is known yet. */
export async function askForProof(
  user: UserId | null,
): Promise<Result<PasskeyQuestion, PasskeyRefusal>> {
  if (!arePasskeysPossible()) {
    return err({ code: "passkey-impossible" });
  }
  return withSystem(async (tx) => {
    const question = await proofQuestion(user === null ? [] : await knownPasskeys(tx, user));
    const challengeHash = hashToken(question.challenge);
    const purpose = user === null ? "sign-in" : "confirm";
    await insertChallenge(tx, { challengeHash, purpose, userId: user }, PASSKEY_SECONDS);
    return ok(question);
  });
}

/**
 * Whose passkey answered, when it answers a question put to this user (or to nobody in particular) in the last minutes and not answered yet.
 * A wrong answer uses its question up too.
 */
export async function checkPasskey(
  user: UserId | null,
  json: string,
): Promise<Result<UserId, PasskeyRefusal>> {
  const answer = readProof(json);
  const challenge = answer === null ? null : challengeOf(answer);
  if (answer === null || challenge === null) {
    return err({ code: "passkey-refused" });
  }
  return withSystem(async (tx) => {
    const purpose = user === null ? "sign-in" : "confirm";
    const isAsked = await takeChallenge(tx, {
      challengeHash: hashToken(challenge),
      purpose,
      userId: user,
    });
    const known = isAsked ? await findPasskey(tx, answer.id) : null;
    if (known === null || (user !== null && known.userId !== user)) {
      return err({ code: "passkey-refused" });
    }
    const proof = await verifiedProof(answer, challenge, known);
    if (proof === null) {
      return err({ code: "passkey-refused" });
    }
    await notePasskeyUse(tx, known.id, proof.counter);
    return ok(known.userId);
  });
}

/** Gives one of the user's passkeys another name: what opens stays as it is, so nothing is asked and no session ends. */
export async function namePasskey(
  user: Asking,
  told: { readonly id: string; readonly name: string },
): Promise<Result<null, { readonly code: "not-found" }>> {
  const isNamed =
    isUuid(told.id) && (await withSystem((tx) => renamePasskey(tx, user.id, told.id, told.name)));
  return isNamed ? ok(null) : err({ code: "not-found" });
}

/**
 * Takes a passkey away. A professional keeps at least one second step; an investor's recovery codes go with the last one. Every session of
 * the user ends, and a mail says so.
 */
export async function removePasskey(
  user: User,
  id: string,
): Promise<Result<null, { readonly code: "not-found" | "last-second-step" }>> {
  return withSystem(async (tx) => {
    const { totpSince, passkeys } = await findSecondSteps(tx, user.id);
    const isLast = totpSince === null && passkeys === 1;
    if (isLast && user.kind === "professional") {
      return err({ code: "last-second-step" });
    }
    if (!isUuid(id) || !(await deletePasskey(tx, user.id, id))) {
      return err({ code: "not-found" });
    }
    if (isLast) {
      await deleteRecoveryCodes(tx, user.id);
    }
    await deleteSessionsOf(tx, user.id);
    await notify(tx, user.id, "passkey-removed");
    return ok(null);
  });
}
