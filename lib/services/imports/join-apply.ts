import type { LinkOf } from "@/db/queries/chain-entries";
import {
  insertQuarantined,
  type NewQuarantined,
  type Suspicion,
} from "@/db/queries/quarantine-bulk";
import { insertTransactions } from "@/db/queries/transaction-bulk";
import { type LedgerEntry, type NewEntry, voidTransactions } from "@/db/queries/transactions";
import type { ClientWriteTx } from "@/db/tenant";
import { invariant } from "@/lib/result";
import type { TransactionId } from "@/lib/tax/transaction";
import { linkRows } from "../link-transfer";
import { type Separated, separate } from "../unlink-transfer";
import { type Planned, placesOf } from "./join-plan";
import type { ReadJoined } from "./join-reading";
import { placesOfEntry } from "./join-standings";
import { supersede } from "./join-supersede";
import { type JoinedFiles, suspectedAmong } from "./join-suspected";

/** A transfer that was taken apart, and what its rows are now. */
interface Apart {
  readonly link: LinkOf;
  readonly again: Separated;
}

/** What was done. */
export interface Applied {
  /** Why an added event waits in quarantine, by event. */
  readonly suspected: ReadonlyMap<Planned, string>;
  /** Transfers that could not be made again: one of their rows turned out to be something else. */
  readonly apart: number;
}

/**
 * Makes the books say what the plan says, inside a transaction that holds them: what is outdated is voided as "joined", never deleted;
 * what takes its place names it. Transfers of outdated rows are taken apart, and made again where their rows still are one move.
 */
export async function applyJoin(
  tx: ClientWriteTx,
  { plan, standings }: Pick<ReadJoined, "plan" | "standings">,
  joined: JoinedFiles,
): Promise<Applied> {
  const outdated = new Set(plan.outdated.map(({ entry }) => entry.transaction.id));
  const apart = await takeApart(tx, standings.links, outdated);
  const again = new Map(apart.flatMap((each) => [...each.again]));
  const stale = plan.outdated.flatMap(({ entry: { transaction, voided } }) => {
    const id = voided === null ? transaction.id : again.get(transaction.id);
    return id === undefined ? [] : [id];
  });
  await voidTransactions(tx, stale, "joined");
  const suspected = await add(tx, plan.events, await suspectedAmong(tx, plan, joined), again);
  await supersede(tx, plan);
  const before = new Map(plan.outdated.map(({ entry }) => [entry.transaction.id, entry]));
  const open = plan.events.filter((planned) => !suspected.has(planned));
  return { suspected, apart: await linkAgain(tx, apart, before, open) };
}

/** Takes the transfers apart that stand for an outdated row; each once, however many transfers stand for its rows. */
async function takeApart(
  tx: ClientWriteTx,
  links: readonly LinkOf[],
  outdated: ReadonlySet<TransactionId>,
): Promise<readonly Apart[]> {
  const apart: Apart[] = [];
  const done = new Set<TransactionId>();
  for (const link of links) {
    const sides = [...link.sent, ...link.received];
    if (sides.some((side) => outdated.has(side)) && !sides.some((side) => done.has(side))) {
      const separated = await separate(tx, link.transfer, "joined");
      invariant(separated.ok, "nothing changes meanwhile: the books are held");
      apart.push({ link, again: separated.value });
      for (const side of sides) {
        done.add(side);
      }
    }
  }
  return apart;
}

/** Adds what is new, each naming what it takes the place of. Returns why some wait in quarantine. */
async function add(
  tx: ClientWriteTx,
  events: readonly Planned[],
  suspected: ReadonlyMap<Planned, Suspicion>,
  again: Separated,
): Promise<ReadonlyMap<Planned, string>> {
  const fresh: NewEntry[] = [];
  const quarantined: NewQuarantined[] = [];
  for (const planned of events) {
    if (planned.entry === null) {
      continue;
    }
    const { replaces = null } = planned.entry;
    const next = replaces === null ? null : (again.get(replaces) ?? replaces);
    const entry = { ...planned.entry, replaces: next };
    const suspicion = suspected.get(planned);
    if (suspicion === undefined) {
      fresh.push(entry);
    } else {
      quarantined.push({ entry, suspicion });
    }
  }
  await insertTransactions(tx, fresh);
  await insertQuarantined(tx, quarantined);
  return new Map([...suspected].map(([planned, { reason }]) => [planned, reason]));
}

/**
 * Links again what was one move before, where each row is still one withdrawal or deposit. Returns how many transfers stay apart.
 * `before`: the entries that are read anew, by id.
 */
async function linkAgain(
  tx: ClientWriteTx,
  apart: readonly Apart[],
  before: ReadonlyMap<TransactionId, LedgerEntry>,
  events: readonly Planned[],
): Promise<number> {
  let open = 0;
  for (const { link, again } of apart) {
    const next = (id: TransactionId): TransactionId | null => {
      const entry = before.get(id);
      return entry === undefined ? (again.get(id) ?? null) : successorOf(entry, events);
    };
    const [sent, received] = [link.sent.map(next), link.received.map(next)];
    const isWhole = [...sent, ...received].every((id) => id !== null);
    const linked = isWhole
      ? await linkRows(tx, { sent: sent.filter(isId), received: received.filter(isId) })
      : null;
    open += linked?.ok === true ? 0 : 1;
  }
  return open;
}

const isId = (id: TransactionId | null): id is TransactionId => id !== null;

/** The one withdrawal or deposit that stands for the rows of an entry now. */
function successorOf(entry: LedgerEntry, events: readonly Planned[]): TransactionId | null {
  const rows = new Set(placesOfEntry(entry));
  const next = events.filter(
    ({ event, entry: added }) => added !== null && placesOf(event).some((row) => rows.has(row)),
  );
  const [only] = next;
  const isMove =
    next.length === 1 &&
    only?.entry?.transaction.kind === entry.transaction.kind &&
    (only.parsed.question === null || entry.question !== null);
  return isMove ? (only?.entry?.transaction.id ?? null) : null;
}
