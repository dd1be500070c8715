import { createHash } from "node:crypto";
import { countTry } from "@/db/queries/rate-limits";
import type { SystemTx } from "@/db/system";
import { err, ok, type Result } from "@/lib/result";

/** What is limited, how often, in how long a window. */
const LIMITS = {
  "sign-in": { tries: 10, seconds: 900 },
  "sign-up": { tries: 5, seconds: 3600 },
  /** Wrong codes after the right password, by account. */
  "second-step": { tries: 10, seconds: 900 },
  "second-step-set-up": { tries: 20, seconds: 900 },
  /** The password asked again of somebody signed in. */
  "present-password": { tries: 10, seconds: 900 },
  reset: { tries: 3, seconds: 900 },
  /** Mails that somebody guesses a password, by e-mail: one a day, however long the guessing goes on. */
  "guessing-told": { tries: 1, seconds: 86_400 },
  /** From one address, over all accounts. Only where a trusted proxy tells the address. */
  address: { tries: 100, seconds: 900 },
} as const;

/** Counts a try before any costly work is done for it; refuses it when there were too many. The key is stored hashed. `isFirst`: the first refused of its window. */
export async function limitTries(
  tx: SystemTx,
  what: keyof typeof LIMITS,
  whom: string,
): Promise<Result<null, { code: "too-many-tries"; secondsLeft: number; isFirst: boolean }>> {
  const { tries, seconds } = LIMITS[what];
  const { count, secondsLeft } = await countTry(tx, limitKey(what, whom), seconds);
  return count > tries
    ? err({ code: "too-many-tries", secondsLeft, isFirst: count === tries + 1 })
    : ok(null);
}

/** The stored key of a limit. */
export const limitKey = (what: keyof typeof LIMITS, whom: string): string =>
  `${what}:${createHash("sha256").update(whom).digest("hex")}`;
