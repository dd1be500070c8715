import { isUuid } from "@/db/ids";
import { log } from "./log";
import type { RefusalCode } from "./refusals";

/** Refusals that tell of somebody at a door: whether they are who they say, whether it is theirs, or tried past a control. */
const KINDS: Partial<Record<RefusalCode, "sign-in" | "gate" | "control">> = {
  "wrong-sign-in": "sign-in",
  "wrong-code": "sign-in",
  "wrong-recovery-code": "sign-in",
  "wrong-password": "sign-in",
  "passkey-refused": "sign-in",
  "google-failed": "sign-in",
  "google-unknown": "sign-in",
  "google-other-email": "sign-in",
  "google-taken": "sign-in",
  "not-found": "gate",
  "read-only": "gate",
  "not-allowed": "gate",
  "outside-years": "gate",
  "not-signed-in": "gate",
  "invitation-for-other": "gate",
  "second-person": "gate",
  "too-many-tries": "control",
  "wrong-origin": "control",
  "confirm-first": "control",
  "second-step-first": "control",
  "reset-link-dead": "control",
  "invitation-dead": "control",
};

/** At which door: whose session it was, and the client it was about, where those are known. */
export interface Door {
  readonly where: "action" | "route" | "page";
  readonly user?: string | null;
  readonly client?: unknown;
}

/** Writes a refusal at a door down: its code and ids alone, never what was typed. Refusals of what a form holds are none. */
export function logRefusal(code: RefusalCode, { where, user = null, client }: Door): void {
  const kind = KINDS[code];
  if (kind !== undefined) {
    const about = typeof client === "string" && isUuid(client) ? client : null;
    log.warn(`refused.${kind}`, { code, where, user, client: about });
  }
}
