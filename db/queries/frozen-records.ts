import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import { and, eq } from "drizzle-orm";
import { invariant } from "@/lib/result";
import { frozenRecords } from "../schema/frozen-records";
import { sha256Hex } from "../sha256";
import type { ClientTx, ClientWriteTx } from "../tenant";

const pack = promisify(gzip);
const unpack = promisify(gunzip);

/** A text ready to be kept: its SHA-256 and its packed bytes. Made before the transaction, for packing takes time. */
export interface PackedRecord {
  readonly sha256: string;
  readonly size: number;
  readonly bytes: Uint8Array;
}

/** Packs a text. Equal texts give equal records. */
export async function packRecord(text: string): Promise<PackedRecord> {
  const plain = Buffer.from(text, "utf8");
  return {
    sha256: sha256Hex(plain),
    size: plain.byteLength,
    bytes: await pack(plain, { level: 6 }),
  };
}

/** Keeps a record; one that is there already stays as it is. */
export async function insertFrozenRecord(tx: ClientWriteTx, record: PackedRecord): Promise<void> {
  await tx.db
    .insert(frozenRecords)
    .values({ ...record, clientId: tx.clientId })
    .onConflictDoNothing();
}

/** The text of a record; null when there is none of that hash. A fault when what is kept is not what its hash says. */
export async function getFrozenRecord(tx: ClientTx, sha256: string): Promise<string | null> {
  const [row] = await tx.db
    .select({ bytes: frozenRecords.bytes, size: frozenRecords.size })
    .from(frozenRecords)
    .where(and(eq(frozenRecords.clientId, tx.clientId), eq(frozenRecords.sha256, sha256)));
  if (row === undefined) {
    return null;
  }
  const plain = await unpack(row.bytes);
  invariant(
    plain.byteLength === row.size && sha256Hex(plain) === sha256,
    "a frozen record is what its hash says",
  );
  return plain.toString("utf8");
}
