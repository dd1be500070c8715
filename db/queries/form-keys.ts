import { type SQL, sql } from "drizzle-orm";
import type { Vault } from "@/lib/secrets/vault";
import type { Database } from "../connection";
import type { FirmTx } from "../firm-gate";
import type { Sending, SentRefusal } from "../sending";
import type { SystemTx } from "../system";
import type { ClientTx, UserTx } from "../tenant";
import { clientVault, userVault } from "./keys";

/** Where the keys of one person's forms are kept: in a client's books, or beside them. */
export interface Shelf {
  readonly db: Database;
  readonly table: "client_form_keys" | "user_form_keys";
  /** The columns of the key's owner, and what stands in them. */
  readonly columns: SQL;
  readonly values: SQL;
  readonly isTheirs: SQL;
  readonly vault: () => Promise<Vault>;
}

/** The shelf of a person in one client's books. */
export const shelfOfClient = (tx: ClientTx): Shelf => ({
  db: tx.db,
  table: "client_form_keys",
  columns: sql.raw("client_id, user_id"),
  values: sql`${tx.clientId}, ${tx.userId}`,
  isTheirs: sql`client_id = ${tx.clientId} and user_id = ${tx.userId}`,
  vault: () => clientVault(tx),
});

/** The shelf of a person beside all books: what they do for their firm and on their lists. */
export const shelfOfUser = ({ db, userId }: UserTx | FirmTx): Shelf => ({
  db,
  table: "user_form_keys",
  columns: sql.raw("user_id"),
  values: sql`${userId}`,
  isTheirs: sql`user_id = ${userId}`,
  vault: () => userVault({ db, userId } as UserTx, userId),
});

/**
 * Takes a form's key for the present transaction; null: it is ours, do what the form says. Whoever sends the same form meanwhile waits here
 * until this transaction ends, and is then refused with the first outcome, or takes the key when nothing came of it.
 */
export async function claimFormKey(
  shelf: Shelf,
  { key, attempt, body }: Sending,
): Promise<SentRefusal | null> {
  const { db, columns, values, isTheirs } = shelf;
  const table = sql.raw(shelf.table);
  const taken = await db.execute(sql`
    insert into ${table} (${columns}, key, attempt, body) values (${values}, ${key}, ${attempt}, ${body})
    on conflict do nothing returning key`);
  if (taken.rows.length > 0) {
    return null;
  }
  const { rows } = await db.execute<{ attempt: string; body: string; outcome: string | null }>(sql`
    select attempt, body, outcome from ${table} where ${isTheirs} and key = ${key}`);
  const [first] = rows;
  if (first?.attempt === attempt) {
    // A deed of several steps: this request took the key in an earlier one.
    return null;
  }
  if (first === undefined || first.body !== body || first.outcome === null) {
    return { code: "sent-before" };
  }
  const value: unknown = JSON.parse((await shelf.vault()).open(placeOf(shelf, key), first.outcome));
  return { code: "sent-before", first: { value } };
}

/** Keeps what the form of a claimed key was answered, with what it did. */
export async function keepOutcome(shelf: Shelf, { key }: Sending, value: unknown): Promise<void> {
  const { db, isTheirs } = shelf;
  const text = JSON.stringify(value ?? null);
  const outcome = (await shelf.vault()).seal(placeOf(shelf, key), text);
  await db.execute(sql`
    update ${sql.raw(shelf.table)} set outcome = ${outcome}
    where ${isTheirs} and key = ${key}`);
}

/** Forgets the keys of forms sent more than a day ago: housekeeping. */
export async function dropStaleFormKeys(tx: SystemTx): Promise<void> {
  await tx.db.execute(sql`delete from client_form_keys where sent_at < now() - interval '1 day'`);
  await tx.db.execute(sql`delete from user_form_keys where sent_at < now() - interval '1 day'`);
}

const placeOf = ({ table }: Shelf, key: string) => ({ table, column: "outcome", row: key });
