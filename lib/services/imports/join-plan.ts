import { batchId } from "@/db/ids";
import { textOfEntry } from "@/db/queries/chain-entries";
import { fingerprintOf, type LedgerEntry, type NewEntry } from "@/db/queries/transactions";
import type { ChainEvent } from "@/lib/importers/join-chain-files";
import type { ParsedTransaction } from "@/lib/importers/source";
import type { AccountId, TransactionId } from "@/lib/tax/transaction";
import { fromParsed } from "./from-parsed";
import { placesOfEntry, type Standing, type Standings } from "./join-standings";

/** Whose account the events go to, and the names of their files by batch. */
export interface JoinInto {
  readonly account: AccountId;
  readonly fileNames: ReadonlyMap<string, string>;
}

/** What becomes of one event of the joined files. */
export interface Planned {
  readonly event: ChainEvent;
  /** As it is told, with what must be asked because of corrections by hand. */
  readonly parsed: ParsedTransaction;
  /** The entry that says it already; null when it is added. */
  readonly standing: Standing | null;
  /** What is added; null when nothing is. */
  readonly entry: NewEntry | null;
  /** It stands as a question beside what somebody corrected, removed or let in by hand. */
  readonly isBeside: boolean;
}

/** What must change so that the books say what all files say together. */
export interface JoinPlan {
  readonly events: readonly Planned[];
  /** Entries that no longer say what the files say; never one that was touched by hand. */
  readonly outdated: readonly Standing[];
}

/**
 * Compares what files of one owner say together with what the books say of them. The outcome depends on the files and on what was
 * done by hand, not on the order of imports. An event somebody corrected or removed by hand stays as they left it; if rows of another
 * file now tell more of it, that is added beside it as a question and does not count. `undone`: entries that were just taken back with
 * their file; what is told of their rows now names them.
 */
export function planJoin(
  events: readonly ChainEvent[],
  standings: Standings,
  into: JoinInto,
  undone: readonly LedgerEntry[] = [],
): JoinPlan {
  const claimed = new Set<string>();
  const planned = events.map((event) => {
    const one = planEvent(event, standings, into);
    claimed.add(one.fingerprint);
    return one;
  });
  const replaced = new Set(planned.flatMap(({ outdated }) => outdated ?? []));
  const outdated = [...standings.byFingerprint.values()].filter(
    (standing) =>
      replaced.has(standing) ||
      (!standing.isHand && standing.state !== "gone" && !claimed.has(standing.fingerprint)),
  );
  const before = rowsOf([...undone, ...outdated.map(({ entry }) => entry)]);
  return {
    outdated,
    events: planned.map(({ event, parsed, standing, entry, isBeside }) => ({
      event,
      parsed,
      standing,
      isBeside,
      entry: entry === null ? null : { ...entry, replaces: replacedBy(event, before) },
    })),
  };
}

interface PlannedOne extends Planned {
  readonly fingerprint: string;
  /** The entry of the same identity that it takes the place of. */
  readonly outdated: Standing | null;
}

function planEvent(event: ChainEvent, standings: Standings, into: JoinInto): PlannedOne {
  const { transaction } = event;
  const rows = placesOf(event);
  const own = standings.byFingerprint.get(fingerprintOf(into.account, transaction.key)) ?? null;
  if (own?.isHand === true && isSame(own.rows, rows)) {
    const { fingerprint } = own;
    const stays = { standing: own, entry: null, outdated: null, isBeside: false };
    return { event, parsed: transaction, fingerprint, ...stays };
  }
  const touched = rows.flatMap((row) => standings.byHand.get(row) ?? [])[0] ?? null;
  const key = own?.isHand === true ? `${transaction.key}:beside` : transaction.key;
  const parsed = touched === null ? transaction : asked({ ...transaction, key }, touched);
  const fingerprint = fingerprintOf(into.account, parsed.key);
  const entry = { ...entryOf(event, parsed, into), fingerprint };
  const standing = standings.byFingerprint.get(fingerprint) ?? null;
  const told = { event, parsed, fingerprint, isBeside: touched !== null };
  return standing !== null && saysTheSame(standing, entry)
    ? { standing, entry: null, outdated: null, ...told }
    : { standing: null, entry, outdated: standing, ...told };
}

function asked(parsed: ParsedTransaction, touched: Standing): ParsedTransaction {
  const done = touched.state === "aside" ? "removed" : "corrected";
  const reason = `You ${done} this transaction by hand when fewer files of the address were there. All files together say this: keep yours and remove this one, or take this one and remove yours.`;
  const line = parsed.lines[0] ?? 0;
  return { ...parsed, question: { line, column: "Hash", value: parsed.note, reason } };
}

/** The event as a transaction of the account, told by all its files. */
function entryOf(
  { parts }: ChainEvent,
  parsed: ParsedTransaction,
  { account, fileNames }: JoinInto,
): NewEntry {
  const [first, ...also] = parts.map(({ file, lines }) => ({
    batch: file,
    file: fileNames.get(file) ?? "",
    lines,
  }));
  const told = fromParsed(parsed, {
    batch: batchId(first?.batch ?? ""),
    file: first?.file ?? "",
    accounts: new Map([[parsed.accountName, account]]),
  });
  const origin = { ...told.origin, ...(also.length === 0 ? {} : { also }) };
  return { transaction: { ...told, origin }, question: parsed.question };
}

/** Where an event stands: batch and line of every row. */
export function placesOf({ parts }: Pick<ChainEvent, "parts">): readonly string[] {
  return parts.flatMap(({ file, lines }) => lines.map((line) => `${file}:${line}`));
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  const all = new Set(a);
  return a.length === b.length && b.every((row) => all.has(row));
}

/** A token that is kept apart is compared without the words of its question: they change with the files there are. */
function saysTheSame({ entry, state, fingerprint }: Standing, told: NewEntry): boolean {
  if (state === "gone") {
    return false;
  }
  const question = state === "quarantined" ? null : entry.question;
  const other = state === "quarantined" ? null : (told.question ?? null);
  const { transaction } = entry;
  return (
    textOfEntry({ transaction, question, fingerprint }) ===
    textOfEntry({ transaction: told.transaction, question: other, fingerprint })
  );
}

function rowsOf(entries: readonly LedgerEntry[]): ReadonlyMap<string, LedgerEntry> {
  return new Map(entries.flatMap((entry) => placesOfEntry(entry).map((row) => [row, entry])));
}

function replacedBy(
  event: ChainEvent,
  before: ReadonlyMap<string, LedgerEntry>,
): TransactionId | null {
  const first = placesOf(event).find((row) => before.has(row));
  return first === undefined ? null : (before.get(first)?.transaction.id ?? null);
}
