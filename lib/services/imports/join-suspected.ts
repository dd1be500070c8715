import { listEntriesById } from "@/db/queries/entries-by-id";
import type { ImportBatch } from "@/db/queries/import-batches";
import { listQuarantine } from "@/db/queries/quarantine";
import type { Suspicion } from "@/db/queries/quarantine-bulk";
import type { FileItem } from "@/db/queries/quarantine-of-files";
import type { ClientTx } from "@/db/tenant";
import type { TransactionId } from "@/lib/tax/transaction";
import { today } from "../quarantine/held";
import { type JoinPlan, type Planned, placesOf } from "./join-plan";
import { placesOfEntry } from "./join-standings";
import { bookSuspicions } from "./suspicions";

/** The files whose events are planned, and whether one of them was just taken back. */
export interface JoinedFiles {
  readonly files: readonly { readonly batch: ImportBatch }[];
  readonly isUndo: boolean;
}

/**
 * What of the events to be added must wait outside the books, and why: tokens nobody asked for, and what other reports tell already. The
 * files themselves and what of them is outdated are no other report. An event whose rows waited before goes on waiting, also where it
 * says more by now; one that somebody said is different from the other is not asked about again.
 */
export async function suspectedAmong(
  tx: ClientTx,
  plan: JoinPlan,
  { files, isUndo }: JoinedFiles,
): Promise<ReadonlyMap<Planned, Suspicion>> {
  const [first] = files;
  if (first === undefined) {
    return new Map();
  }
  const waiting = waitingBefore(plan);
  const suspicions = await bookSuspicions(tx, first.batch, {
    batches: files.map(({ batch }) => batch.id),
    outdated: new Set([...waiting.values()].map(({ row }) => row)),
  });
  // What stands beside something done by hand is a question and counts nowhere.
  const maybe = plan.events.filter(
    ({ entry, parsed, isBeside }) =>
      entry !== null && (!isBeside || parsed.spam !== undefined) && suspicions.mayConcern(parsed),
  );
  const told = await suspicions.of(maybe.map(({ parsed }) => parsed));
  const found = new Map(
    maybe.flatMap((planned, index): [Planned, Suspicion][] => {
      const suspicion = told[index] ?? null;
      return suspicion === null ? [] : [[planned, suspicion]];
    }),
  );
  const open = await withoutToldApart(tx, found);
  return isUndo ? open : new Map([...stillWaiting(plan, waiting), ...open]);
}

/** Rows that are outdated and wait, or were left out, because they seem to repeat another; by batch and line. */
function waitingBefore({ outdated }: JoinPlan): ReadonlyMap<string, FileItem> {
  return new Map(
    outdated.flatMap(({ item, rows }) =>
      item?.kind === "twin" && !item.isSuperseded
        ? rows.map((row): [string, FileItem] => [row, item])
        : [],
    ),
  );
}

/** Events of rows that waited: what held them back holds them back as before. */
function stillWaiting(
  { events }: JoinPlan,
  waiting: ReadonlyMap<string, FileItem>,
): readonly [Planned, Suspicion][] {
  return events.flatMap((planned): [Planned, Suspicion][] => {
    const place = placesOf(planned.event).find((row) => waiting.has(row));
    const item = place === undefined ? undefined : waiting.get(place);
    if (planned.entry === null || planned.isBeside || item === undefined) {
      return [];
    }
    const { other, score, shiftHours } = item;
    const reason = item.reason.endsWith(MORE) ? item.reason : `${item.reason}${MORE}`;
    return [[planned, { kind: "twin", other, score, reason, shiftHours, contract: null }]];
  });
}

const MORE = " Read together with the other files of its address, the row says more than then.";

/** Leaves out what somebody said is different: the other came in beside an earlier reading of the same rows. */
async function withoutToldApart(
  tx: ClientTx,
  found: ReadonlyMap<Planned, Suspicion>,
): Promise<ReadonlyMap<Planned, Suspicion>> {
  const isTwin = [...found.values()].some(({ kind }) => kind === "twin");
  const items = isTwin ? await listQuarantine(tx, { kind: "twin", decisions: ["different"] }) : [];
  if (items.length === 0) {
    return found;
  }
  const now = await today(
    tx,
    items.map(({ entry }) => entry),
  );
  const before = await listEntriesById(
    tx,
    items.flatMap(({ other }) => other ?? []),
  );
  const apart = new Set(
    items.flatMap(({ entry, other }) => {
      const held = other === null ? undefined : before.get(other);
      return held === undefined
        ? []
        : placesOfEntry(held).map((place) => nameOf(now.of(entry), place));
    }),
  );
  const isApart = ({ event }: Planned, { other }: Suspicion) =>
    placesOf(event).some((place) => apart.has(nameOf(other, place)));
  return new Map([...found].filter(([planned, suspicion]) => !isApart(planned, suspicion)));
}

const nameOf = (other: TransactionId | null, place: string): string => `${other} ${place}`;
