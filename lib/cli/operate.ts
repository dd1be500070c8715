import { existsSync } from "node:fs";
import { adminKeys, withAdminDatabase } from "@/lib/operate/admin";
import { backup } from "@/lib/operate/backup";
import { restore } from "@/lib/operate/restore";
import { rewrapKeys } from "@/lib/operate/rewrap";
import { parseKeyring } from "@/lib/secrets/keyring";
import type { Outcome } from "./outcome";

const OPERATE_USAGE = `Usage: npm run lotwise -- backup FILE
       npm run lotwise -- restore FILE
       npm run lotwise -- keys rewrap

  backup FILE                           everything in the database as of now, into a new file; people go on working
  restore FILE                          a backup into an empty database: DATABASE_URL's, or a data folder's that is not running
  keys rewrap                           wraps every client's and user's key with the first of ENCRYPTION_KEYS`;

/** The words by which whoever runs the server is served: `backup`, `restore`, `keys`. */
export const isOperation = (word: string | undefined): boolean =>
  word === "backup" || word === "restore" || word === "keys";

/** Runs one of them on the database of DATABASE_URL, else on the embedded one of the data folder. */
export async function runOperation(argv: readonly string[]): Promise<Outcome> {
  const [word, named, more] = argv;
  if (named === undefined || more !== undefined || (word === "keys" && named !== "rewrap")) {
    return { code: 2, out: "", error: OPERATE_USAGE };
  }
  if (word === "backup") {
    return existsSync(named) ? refused(`${named} exists already.`) : backedUp(named);
  }
  return word === "restore" ? restored(named) : rewrapped();
}

async function backedUp(file: string): Promise<Outcome> {
  const made = await withAdminDatabase(({ url }) => backup(url, file));
  const keys =
    made.keys.length === 0
      ? ""
      : `\nNames and notes in it are sealed: keep ENCRYPTION_KEYS (${made.keys.join(", ")}) too, and somewhere else.`;
  return said(
    `${file}: ${count(made.rows)} rows of ${made.tables} tables as of ${made.takenAt}.\nSHA-256 of its lines: ${made.sha256}${keys}`,
  );
}

async function restored(file: string): Promise<Outcome> {
  const result = await withAdminDatabase(async ({ url, secret, isServed }) =>
    isServed
      ? {
          ok: false as const,
          error: "Lotwise runs on this data folder. Stop it, or name another with LOTWISE_DATA.",
        }
      : restore(url, file, { keys: adminKeys(), secret: secret() }),
  );
  if (!result.ok) {
    return refused(result.error);
  }
  const { rows, tables, takenAt } = result.value;
  return said(`Restored ${count(rows)} rows of ${tables} tables as of ${takenAt}.`);
}

async function rewrapped(): Promise<Outcome> {
  const ring = parseKeyring(adminKeys());
  const { anew, already } = await withAdminDatabase(({ url }) => rewrapKeys(url, ring));
  return said(
    `${count(anew)} keys wrapped anew with ${ring.wrapping.id}, ${count(already)} were already. Other keys of ENCRYPTION_KEYS may go.`,
  );
}

const count = (number: number) => number.toLocaleString("en-US");
const said = (out: string): Outcome => ({ code: 0, out, error: "" });
const refused = (error: string): Outcome => ({ code: 1, out: "", error });
