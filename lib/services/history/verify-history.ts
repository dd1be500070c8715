import { readAuditChain } from "@/db/queries/audit-events";
import { type Asking, type GateRefusal, withClient } from "@/db/tenant";
import {
  type Break,
  headText,
  type PrintedHead,
  readHead,
  type Verification,
  verifyChain,
} from "@/lib/audit/verify";
import { ok, type Result } from "@/lib/result";
import { chainPages } from "./chain-texts";

/** A million events take about a quarter of a minute. */
const DEADLINE_MS = 60_000;

/** What verifying a client's history found, in words. */
export interface HistoryCheck {
  readonly holds: boolean;
  readonly words: string;
  /** The head of a chain that holds, as it is printed; null of one that does not, or of no events. */
  readonly head: string | null;
}

/** Why a history was not verified: what was typed is no head. */
export type VerifyRefusal =
  | GateRefusal
  | { readonly code: "invalid-input"; readonly fields: Readonly<Record<string, string>> };

/**
 * Computes every hash of a client's history again. With `printed`, a head from a report or an earlier check, also whether the
 * history still holds what it held then: without it nobody can see that the end was cut off.
 */
export async function verifyHistory(
  user: Asking,
  clientId: string,
  printed = "",
): Promise<Result<HistoryCheck, VerifyRefusal>> {
  const head = printed.trim() === "" ? undefined : readHead(printed);
  if (head === null) {
    const fields = {
      head: "A head as it is printed: a number, a dash, and at least 16 of 64 digits.",
    };
    return { ok: false, error: { code: "invalid-input", fields } };
  }
  return withClient<HistoryCheck, never>(
    user,
    clientId,
    "read",
    async (tx) => {
      const pages = () => chainPages((after) => readAuditChain(tx, after));
      return ok(checked(await verifyChain(pages, head), head));
    },
    { deadlineMs: DEADLINE_MS, isSnapshot: true },
  );
}

function checked(found: Verification, printed: PrintedHead | undefined): HistoryCheck {
  if (!found.holds) {
    return { holds: false, words: BREAKS[found.broken.kind](found.broken.seq), head: null };
  }
  const count = `${found.events.toLocaleString("en-US")} ${found.events === 1 ? "event" : "events"}`;
  return {
    holds: true,
    words:
      found.events === 0
        ? "There is nothing to verify yet."
        : `${count}: every hash was computed again and follows the one before it${
            printed === undefined ? "." : ", and the head you gave is among them."
          }`,
    head: found.events === 0 ? null : headText(found.head),
  };
}

const BREAKS: Readonly<Record<Break["kind"], (seq: number) => string>> = {
  changed: (seq) => `Event ${seq} is not what it was when it was written.`,
  missing: (seq) => `Event ${seq} is gone.`,
  inserted: (seq) => `An event was put in that the chain does not know, at number ${seq}.`,
  reordered: (seq) => `Event ${seq} stands in another place than it was written.`,
  "tail-cut": (seq) =>
    `The head you gave is not in this history, which ends at event ${seq}: its end was cut off, or the head is of other books.`,
  "other-head": (seq) =>
    `Event ${seq} has another hash than the head you gave: the history was written anew, or the head is of other books.`,
  "other-client": (seq) => `Event ${seq} is of other books.`,
};
