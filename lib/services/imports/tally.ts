import type { RowCounts } from "@/db/queries/import-batches";
import type { NewImportRow } from "@/db/queries/import-rows";
import type { FileBatch } from "@/lib/importers/read-file";
import type { ParsedTransaction, RowProblem } from "@/lib/importers/source";
import type { Taken } from "./import-pass";

/** One row a person is told about before or after an import, and why. */
export interface NotedRow extends RowProblem {
  readonly outcome: "quarantined" | "question" | "rejected" | "skipped";
}

/** Keeps book of what became of each data row: six fates, one for each row. */
export interface Tally {
  readonly read: (batch: FileBatch) => void;
  /** The rows of one transaction have their fate. */
  readonly settle: (transaction: ParsedTransaction, taken: Taken) => void;
  /** Rows nobody claimed are rejected and said so; none is lost. */
  readonly finish: () => void;
  /** Rows settled since the last call. */
  readonly drain: () => readonly NewImportRow[];
  readonly counts: () => RowCounts;
  readonly rowsRead: () => number;
  /** Rows with a reason, at most 200 of each fate, in the file's order. */
  readonly noted: () => readonly NotedRow[];
  /** The first transactions as they are read. */
  readonly sample: () => readonly ParsedTransaction[];
  /** Account names the file speaks of, with how many transactions. */
  readonly accounts: () => ReadonlyMap<string, number>;
}

const NOTED_MAX = 200;
const SAMPLE = 12;

type Outcome = NewImportRow["outcome"];

/** Starts with nothing read. */
export function createTally(): Tally {
  const fates = createFates();
  const accounts = new Map<string, number>();
  const sample: ParsedTransaction[] = [];
  return {
    ...fates.read,
    read: (batch) => {
      fates.open(batch.rows);
      for (const { line, reason } of batch.skipped) {
        fates.give(line, "skipped", null, { line, column: "", value: "", reason });
      }
      for (const problem of batch.rejected) {
        fates.give(problem.line, "rejected", null, problem);
      }
    },
    settle: (transaction, taken) => {
      if (sample.length < SAMPLE) {
        sample.push(transaction);
      }
      accounts.set(transaction.accountName, (accounts.get(transaction.accountName) ?? 0) + 1);
      const outcome = outcomeOf(transaction, taken);
      const problem = problemOf(transaction, taken, outcome);
      for (const line of transaction.lines) {
        fates.give(line, outcome, taken.id, problem);
      }
    },
    sample: () => sample,
    accounts: () => accounts,
  };
}

function outcomeOf(transaction: ParsedTransaction, taken: Taken): Outcome {
  if (taken.isKnown) {
    return "known";
  }
  if (taken.quarantined !== null) {
    return "quarantined";
  }
  return transaction.question === null ? "accepted" : "question";
}

/** Why the rows of a transaction were not simply accepted. */
function problemOf(
  { question, lines }: ParsedTransaction,
  { quarantined }: Taken,
  outcome: Outcome,
): RowProblem | null {
  if (outcome === "quarantined" && quarantined !== null) {
    return { line: lines[0] ?? 0, column: "", value: "", reason: quarantined };
  }
  return outcome === "question" ? question : null;
}

interface Fates {
  readonly open: (rows: FileBatch["rows"]) => void;
  readonly give: (
    line: number,
    outcome: Outcome,
    id: string | null,
    problem: RowProblem | null,
  ) => void;
  readonly read: Pick<Tally, "finish" | "drain" | "counts" | "rowsRead" | "noted">;
}

/** Rows wait here until something gives them a fate; the first one counts. */
function createFates(): Fates {
  const waiting = new Map<number, string>();
  const counts = { accepted: 0, known: 0, quarantined: 0, question: 0, rejected: 0, skipped: 0 };
  const notes = createNotes();
  const settled: NewImportRow[] = [];
  let rowsRead = 0;
  const give: Fates["give"] = (line, outcome, id, problem) => {
    const raw = waiting.get(line);
    if (raw === undefined) {
      return;
    }
    waiting.delete(line);
    counts[outcome] += 1;
    const column = problem?.column === "" ? null : (problem?.column ?? null);
    const reason = problem?.reason ?? null;
    settled.push({ line, raw, outcome, transactionId: id, column, reason });
    if (problem !== null && outcome !== "accepted" && outcome !== "known") {
      notes.add({ ...problem, line, outcome });
    }
  };
  return {
    give,
    open: (rows) => {
      for (const row of rows) {
        waiting.set(row.line, row.raw);
      }
      rowsRead += rows.length;
    },
    read: {
      finish: () => {
        const reason = "Nothing could be made of this row.";
        for (const line of [...waiting.keys()]) {
          give(line, "rejected", null, { line, column: "", value: "", reason });
        }
      },
      drain: () => settled.splice(0),
      counts: () => ({ ...counts }),
      rowsRead: () => rowsRead,
      noted: notes.all,
    },
  };
}

function createNotes() {
  const noted = new Map<NotedRow["outcome"], NotedRow[]>();
  return {
    add: (row: NotedRow) => {
      const list = noted.get(row.outcome) ?? [];
      noted.set(row.outcome, list);
      if (list.length < NOTED_MAX) {
        list.push(row);
      }
    },
    all: () => [...noted.values()].flat().sort((a, b) => a.line - b.line),
  };
}
