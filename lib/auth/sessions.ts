import type { UserId } from "@/db/ids";
import { findSecondSteps } from "@/db/queries/second-steps";
import {
  type FoundSession,
  findSession,
  insertSession,
  type SessionStage,
  type Shown,
} from "@/db/queries/sessions";
import { getUser } from "@/db/queries/users";
import { type SystemTx, withSystem } from "@/db/system";
import { log } from "@/lib/log";
import { invariant } from "@/lib/result";
import { PENDING_SECONDS, SESSION_LIMITS } from "./session-limits";
import { stageOf } from "./stage";
import { hashToken, newToken } from "./token";

/** A session that was just opened. The token is for the cookie and nothing else. */
export interface OpenedSession {
  readonly token: string;
  readonly stage: SessionStage;
  /** Seconds from now to its absolute end. */
  readonly lastsSeconds: number;
}

/**
 * Opens a session for what somebody showed, with a new token: full when it is enough, pending for fifteen minutes when a second
 * step is still to be shown or set up. `agent`: the browser in a few words.
 */
export async function openSession(
  tx: SystemTx,
  told: { readonly userId: UserId; readonly shown: readonly Shown[]; readonly agent: string },
): Promise<OpenedSession> {
  const { userId, shown, agent } = told;
  const user = await getUser(tx, userId);
  invariant(user !== null, "who signed in is there");
  const has = await hasSecondStep(tx, userId);
  const stage = stageOf({ kind: user.kind, hasSecondStep: has, shown });
  const lastsSeconds =
    stage === "full" ? SESSION_LIMITS[user.kind].absoluteSeconds : PENDING_SECONDS;
  const token = newToken();
  const tokenHash = hashToken(token);
  await insertSession(tx, { tokenHash, userId, stage, shown, agent, lastsSeconds });
  log.info("auth.session", { user: userId, shown: shown.join(" "), stage });
  return { token, stage, lastsSeconds };
}

/** True when somebody has a second step: then it must be shown, and setting one up is no way around it. */
export async function hasSecondStep(tx: SystemTx, userId: UserId): Promise<boolean> {
  const { totpSince, passkeys } = await findSecondSteps(tx, userId);
  return totpSince !== null || passkeys > 0;
}

/** The live session of a cookie's token, of that stage only: a pending one is nobody to whoever asks for a full one. */
export const sessionOfToken = (token: string, stage: SessionStage): Promise<FoundSession | null> =>
  withSystem((tx) => findSession(tx, hashToken(token), stage, SESSION_LIMITS));
