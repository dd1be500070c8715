import type { ImportBatch } from "@/db/queries/import-batches";
import type { JoinedChain } from "@/lib/importers/join-chain-files";
import type { OpenedFile } from "@/lib/importers/read-file";
import type { ParsedTransaction, SkippedRow } from "@/lib/importers/source";
import { invariant } from "@/lib/result";
import type { PassSink, Taken } from "./import-pass";
import type { JoinFile } from "./join-files";
import type { JoinPlan, Planned } from "./join-plan";
import type { Standings } from "./join-standings";

/** A file to be read once, and where its rows go. */
export interface OpenImport {
  readonly opened: OpenedFile;
  readonly sink: PassSink;
}

/** A file as it reads together with the other files of its address. */
export interface JoinedReading extends OpenImport {
  /** The account everything goes to. */
  readonly accountName: string;
}

/** Files read and joined, and what must change for the books to say so. */
export interface ReadJoined {
  readonly files: readonly JoinFile[];
  readonly joined: JoinedChain;
  readonly standings: Standings;
  readonly plan: JoinPlan;
  readonly accountName: string;
}

/** The one file's part of what all say: each of its rows with the event it belongs to, each with its fate. `takenOf`: that of an event. */
export function readingOf(
  { files, joined, plan, accountName }: ReadJoined,
  batch: ImportBatch,
  takenOf: (planned: Planned) => Taken,
): JoinedReading {
  const own = files.find((file) => file.batch.id === batch.id);
  invariant(own !== undefined, "a file is among those it is joined with");
  const fates = new Map<ParsedTransaction, Taken>();
  for (const planned of plan.events) {
    const part = planned.event.parts.find(({ file }) => file === batch.id);
    if (part !== undefined) {
      fates.set({ ...planned.parsed, lines: part.lines }, takenOf(planned));
    }
  }
  const { again, skipped } = leftOutOf(joined, plan.events, batch);
  for (const [line, planned] of again) {
    const { id } = takenOf(planned);
    fates.set({ ...planned.parsed, lines: [line] }, { id, isKnown: true, quarantined: null });
  }
  const { rows, rejected, kind, decoding } = own.opened;
  const whole = {
    rows,
    rowCount: rows.length,
    transactions: [...fates.keys()],
    skipped: [...own.opened.skipped, ...skipped],
    rejected,
  };
  return {
    accountName,
    opened: {
      kind,
      decoding: { ...decoding, notes: [...decoding.notes, ...notesOf(files, batch, plan)] },
      batches: (async function* () {
        yield whole;
      })(),
    },
    sink: {
      take: async (parsed) => parsed.map((one) => fates.get(one) ?? NOTHING),
      keepRows: async () => undefined,
      progress: async () => undefined,
    },
  };
}

const NOTHING: Taken = { id: null, isKnown: true, quarantined: null };

/** Rows of the file that are in no event of it: those another row says already, with its event, and those that mean nothing. */
function leftOutOf(
  { leftOut }: JoinedChain,
  events: readonly Planned[],
  batch: ImportBatch,
): {
  readonly again: readonly (readonly [line: number, planned: Planned])[];
  readonly skipped: readonly SkippedRow[];
} {
  const byRow = new Map(
    events.flatMap((planned) =>
      planned.event.parts.flatMap(({ file, lines }) =>
        lines.map((line): [string, Planned] => [`${file}:${line}`, planned]),
      ),
    ),
  );
  const again: [number, Planned][] = [];
  const skipped: SkippedRow[] = [];
  for (const { line, reason, same } of leftOut.filter(({ file }) => file === batch.id)) {
    const planned = same === undefined ? undefined : byRow.get(`${same.file}:${same.line}`);
    if (planned === undefined) {
      skipped.push({ line, reason });
    } else {
      again.push([line, planned]);
    }
  }
  return { again, skipped };
}

/** What becomes of an event with the import of a file. `suspected`: why it waits in quarantine. */
export function takenAs(suspected: ReadonlyMap<Planned, string>): (planned: Planned) => Taken {
  return (planned) => {
    const { entry, standing } = planned;
    const id = entry?.transaction.id ?? standing?.entry.transaction.id ?? null;
    return { id, isKnown: entry === null, quarantined: suspected.get(planned) ?? null };
  };
}

/** What reading a file together with others changes, in words. */
function notesOf(
  files: readonly JoinFile[],
  batch: ImportBatch,
  { events }: JoinPlan,
): readonly string[] {
  const others = files.filter((file) => file.batch.id !== batch.id);
  if (others.length === 0) {
    return [];
  }
  const fresh = events.filter(({ entry }) => entry !== null);
  const isOwn = ({ event }: Planned) => event.parts.some(({ file }) => file === batch.id);
  const complete = fresh.filter(
    (one) => isOwn(one) && one.event.parts.length > 1 && one.parsed.question === null,
  ).length;
  const anew = fresh.filter((one) => !isOwn(one)).length;
  const names = others.map((file) => file.batch.fileName).join(", ");
  const what = others.length === 1 ? "a file" : `${others.length} files`;
  return [
    `Joins with ${what} of this address imported before (${names}): ${count(complete, "transaction")} ${complete === 1 ? "becomes" : "become"} complete.`,
    ...(anew === 0
      ? []
      : [
          `${count(anew, "transaction")} imported before ${anew === 1 ? "is" : "are"} read anew with it.`,
        ]),
  ];
}

/** "1 transaction", "14 transactions". */
export const count = (number: number, noun: string): string =>
  `${number} ${noun}${number === 1 ? "" : "s"}`;
