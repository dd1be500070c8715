import { randomBytes } from "node:crypto";
import { hashToken } from "./token";

/** Letters and digits that cannot be taken for each other (Crockford's base 32). */
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
const LENGTH = 24;
const COUNT = 10;

/** Ten new codes of 120 random bits each, in groups of four: "k3tz-…". */
export const newRecoveryCodes = (): readonly string[] =>
  Array.from({ length: COUNT }, () => {
    // 256 is a multiple of 32: every sign is equally likely.
    const signs = [...randomBytes(LENGTH)].map((byte) => ALPHABET[byte % ALPHABET.length] ?? "");
    return signs.join("").replace(/(.{4})(?=.)/g, "$1-");
  });

/** What is stored of a code; the same however it was typed: any case, with or without dashes, o for 0, i or l for 1. */
export const hashRecoveryCode = (code: string): string =>
  hashToken(
    code
      .toLowerCase()
      .replace(/[^0-9a-z]/g, "")
      .replace(/o/g, "0")
      .replace(/[il]/g, "1"),
  );
