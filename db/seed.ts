import { fileURLToPath, pathToFileURL } from "node:url";
import { env, resetEnv } from "@/lib/env";
// biome-ignore lint/style/noRestrictedImports: a program, not a layer: the demo comes in through the same services people use.
import { type DemoSignIn, loadDemo } from "@/lib/services/load-demo";
import { closePool } from "./client";
import { migrate } from "./migrate";

const FILES = fileURLToPath(new URL("./demo/files", import.meta.url));

/**
 * Loads the demo books into the database `adminUrl` names, migrating it first. Safe to run again: what is there stays as its
 * visitors left it. Only for databases of one's own machine: everybody knows the demo's passwords.
 */
export async function seedDemo(
  adminUrl: string,
  say: (line: string) => void,
): Promise<readonly DemoSignIn[]> {
  const { appUrl } = await migrate(adminUrl, { secret: env().AUTH_SECRET });
  Object.assign(process.env, { APP_DATABASE_URL: appUrl });
  resetEnv();
  return loadDemo(FILES, say);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { DATABASE_URL, APP_DATABASE_URL } = env();
  const say = (line: string) => console.log(line);
  // `npm start` has migrated already and gives only the address of the role without ownership.
  await (DATABASE_URL === undefined || APP_DATABASE_URL !== undefined
    ? loadDemo(FILES, say)
    : seedDemo(DATABASE_URL, say));
  await closePool();
}
