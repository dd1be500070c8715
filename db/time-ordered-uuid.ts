import { randomFillSync } from "node:crypto";

/** Ids of one millisecond before the next one is begun: what twelve bits count. */
const PER_MILLISECOND = 4096;

let millisecond = 0;
let time = "";
let count = 0;

/**
 * A uuid of version 7 (RFC 9562): milliseconds since 1970, a count of twelve bits, 62 random bits. Each sorts after the one before it in
 * this process, so that thousands of new rows go to the same pages of an index instead of one page each. It tells when it was made and
 * is no secret: what guards a row is the gate.
 */
export function timeOrderedUuid(): string {
  count += 1;
  const now = Date.now();
  if (now > millisecond) {
    begin(now);
  } else if (count === PER_MILLISECOND) {
    // More ids than the millisecond holds, or a clock that went back: we run ahead of it.
    begin(millisecond + 1);
  }
  return `${time}-7${count.toString(16).padStart(3, "0")}-${random()}`;
}

/** Random bytes of some hundred ids, fetched together as `crypto.randomUUID` does. */
const pool = Buffer.alloc(8 * 512);
let used = pool.length;

/** 64 bits as an id ends, the first two of them its variant: "9a3f-0c5e1b7d2468". */
function random(): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  pool[used] = ((pool[used] ?? 0) & 0x3f) | 0x80;
  const hex = pool.toString("hex", used, used + 8);
  used += 8;
  return `${hex.slice(0, 4)}-${hex.slice(4)}`;
}

function begin(next: number): void {
  millisecond = next;
  count = 0;
  const digits = next.toString(16).padStart(12, "0");
  time = `${digits.slice(0, 8)}-${digits.slice(8)}`;
}
