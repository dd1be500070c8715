import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { projectRoot } from "./paths";

/** How to sign in to one set of demo books. */
export type DemoSignIn = {
  readonly email: string;
  readonly password: string;
  readonly who: string;
};

/** Loads the demo books into an embedded database without users; returns how to sign in to them. */
export async function loadDemo(
  adminUrl: string | undefined,
  say: (line: string) => void,
): Promise<readonly DemoSignIn[]> {
  const file = join(projectRoot, "db/seed.ts");
  if (adminUrl === undefined || !existsSync(file)) return [];
  const { seedDemo } = await import(pathToFileURL(file).href);
  return seedDemo(adminUrl, say);
}
