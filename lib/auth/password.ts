import { hash, verify } from "@node-rs/argon2";
import { err, ok, type Result } from "@/lib/result";
import { COMMON_PASSWORDS } from "./common-passwords";

/** argon2id, 19 MiB, two passes, one lane: OWASP's first choice, 7 ms alone on two cores (stack.md 2). */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export const PASSWORD_MIN = 15;
export const PASSWORD_MAX = 256;

/** Why a password is not taken. */
export type PasswordRefusal =
  | "password-too-short"
  | "password-too-long"
  | "password-too-common"
  | "password-about-you";

/**
 * Checks a new password by NIST SP 800-63B-4: at least 15 characters, any characters, no composition rules, no common,
 * repeated or sequential ones, none that is mostly the person's or the product's own name. `about`: name, e-mail, firm.
 */
export function checkPassword(
  password: string,
  about: readonly string[],
): Result<null, { code: PasswordRefusal }> {
  const length = [...password].length;
  if (length < PASSWORD_MIN) {
    return err({ code: "password-too-short" });
  }
  if (length > PASSWORD_MAX) {
    return err({ code: "password-too-long" });
  }
  const plain = password.normalize("NFKC").toLowerCase();
  if (isCommon(plain)) {
    return err({ code: "password-too-common" });
  }
  return without(plain, wordsOf(about)).length < PASSWORD_MIN / 2
    ? err({ code: "password-about-you" })
    : ok(null);
}

/** The hash to store. */
export const hashPassword = (password: string): Promise<string> =>
  hash(password.normalize("NFKC"), COST);

let stranger: Promise<string> | undefined;

/** True for the right password. Without a hash (no such user) it does the same work and says false. */
export async function isPassword(password: string, stored: string | null): Promise<boolean> {
  stranger ??= hashPassword("a password nobody has");
  const right = await verify(stored ?? (await stranger), password.normalize("NFKC"));
  return right && stored !== null;
}

function isCommon(plain: string): boolean {
  const letters = plain.replace(/[^\p{L}\p{N}]/gu, "");
  return (
    COMMON_PASSWORDS.has(plain) ||
    COMMON_PASSWORDS.has(letters) ||
    new Set(plain).size < 5 ||
    isRepeated(letters) ||
    isRun(letters)
  );
}

/** "passwordpassword", "abc123abc123abc123": a short unit over and over. */
function isRepeated(text: string): boolean {
  for (let unit = 1; unit <= text.length / 2; unit += 1) {
    if (
      text ===
      text
        .slice(0, unit)
        .repeat(Math.ceil(text.length / unit))
        .slice(0, text.length)
    ) {
      return true;
    }
  }
  return false;
}

const ROWS = [
  "abcdefghijklmnopqrstuvwxyz",
  "01234567890123456789",
  "qwertyuiopasdfghjklzxcvbnm",
  "qazwsxedcrfvtgbyhnujmikolp",
  "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
  "1q2w3e4r5t6y7u8i9o0p",
  "qwertzuiopasdfghjklyxcvbnm",
  "azertyuiopqsdfghjklmwxcvbn",
];

/** Made of long pieces of keyboard rows and sequences, forwards or backwards. */
function isRun(text: string): boolean {
  let rest = text;
  for (const row of [...ROWS, ...ROWS.map((line) => [...line].reverse().join(""))]) {
    for (let length = Math.min(row.length, rest.length); length >= 5; length -= 1) {
      for (let start = 0; start + length <= row.length; start += 1) {
        rest = rest.replaceAll(row.slice(start, start + length), "");
      }
    }
  }
  return rest.length < 5;
}

const PRODUCT_WORDS = [
  "lotwise",
  "password",
  "passphrase",
  "crypto",
  "bitcoin",
  "taxes",
  "harvest",
];

function wordsOf(about: readonly string[]): string[] {
  const words = about.flatMap((text) =>
    text
      .normalize("NFKC")
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u),
  );
  return [...PRODUCT_WORDS, ...words.filter((word) => word.length >= 3)].sort(
    (a, b) => b.length - a.length,
  );
}

/** What is left of the password when the words, digits and signs are taken out. */
function without(plain: string, words: readonly string[]): string {
  const rest = words.reduce((text, word) => text.replaceAll(word, ""), plain);
  return rest.replace(/[\p{P}\p{Z}]/gu, "");
}
