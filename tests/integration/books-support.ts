import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import type { ClientId, UserId } from "@/db/ids";
import { withClient } from "@/db/tenant";
import type { Answers } from "@/lib/importers/source";
import { invariant, ok } from "@/lib/result";
import { commitImport } from "@/lib/services/commit-import";
import { type Received, receiveUpload } from "@/lib/services/receive-upload";
import { COINBASE_HEADER } from "../support/source-headers";

/** Whose books. */
export interface Owner {
  readonly id: UserId;
  readonly client: ClientId;
}

export const sha256 = (text: string | Uint8Array) =>
  createHash("sha256").update(text).digest("hex");

async function* bytesOf(text: string | Uint8Array, piece = 60_000): AsyncGenerator<Uint8Array> {
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  for (let at = 0; at < bytes.length; at += piece) {
    yield bytes.subarray(at, at + piece);
  }
}

/** Uploads text as a file, the way the route does. */
export function upload(
  who: Owner,
  fileName: string,
  text: string | Uint8Array,
  told: { size?: number; sha256?: string | null; answers?: Answers } = {},
) {
  return receiveUpload(who, who.client, {
    fileName,
    size: told.size ?? (typeof text === "string" ? Buffer.byteLength(text) : text.length),
    sha256: told.sha256 === undefined ? sha256(text) : told.sha256,
    body: bytesOf(text),
    answers: told.answers ?? {},
  });
}

/** Uploads, and gives the batch of a new file. */
export async function previewed(who: Owner, fileName: string, text: string | Uint8Array) {
  const received = await upload(who, fileName, text);
  invariant(received.ok, `the file is taken: ${JSON.stringify(received)}`);
  invariant(received.value.is === "new", "the file is new");
  return received.value;
}

/** Uploads and commits; gives the batch's id and the counts. */
export async function imported(who: Owner, fileName: string, text: string | Uint8Array) {
  const { batchId } = await previewed(who, fileName, text);
  const committed = await commitImport(who, who.client, batchId);
  invariant(committed.ok, `the import is committed: ${JSON.stringify(committed)}`);
  return { batchId, ...committed.value };
}

export type { Received };

/**
 * A hash over everything the live facts of a client say, ids and record keeping aside: two equal hashes are two equal
 * ledgers. Accounts by name. `acrossBooks`: also aside which import a fact came with and its fingerprint, which holds
 * the account's id.
 */
export async function stateHash(who: Owner, { acrossBooks = false } = {}): Promise<string> {
  const own = acrossBooks ? sql`null` : sql`t.fingerprint, t.batch_id`;
  const result = await withClient(who, who.client, "read", async (tx) => {
    const { rows } = await tx.db.execute<{ facts: string | null; count: string }>(sql`
      select count(*), string_agg(fact::text, E'\n' order by fact::text collate "C") as facts from (
        select jsonb_build_array(a.name, b.name, t.kind, t.at, t.date_only, t.sequence, t.sent_asset,
          t.sent_quantity::text, t.received_asset, t.received_quantity::text, t.value_usd::text, t.fee_usd::text,
          t.fees, t.detail - 'linkedSent' - 'linkedReceived', ${own}, t.file_name, t.lines,
          t.note, t.question) as fact
        from transactions t
          join accounts a on a.client_id = t.client_id and a.id = t.account_id
          left join accounts b on b.client_id = t.client_id and b.id = t.to_account_id
        where t.client_id = ${tx.clientId} and t.voided_at is null) facts`);
    return ok(`${rows[0]?.count}:${sha256(rows[0]?.facts ?? "")}`);
  });
  invariant(result.ok, "the books are open");
  return result.value;
}

/** A Coinbase history of invented rows, newest header generation with ids. */
export function coinbaseFile(rows: readonly string[]): string {
  return `Transactions\nUser,Robin Ashby,11111111-2222-4333-8444-555555555555\n${COINBASE_HEADER}\n${rows.join("\n")}\n`;
}

/** One buy of the Coinbase history. */
export const buyRow = (
  id: string,
  time: string,
  quantity: string,
  price: string,
  subtotal: string,
  asset = "BTC",
) =>
  `${id},${time},Buy,${asset},${quantity},USD,$${price},$${subtotal},$${subtotal},$0.00,Bought ${quantity} ${asset}`;
