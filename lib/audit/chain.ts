import { createHash } from "node:crypto";

/** One event of a client's audit trail as it is exported: the fields that are hashed, and the chain. */
export interface ChainedEvent {
  readonly clientId: string;
  readonly seq: number;
  /** UTC with milliseconds: "2025-12-31T23:59:59.000Z". */
  readonly at: string;
  readonly userId: string;
  readonly deed: string;
  readonly subjectId: string | null;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly previous: string;
  readonly hash: string;
}

/** What the first event of a client says of the one before it. */
export const GENESIS = "0".repeat(64);

/**
 * The hash an event must have: SHA-256 over its fields and the hash before it, as the database computes it when the event is added
 * (drizzle/0041). Any value in `detail` is allowed; what the database could not have written only gives another hash.
 */
export function eventHash(event: Omit<ChainedEvent, "hash">): string {
  const { previous, clientId, seq, at, userId, deed, subjectId, detail } = event;
  const text = [
    "lotwise audit 1",
    previous,
    clientId,
    seq,
    at,
    userId,
    deed,
    subjectId ?? "-",
    jsonbText(detail),
  ].join("\n");
  return createHash("sha256").update(text, "utf8").digest("hex");
}

/** JSON as PostgreSQL writes a `jsonb`: keys by length in bytes, then by bytes; one space after each comma and colon; numbers written out. */
export function jsonbText(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(jsonbText).join(", ")}]`;
  }
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).sort(([a], [b]) => byLengthThenBytes(a, b));
    return `{${entries.map(([key, held]) => `${JSON.stringify(key)}: ${jsonbText(held)}`).join(", ")}}`;
  }
  return typeof value === "number" ? writtenOut(value) : (JSON.stringify(value) ?? "null");
}

function byLengthThenBytes(a: string, b: string): number {
  const [left, right] = [Buffer.from(a, "utf8"), Buffer.from(b, "utf8")];
  return left.length - right.length || Buffer.compare(left, right);
}

const EXPONENT = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/;

/** A number without an exponent: PostgreSQL keeps every digit of 1e21 and of 1e-7. */
function writtenOut(value: number): string {
  const text = JSON.stringify(value);
  const [, sign = "", whole = "", fraction = "", power = "0"] = EXPONENT.exec(text) ?? [];
  if (whole === "") {
    return text;
  }
  const digits = whole + fraction;
  const point = 1 + Number(power);
  if (point <= 0) {
    return `${sign}0.${"0".repeat(-point)}${digits}`;
  }
  return `${sign}${digits.padEnd(point, "0")}`;
}
