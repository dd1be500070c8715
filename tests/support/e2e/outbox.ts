import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { dataFolder } from "./journey";

/** The newest mail to somebody in the outbox, decoded; undefined while there is none. */
export function mailTo(email: string): string | undefined {
  const folder = join(dataFolder(), "outbox");
  let names: string[] = [];
  try {
    names = readdirSync(folder).filter((name) => name.endsWith(".eml"));
  } catch {
    return undefined;
  }
  return names
    .sort()
    .reverse()
    .map((name) => readFileSync(join(folder, name), "utf8"))
    .map((text) => text.replace(/=\r?\n/g, "").replace(/=3D/g, "="))
    .find((text) => text.includes(`To: ${email}`));
}

/** The path of the newest invitation to somebody, once the worker has written it. */
export async function invitationTo(email: string): Promise<string> {
  const path = () => /\/invite\/[\w-]{43}/.exec(mailTo(email) ?? "")?.[0];
  await expect.poll(path, { timeout: 30_000 }).toBeDefined();
  return path() ?? "";
}
