import { generate } from "lean-qr";
import {
  confirmTotpSecret,
  deleteRecoveryCodes,
  deleteTotpSecrets,
  findSecondSteps,
  findTotpSecret,
  insertTotpSecret,
} from "@/db/queries/second-steps";
import { deleteSessionsOf } from "@/db/queries/sessions";
import type { User } from "@/db/queries/users";
import { withSystem } from "@/db/system";
import { limitTries } from "@/lib/auth/limits";
import { newTotpSecret, stepOfCode, totpAddress } from "@/lib/auth/totp";
import { err, ok, type Result } from "@/lib/result";
import { notify } from "./notify";
import { type ProofRefusal, refuseProof } from "./second-step-refusal";

/** What an authenticator app needs: the drawing of the QR code, and the seed in text for those who type it. */
export interface TotpSetUp {
  /** Modules along a side, the quiet zone included. */
  readonly size: number;
  /** The dark modules as the path of an SVG of `size` by `size`. */
  readonly path: string;
  /** In groups of four. */
  readonly secret: string;
}

/** Begins to set up an authenticator app with a new seed. What is in use stays in use until a code confirms the new one. */
export async function startTotp(user: User): Promise<void> {
  await withSystem((tx) => insertTotpSecret(tx, user.id, newTotpSecret()));
}

/** What is being set up; null when nothing is. */
export async function viewTotpSetUp(user: User): Promise<TotpSetUp | null> {
  const found = await withSystem((tx) => findTotpSecret(tx, user.id, "in-setup"));
  if (found === null) {
    return null;
  }
  const secret = found.secret.replace(/(.{4})(?=.)/g, "$1 ");
  return { ...drawn(totpAddress(found.secret, user.email)), secret };
}

const QUIET = 4;

function drawn(text: string): { size: number; path: string } {
  const code = generate(text);
  const modules: string[] = [];
  for (let y = 0; y < code.size; y += 1) {
    for (let x = 0; x < code.size; x += 1) {
      if (code.get(x, y)) {
        modules.push(`M${x + QUIET} ${y + QUIET}h1v1h-1z`);
      }
    }
  }
  return { size: code.size + 2 * QUIET, path: modules.join("") };
}

/**
 * Takes the app into use once it shows the right code, which is used up by it. Every session of the user ends, and a mail says so. Tries are
 * limited like those of the second step.
 */
export async function confirmTotp(
  user: User,
  told: { readonly code: string },
  now: number = Date.now(),
): Promise<Result<null, ProofRefusal>> {
  return withSystem(async (tx) => {
    const limit = await limitTries(tx, "second-step-set-up", user.id);
    if (!limit.ok) {
      return refuseProof("too-many-tries", "code");
    }
    const found = await findTotpSecret(tx, user.id, "in-setup");
    const step = found === null ? null : stepOfCode(found.secret, told.code, now);
    if (found === null || step === null) {
      return refuseProof("wrong-code", "code");
    }
    await confirmTotpSecret(tx, user.id, found.id, step);
    await deleteSessionsOf(tx, user.id);
    await notify(tx, user.id, "authenticator-added");
    return ok(null);
  });
}

/**
 * Takes the authenticator app away. A professional keeps at least one second step; an investor's recovery codes go with the last one. Every
 * session of the user ends, and a mail says so.
 */
export async function removeTotp(
  user: User,
): Promise<Result<null, { readonly code: "not-found" | "last-second-step" }>> {
  return withSystem(async (tx) => {
    const { totpSince, passkeys } = await findSecondSteps(tx, user.id);
    if (totpSince === null) {
      return err({ code: "not-found" });
    }
    if (passkeys === 0 && user.kind === "professional") {
      return err({ code: "last-second-step" });
    }
    await deleteTotpSecrets(tx, user.id);
    if (passkeys === 0) {
      await deleteRecoveryCodes(tx, user.id);
    }
    await deleteSessionsOf(tx, user.id);
    await notify(tx, user.id, "authenticator-removed");
    return ok(null);
  });
}
