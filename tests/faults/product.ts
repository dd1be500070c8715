import { createHash, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { clusterUrl } from "@/lib/launch/postgres-cluster";
import { pause } from "@/lib/launch/process";
import { inDatabase } from "../support/cluster";
import { type Launcher, ready, startLauncher } from "../support/launcher";

/** Somebody who uses the product over HTTP, and the books they own. */
export interface Person {
  readonly user: string;
  readonly client: string;
  /** What the browser sends. */
  readonly cookie: string;
}

/** The running product: started as people start it, asked over HTTP, looked at from outside by the server's superuser. */
export interface Product {
  readonly launcher: Launcher;
  readonly stop: () => Promise<void>;
}

/** Starts the product on its own data and port; resolves when it serves. */
export async function startProduct(data: string, port: number): Promise<Product> {
  const launcher = await ready(startLauncher({ data, port }), 240_000);
  return {
    launcher,
    stop: async () => {
      await launcher.stop();
    },
  };
}

const WAIT_MS = 60_000;

/** Asks the product's database as its superuser, again until the server is there. */
export async function ask<Row extends pg.QueryResultRow>(
  data: string,
  text: string,
  values: readonly unknown[] = [],
): Promise<readonly Row[]> {
  const until = performance.now() + WAIT_MS;
  for (;;) {
    try {
      return await askOnce<Row>(data, text, values);
    } catch (error) {
      if (performance.now() > until) {
        throw error;
      }
      await pause(100);
    }
  }
}

async function askOnce<Row extends pg.QueryResultRow>(
  data: string,
  text: string,
  values: readonly unknown[],
): Promise<readonly Row[]> {
  const noted = readFileSync(join(data, "pg", "postmaster.pid"), "utf8").split("\n");
  const url = inDatabase(clusterUrl(join(data, "pg"), Number(noted[3])), "lotwise");
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3000 });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return (await client.query<Row>(text, [...values])).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** A new person with empty books, signed in. */
export async function makePerson(data: string): Promise<Person> {
  const email = `${randomBytes(8).toString("hex")}@example.com`;
  const token = randomBytes(32).toString("base64url");
  const hash = createHash("sha256").update(token).digest("hex");
  const [row] = await ask<{ user_id: string; client_id: string }>(
    data,
    `with person as (
       insert into users (email, name, kind) values ($1, 'Robin Ashby', 'investor') returning id),
     books as (
       insert into clients (name, owner_user_id) select 'Books', id from person returning client_id),
     session as (
       insert into sessions (token_hash, user_id, expires_at, stage, stepped_up_at)
       select $2, id, now() + interval '1 day', 'full', now() from person)
     select person.id as user_id, books.client_id from person, books`,
    [email, hash],
  );
  if (row === undefined) {
    throw new Error("nobody was made");
  }
  return { user: row.user_id, client: row.client_id, cookie: `lotwise.session=${token}` };
}
