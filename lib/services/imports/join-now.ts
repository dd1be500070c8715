import type { ImportBatch, RowCounts } from "@/db/queries/import-batches";
import type { ClientTx } from "@/db/tenant";
import { runPass, type Taken } from "./import-pass";
import { filesWith, isJoinable } from "./join-files";
import { planFiles } from "./join-import";
import type { Planned } from "./join-plan";
import { readingOf } from "./join-reading";
import type { NotedRow } from "./tally";

/** What the books say now of the rows of an imported file. */
export interface JoinedNow {
  readonly counts: RowCounts;
  /** Rows with a reason, as after an import. */
  readonly noted: readonly NotedRow[];
}

/**
 * How the rows of an imported explorer file stand today: files of its address that came later, and what was done by hand, may have answered
 * its questions. Null for files of other sources, and for those that are not in the books.
 */
export async function joinedNow(tx: ClientTx, batch: ImportBatch): Promise<JoinedNow | null> {
  if (batch.state !== "committed" || !(await isJoinable(tx, batch))) {
    return null;
  }
  const files = await filesWith(tx, batch);
  if (!files.ok) {
    return null;
  }
  const read = await planFiles(tx, files.value);
  const events = read.plan.events.map(asItStands);
  const { opened, sink } = readingOf({ ...read, plan: { ...read.plan, events } }, batch, takenNow);
  const passed = await runPass(opened, sink);
  return passed.ok ? { counts: passed.value.counts, noted: passed.value.tally.noted() } : null;
}

/** A question somebody answered by hand is none. */
function asItStands(planned: Planned): Planned {
  const { standing, parsed } = planned;
  return standing === null
    ? planned
    : { ...planned, parsed: { ...parsed, question: standing.entry.question } };
}

function takenNow({ standing }: Planned): Taken {
  const waits = standing?.state === "quarantined" ? standing.item : null;
  const id = standing?.entry.transaction.id ?? null;
  return { id, isKnown: false, quarantined: waits?.reason ?? null };
}
