import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import type { TransactionId } from "@/lib/tax/transaction";
import type { QuarantineKind } from "../schema/quarantine";
import type { ClientWriteTx } from "../tenant";
import { insertVoided } from "./transaction-bulk";
import type { NewEntry } from "./transactions";

/** Why a row is kept apart. */
export interface Suspicion {
  readonly kind: QuarantineKind;
  /** The transaction in the books it seems to repeat; null for a token. */
  readonly other: TransactionId | null;
  /** 0 to 1000; null for a token. */
  readonly score: number | null;
  /** For people. */
  readonly reason: string;
  /** Whole hours its times are ahead of the other's throughout; null when they are not. */
  readonly shiftHours: number | null;
  /** The contract of a token nobody asked for. */
  readonly contract: string | null;
  /** What it seems to repeat besides the first: an order told in several fills. */
  readonly moreOthers?: readonly TransactionId[];
  /** Rows with the same name are one item: the fills of an order. */
  readonly set?: string;
}

/** A row of a file that is kept and does not count. */
export interface NewQuarantined {
  readonly entry: NewEntry;
  readonly suspicion: Suspicion;
}

/** Rows per statement. */
const CHUNK = 1000;

/** Keeps rows outside the books: their transactions voided from the start, and why. In the order given. */
export async function insertQuarantined(
  tx: ClientWriteTx,
  rows: readonly NewQuarantined[],
): Promise<void> {
  await insertVoided(
    tx,
    rows.map(({ entry }) => entry),
    "quarantined",
  );
  const items = itemsOf(rows);
  for (let start = 0; start < items.length; start += CHUNK) {
    await insertSuspicions(tx, items.slice(start, start + CHUNK));
  }
}

/** One item: the row that leads, and those that wait with it. */
interface NewItem extends NewQuarantined {
  readonly id: string;
  readonly moreRows: TransactionId[];
}

function itemsOf(rows: readonly NewQuarantined[]): readonly NewItem[] {
  const sets = new Map<string, NewItem>();
  return rows.flatMap(({ entry, suspicion }): readonly NewItem[] => {
    const { set } = suspicion;
    const there = set === undefined ? undefined : sets.get(set);
    if (there !== undefined) {
      there.moreRows.push(entry.transaction.id);
      return [];
    }
    const item = { id: randomUUID(), entry, suspicion, moreRows: [] };
    if (set !== undefined) {
      sets.set(set, item);
    }
    return [item];
  });
}

async function insertSuspicions(tx: ClientWriteTx, items: readonly NewItem[]): Promise<void> {
  const records = items.map(({ id, entry, suspicion }, place) => ({
    place,
    id,
    transaction_id: entry.transaction.id,
    kind: suspicion.kind,
    other_id: suspicion.other,
    score: suspicion.score,
    reason: suspicion.reason,
    shift_hours: suspicion.shiftHours,
    contract: suspicion.contract,
  }));
  await tx.db.execute(sql`
    insert into quarantine (client_id, id, transaction_id, kind, other_id, score, reason, shift_hours, contract)
    select ${tx.clientId}, id, transaction_id, kind, other_id, score, reason, shift_hours, contract
    from jsonb_to_recordset(${JSON.stringify(records)}::jsonb) as told (
      place int, id uuid, transaction_id uuid, kind text, other_id uuid, score int, reason text, shift_hours int, contract text)
    order by place`);
  await insertFurther(
    tx,
    items.flatMap(({ id, moreRows, suspicion: { moreOthers = [] } }) => [
      ...moreRows.map((row) => ({ item: id, decision: null, isOurs: true, row })),
      ...moreOthers.map((row) => ({ item: id, decision: null, isOurs: false, row })),
    ]),
  );
}

/** A further transaction of an item, or of a decision about it. */
export interface NewFurther {
  readonly item: string;
  readonly decision: string | null;
  readonly isOurs: boolean;
  readonly row: TransactionId;
}

/** Keeps further transactions of items, in the order given. */
export async function insertFurther(
  tx: ClientWriteTx,
  further: readonly NewFurther[],
): Promise<void> {
  if (further.length === 0) {
    return;
  }
  const records = further.map((one, place) => ({
    place,
    item: one.item,
    decision: one.decision,
    ours: one.isOurs,
    told: one.row,
  }));
  await tx.db.execute(sql`
    insert into quarantine_further (client_id, quarantine_id, decision_id, is_ours, transaction_id)
    select ${tx.clientId}, item, decision, ours, told
    from jsonb_to_recordset(${JSON.stringify(records)}::jsonb) as told (
      place int, item uuid, decision uuid, ours boolean, told uuid)
    order by place`);
}
