import { insertAuditEvent } from "@/db/queries/audit-events";
import { lockClient } from "@/db/queries/clients";
import { listQuarantine, type QuarantineItem } from "@/db/queries/quarantine";
import { type Asking, type ClientWriteTx, type GateRefusal, withClient } from "@/db/tenant";
import { err, ok, type Result } from "@/lib/result";
import { type Answer, applyAnswer } from "./quarantine/apply";
import type { Applied } from "./quarantine/held";
import { reopen } from "./quarantine/reopen";
import { filterOf, type Selection } from "./quarantine/selection";

/** What a person said about rows that wait. "open" takes back what was said. */
export type QuarantineAnswer = Answer | "open";

/** What came of it. */
export interface Decided {
  readonly decided: number;
  /** Left as they were: part of a linked transfer, which must be separated first. */
  readonly inTransfer: number;
}

/** Why nothing was decided. "changed-meanwhile": nothing of what was meant waits for this answer. */
export type DecideRefusal =
  | GateRefusal
  | { readonly code: "changed-meanwhile" }
  | { readonly code: "in-transfer" };

const ANSWERS: Readonly<Record<QuarantineItem["kind"], readonly QuarantineAnswer[]>> = {
  twin: ["same", "different", "prefer-new", "open"],
  spam: ["spam", "mine", "open"],
};

/** How long a decision about a whole file may take. */
const DECIDE_MS = 120_000;

/**
 * Decides about rows in quarantine: of a group, those that are open; of rows named one by one, also those decided before, whose decision
 * is taken back first. All in one transaction, each to be taken back later; who said what and when stays on record.
 */
export async function decideQuarantine(
  user: Asking,
  clientId: string,
  selection: Selection,
  answer: QuarantineAnswer,
): Promise<Result<Decided, DecideRefusal>> {
  const filter = filterOf(selection);
  if (filter === null) {
    return err({ code: "not-found" });
  }
  return withClient<Decided, DecideRefusal>(
    user,
    clientId,
    "write",
    async (tx) => {
      await lockClient(tx);
      const isGroup = !("ids" in selection);
      const all = await listQuarantine(
        tx,
        isGroup ? { ...filter, isOpen: answer !== "open" } : filter,
      );
      const items = all.filter(
        ({ kind, decision }) => ANSWERS[kind].includes(answer) && decision !== answer,
      );
      const applied = await decide(tx, items, answer);
      return applied.decided.length > 0
        ? ok(await noted(tx, answer, applied))
        : err({ code: applied.inTransfer.length > 0 ? "in-transfer" : "changed-meanwhile" });
    },
    { deadlineMs: DECIDE_MS },
  );
}

async function decide(
  tx: ClientWriteTx,
  items: readonly QuarantineItem[],
  answer: QuarantineAnswer,
): Promise<Applied> {
  const before = items.filter(({ decision }) => decision !== "open");
  const again = await reopen(tx, before);
  if (answer === "open") {
    return again;
  }
  const fresh = items.filter(({ decision }) => decision === "open");
  const ids = again.decided.map(({ id }) => id);
  const reopened = ids.length === 0 ? [] : await listQuarantine(tx, { ids });
  const applied = await applyAnswer(tx, [...fresh, ...reopened], answer);
  return { decided: applied.decided, inTransfer: [...again.inTransfer, ...applied.inTransfer] };
}

async function noted(
  tx: ClientWriteTx,
  answer: QuarantineAnswer,
  { decided, inTransfer }: Applied,
): Promise<Decided> {
  const [first] = decided;
  await insertAuditEvent(tx, {
    deed: answer === "open" ? "quarantine.reopen" : "quarantine.decide",
    subjectId: decided.length === 1 ? (first?.row ?? null) : null,
    detail: { answer, rows: decided.length, inTransfer: inTransfer.length },
  });
  return { decided: decided.length, inTransfer: inTransfer.length };
}
