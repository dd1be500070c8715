import type { SessionLimits } from "@/db/queries/sessions";
import type { User } from "@/db/queries/users";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long a sign-in lasts: unused, and at most. Professionals' are short: one browser opens many people's books. */
export const SESSION_LIMITS: Readonly<Record<User["kind"], SessionLimits>> = {
  investor: { idleSeconds: 12 * HOUR, absoluteSeconds: 14 * DAY },
  professional: { idleSeconds: 30 * MINUTE, absoluteSeconds: 12 * HOUR },
};

/** How long somebody may take for the second step, or for setting one up. */
export const PENDING_SECONDS = 15 * MINUTE;

/** How long a proof that it is you is good for deeds that ask for it anew. */
export const STEP_UP_SECONDS = 5 * MINUTE;
