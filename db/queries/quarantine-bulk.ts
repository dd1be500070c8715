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
  for (let start = 0; start < rows.length; start += CHUNK) {
    const chunk = rows.slice(start, start + CHUNK);
    await insertVoided(
      tx,
      chunk.map(({ entry }) => entry),
      "quarantined",
    );
    await insertSuspicions(tx, chunk);
  }
}

async function insertSuspicions(tx: ClientWriteTx, rows: readonly NewQuarantined[]): Promise<void> {
  const records = rows.map(({ entry, suspicion }, place) => ({
    place,
    transaction_id: entry.transaction.id,
    kind: suspicion.kind,
    other_id: suspicion.other,
    score: suspicion.score,
    reason: suspicion.reason,
    shift_hours: suspicion.shiftHours,
    contract: suspicion.contract,
  }));
  await tx.db.execute(sql`
    insert into quarantine (client_id, transaction_id, kind, other_id, score, reason, shift_hours, contract)
    select ${tx.clientId}, transaction_id, kind, other_id, score, reason, shift_hours, contract
    from jsonb_to_recordset(${JSON.stringify(records)}::jsonb) as told (
      place int, transaction_id uuid, kind text, other_id uuid, score int, reason text, shift_hours int, contract text)
    order by place`);
}
