import type { BatchId } from "@/db/ids";
import { type LinkOf, listLinksOf, listTold } from "@/db/queries/chain-entries";
import {
  type FileItem,
  listItemsOfFiles,
  listPreferredOfFiles,
} from "@/db/queries/quarantine-of-files";
import type { LedgerEntry } from "@/db/queries/transactions";
import type { ClientTx } from "@/db/tenant";
import type { TransactionId } from "@/lib/tax/transaction";

/** What the books say of one identity now. */
export interface Standing {
  readonly fingerprint: string;
  /** Its latest version. */
  readonly entry: LedgerEntry;
  /**
   * "live": it counts; "linked": a transfer stands for it; "quarantined": it waits outside the books; "aside": somebody removed it, or
   * said that another report of it counts; "gone": other files say it otherwise by now.
   */
  readonly state: "live" | "linked" | "quarantined" | "aside" | "gone";
  /** Somebody corrected or removed it, or let it in: no import changes that. */
  readonly isHand: boolean;
  /** Why it waits outside the books, and what was said about that; null when it does not. */
  readonly item: FileItem | null;
  /** Batch and line of every row it was told by. */
  readonly rows: readonly string[];
}

/** What the books say of all that some files told. */
export interface Standings {
  readonly byFingerprint: ReadonlyMap<string, Standing>;
  /** What was touched by hand, by each of its rows. */
  readonly byHand: ReadonlyMap<string, Standing>;
  /** Transfers that stand for some of it. */
  readonly links: readonly LinkOf[];
}

/** Reads what the books say of these files. */
export async function standingsOf(tx: ClientTx, batches: readonly BatchId[]): Promise<Standings> {
  const told = await listTold(tx, batches);
  const byId = new Map(told.map((entry) => [entry.transaction.id, entry]));
  const latest = latestOf(told);
  const linked = latest.filter(({ voided }) => voided?.reason === "linked");
  const links = await listLinksOf(
    tx,
    linked.map(({ transaction }) => transaction.id),
  );
  const sides = new Set(links.flatMap(({ sent, received }) => [...sent, ...received]));
  const items = await listItemsOfFiles(tx, batches);
  const around: Around = {
    byId,
    sides,
    items: new Map(items.map((item) => [byId.get(item.row)?.fingerprint ?? "", item])),
    preferred: await listPreferredOfFiles(tx, batches),
  };
  const all = latest.map((entry) => standingOf(entry, around));
  const byHand = all.filter(({ isHand }) => isHand);
  return {
    links,
    byFingerprint: new Map(all.map((standing) => [standing.fingerprint, standing])),
    byHand: new Map(byHand.flatMap((standing) => standing.rows.map((row) => [row, standing]))),
  };
}

/** Of each identity the version that counts, else the one nothing took the place of. */
function latestOf(told: readonly LedgerEntry[]): readonly LedgerEntry[] {
  const printOf = new Map(told.map((entry) => [entry.transaction.id, entry.fingerprint]));
  const replaced = new Set(
    told.flatMap(({ replaces, fingerprint }) =>
      replaces !== null && printOf.get(replaces) === fingerprint ? [replaces] : [],
    ),
  );
  const latest = new Map<string, LedgerEntry>();
  for (const entry of told) {
    const { fingerprint, transaction } = entry;
    if (fingerprint === null || replaced.has(transaction.id)) {
      continue;
    }
    const other = latest.get(fingerprint);
    if (other === undefined || voidedAt(entry) >= voidedAt(other)) {
      latest.set(fingerprint, entry);
    }
  }
  return [...latest.values()];
}

/** What counts comes after all that does not. */
const voidedAt = ({ voided }: LedgerEntry): string => voided?.at ?? "~";

/** What else the books say of these files. */
interface Around {
  readonly byId: ReadonlyMap<TransactionId, LedgerEntry>;
  /** Rows that a transfer stands for. */
  readonly sides: ReadonlySet<TransactionId>;
  /** By identity: the latest of each. */
  readonly items: ReadonlyMap<string, FileItem>;
  readonly preferred: Awaited<ReturnType<typeof listPreferredOfFiles>>;
}

function standingOf(entry: LedgerEntry, around: Around): Standing {
  const { id } = entry.transaction;
  const state = stateOf(entry, around);
  const wasLetIn = around.preferred.entries.has(id) || wasTouched(entry, around.byId);
  const isOut = state === "gone" || state === "quarantined";
  const fingerprint = entry.fingerprint ?? "";
  return {
    fingerprint,
    entry,
    state,
    isHand: state === "aside" || (!isOut && wasLetIn),
    item: state === "quarantined" ? (around.items.get(fingerprint) ?? null) : null,
    rows: placesOfEntry(entry),
  };
}

function stateOf(
  { voided, transaction }: LedgerEntry,
  { sides, preferred }: Around,
): Standing["state"] {
  switch (voided?.reason) {
    case undefined:
      return "live";
    case "quarantined":
      return preferred.displaced.has(transaction.id) ? "aside" : "quarantined";
    case "deleted":
      return "aside";
    case "linked":
      // The transfer that stood for it was removed by hand.
      return sides.has(transaction.id) ? "linked" : "aside";
    default:
      return "gone";
  }
}

/** True when an earlier version of the same identity was corrected, or waited in quarantine and was let in. */
function wasTouched(entry: LedgerEntry, byId: ReadonlyMap<TransactionId, LedgerEntry>): boolean {
  let before = entry.replaces === null ? undefined : byId.get(entry.replaces);
  while (before !== undefined && before.fingerprint === entry.fingerprint) {
    const reason = before.voided?.reason;
    if (reason === "corrected" || reason === "quarantined") {
      return true;
    }
    before = before.replaces === null ? undefined : byId.get(before.replaces);
  }
  return false;
}

/** Batch and line of every row an entry was told by. */
export function placesOfEntry({ transaction: { origin } }: LedgerEntry): readonly string[] {
  return origin.from === "file"
    ? [origin, ...(origin.also ?? [])].flatMap(({ batch, lines }) =>
        lines.map((line) => `${batch}:${line}`),
      )
    : [];
}
