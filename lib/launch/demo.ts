import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { DEMO_USERS, type DemoUser } from "@/db/demo/books";
import { projectRoot } from "./paths";

export type DemoOptions = {
  /** The embedded server's superuser; without it there is no demo at all. */
  readonly adminUrl: string | undefined;
  readonly folder: string;
  /** What the web and the worker get: the demo is imported the way people import. */
  readonly env: NodeJS.ProcessEnv;
  readonly say: (line: string) => void;
};

/**
 * Imports the demo books into an embedded database that has no users yet, and finishes an import
 * that was cut off. Returns the demo users one can sign in as.
 */
export async function loadDemo({
  adminUrl,
  folder,
  env,
  say,
}: DemoOptions): Promise<readonly DemoUser[]> {
  const program = join(projectRoot, "db/seed.ts");
  if (adminUrl === undefined || !existsSync(program)) return [];
  const unfinished = join(folder, "demo-unfinished");
  if (existsSync(unfinished) || (await needsSeed(adminUrl))) {
    writeFileSync(unfinished, "");
    say("Loading the demo books.");
    await runSeed(program, env);
    rmSync(unfinished);
  }
  const emails = await userEmails(adminUrl);
  return DEMO_USERS.filter(({ email }) => emails.has(email));
}

async function runSeed(program: string, env: NodeJS.ProcessEnv): Promise<void> {
  const child = spawn(process.execPath, ["--import", "tsx", program], {
    cwd: projectRoot,
    env,
    stdio: ["ignore", "pipe", "pipe"],
    windowsHide: true,
  });
  let output = "";
  const collect = (chunk: Buffer) => {
    output += chunk.toString();
  };
  child.stdout.on("data", collect);
  child.stderr.on("data", collect);
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`The demo books could not be loaded:\n\n${output.trim()}`);
}

/** Nobody is there yet; or the demo's professionals are, from before they needed a second step. */
async function needsSeed(adminUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const professionals = DEMO_USERS.filter((user) => user.role !== "investor");
    const { rows } = await client.query<{ needed: boolean }>(
      `select not exists (select from users) or exists (
         select from users u where u.email = any($1)
           and not exists (select from totp_secrets t where t.user_id = u.id and t.confirmed_at is not null)
           and not exists (select from passkeys p where p.user_id = u.id)) as needed`,
      [professionals.map(({ email }) => email)],
    );
    return rows[0]?.needed ?? false;
  } finally {
    await client.end();
  }
}

async function userEmails(adminUrl: string): Promise<ReadonlySet<string>> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ email: string }>("select email from users");
    return new Set(rows.map(({ email }) => email));
  } finally {
    await client.end();
  }
}
