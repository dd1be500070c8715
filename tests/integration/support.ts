import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll } from "vitest";
import { closePool } from "@/db/client";
import { type ClientId, clientId, type FirmId, type UserId, userId } from "@/db/ids";
import { insertClient } from "@/db/queries/clients";
import { insertFirm, insertUser } from "@/db/queries/users";
import { withSystem } from "@/db/system";
import { type ClientWriteTx, withClient, withUser } from "@/db/tenant";
import { resetEnv } from "@/lib/env";
import { invariant, ok, type Result } from "@/lib/result";
import { testDatabase } from "../support/postgres";
import { testFolder } from "../support/test-folder";

/** A database of the calling file's own, and this process's pool on it as the web's role. */
export async function openDatabase(settings: Record<string, string> = {}) {
  const urls = await testDatabase();
  Object.assign(process.env, { APP_DATABASE_URL: urls.appUrl, ...settings });
  resetEnv();
  afterAll(closePool);
  return urls;
}

let count = 0;

/** An invented user; sign-in is not the point, so the hash is none. */
export async function makeUser(kind: "investor" | "professional" = "investor"): Promise<UserId> {
  count += 1;
  const email = `person${count}-${crypto.randomUUID()}@example.com`;
  const id = await withSystem((tx) =>
    insertUser(tx, { email, name: `Person ${count}`, kind, passwordHash: "none" }),
  );
  invariant(id !== null, "the e-mail is new");
  return id;
}

/** An investor with their own books. */
export async function makeInvestor(): Promise<{ id: UserId; client: ClientId }> {
  const id = await makeUser();
  const client = await withUser({ id }, (tx) =>
    insertClient(tx, { name: `Books ${count}`, holder: "self" }),
  );
  return { id, client };
}

/** A preparer with a firm and one client of it. */
export async function makePreparer(): Promise<{ id: UserId; firm: FirmId; client: ClientId }> {
  const id = await makeUser("professional");
  const firm = await withSystem((tx) => insertFirm(tx, `Firm ${count}`, id));
  const client = await withUser({ id }, (tx) =>
    insertClient(tx, { name: `Client ${count}`, holder: firm }),
  );
  return { id, firm, client };
}

/** Writes into a client's books; a refusal is a failed test. */
export async function write<T>(
  who: { id: UserId; client: ClientId },
  work: (tx: ClientWriteTx) => Promise<T>,
): Promise<T> {
  const result = await withClient(who, who.client, "write", async (tx) => ok(await work(tx)));
  invariant(result.ok, "the books are open to their owner");
  return result.value;
}

/** What a service answers when it answers; a refusal is a failed test. */
export async function valued<T>(result: Promise<Result<T, unknown>>): Promise<T> {
  const answer = await result;
  invariant(answer.ok, answer.ok ? "" : `a value, not ${JSON.stringify(answer.error)}`);
  return answer.value;
}

export const nobody = { id: userId("00000000-0000-4000-8000-000000000000") };
export const nowhere = clientId("00000000-0000-4000-8000-000000000001");

/** A folder of the calling file's own, or of the calling test's. */
export const makeFolder = (): string => testFolder("files");

/** The mails kept in an outbox, readable text, the oldest first. */
export async function readOutbox(dataFolder: string): Promise<string[]> {
  const folder = join(dataFolder, "outbox");
  try {
    const names = readdirSync(folder).filter((name) => name.endsWith(".eml"));
    return names.sort().map((name) => unfolded(readFileSync(join(folder, name), "utf8")));
  } catch {
    return [];
  }
}

/** Quoted-printable undone where it matters here: soft line breaks and "=". */
const unfolded = (text: string) => text.replace(/=\r?\n/g, "").replaceAll("=3D", "=");
