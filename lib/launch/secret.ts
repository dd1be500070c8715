import { randomBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { errorCode } from "./process";

/** The secret that signs cookies: AUTH_SECRET, else one made once and kept in the data folder. */
export function authSecret(folder: string): string {
  const given = process.env["AUTH_SECRET"];
  if (given) return given;
  const file = join(folder, "auth-secret");
  try {
    writeFileSync(file, randomBytes(32).toString("base64url"), { mode: 0o600, flag: "wx" });
  } catch (error) {
    if (errorCode(error) !== "EEXIST") throw error;
  }
  const kept = readFileSync(file, "utf8").trim();
  if (kept.length < 32) throw new Error(`${file} is damaged. Delete it; people sign in again.`);
  return kept;
}
