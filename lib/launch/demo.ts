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
  if (existsSync(unfinished) || (await userEmails(adminUrl)).size === 0) {
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
