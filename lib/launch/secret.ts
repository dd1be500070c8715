import { randomBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { errorCode } from "./process";

/** The secret that signs cookies: AUTH_SECRET, else one made once and kept in the data folder. */
export const authSecret = (folder: string): string =>
  process.env["AUTH_SECRET"] ||
  keptSecret(join(folder, "auth-secret"), "Delete it; people sign in again.");

/**
 * What wraps the keys of clients and users: ENCRYPTION_KEYS, else one made once and kept in the data folder. Never made anew over a
 * damaged one: what it wrapped would be lost.
 */
export const encryptionKeys = (folder: string): string =>
  process.env["ENCRYPTION_KEYS"] ||
  keptSecret(
    join(folder, "encryption-keys"),
    "Bring it back from where you keep it; without it names and notes cannot be read.",
  );

function keptSecret(file: string, whenDamaged: string): string {
  try {
    writeFileSync(file, randomBytes(32).toString("base64url"), { mode: 0o600, flag: "wx" });
  } catch (error) {
    if (errorCode(error) !== "EEXIST") throw error;
  }
  const kept = readFileSync(file, "utf8").trim();
  if (kept.length < 32) throw new Error(`${file} is damaged. ${whenDamaged}`);
  return kept;
}
