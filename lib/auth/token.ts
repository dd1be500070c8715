import { createHash, randomBytes } from "node:crypto";

/** 256 random bits as text for a cookie or a link. */
export const newToken = (): string => randomBytes(32).toString("base64url");

/** What is stored of a token: its SHA-256 in hex. Enough for 256 random bits; a stolen table opens nothing. */
export const hashToken = (token: string): string =>
  createHash("sha256").update(token).digest("hex");
