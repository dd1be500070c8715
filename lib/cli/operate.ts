import { existsSync } from "node:fs";
import { adminKeys, withAdminDatabase } from "@/lib/operate/admin";
import { backup } from "@/lib/operate/backup";
import { endSessions } from "@/lib/operate/end-sessions";
import { restore } from "@/lib/operate/restore";
import { rewrapKeys } from "@/lib/operate/rewrap";
import { parseKeyring } from "@/lib/secrets/keyring";
import type { Outcome } from "./outcome";

const OPERATE_USAGE = `Usage: npm run lotwise -- backup FILE
       npm run lotwise -- restore FILE
       npm run lotwise -- keys rewrap
       npm run lotwise -- sessions end EMAIL | --everybody

  backup FILE                           everything in the database as of now, into a new file; people go on working
  restore FILE                          a backup into an empty database: DATABASE_URL's, or a data folder's that is not running
  keys rewrap                           wraps every client's and user's key with the first of ENCRYPTION_KEYS
  sessions end EMAIL | --everybody      signs somebody, or everybody, out of every browser, with their next click`;

const WORDS = ["backup", "restore", "keys", "sessions"];

/** The words by which whoever runs the server is served: `backup`, `restore`, `keys`, `sessions`. */
export const isOperation = (word: string | undefined): boolean => WORDS.includes(word ?? "");

/** Runs one of them on the database of DATABASE_URL, else on the embedded one of the data folder. */
export async function runOperation(argv: readonly string[]): Promise<Outcome> {
  const [word, named, more] = argv;
  if (word === "sessions") {
    const isAsked = named === "end" && more !== undefined && argv.length === 3;
    return isAsked ? sessionsEnded(more) : { code: 2, out: "", error: OPERATE_USAGE };
  }
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

async function sessionsEnded(whose: string): Promise<Outcome> {
  const ended = await withAdminDatabase(({ url }) =>
    endSessions(url, whose === "--everybody" ? "everybody" : { email: whose }),
  );
  return ended === null
    ? refused("Nobody here has this e-mail.")
    : said(`${count(ended)} ${ended === 1 ? "session was" : "sessions were"} ended.`);
}

const count = (number: number) => number.toLocaleString("en-US");
const said = (out: string): Outcome => ({ code: 0, out, error: "" });
const refused = (error: string): Outcome => ({ code: 1, out: "", error });
