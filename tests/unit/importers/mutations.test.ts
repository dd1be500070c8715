import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { FIXTURES, places, read } from "./read";

/** Seeded numbers, so that a failure repeats. */
function stream(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return state % below;
  };
}

type Mutation = (bytes: Buffer, random: (below: number) => number) => Buffer;
const lines = (bytes: Buffer) => bytes.toString().split("\n");
const joined = (rows: string[]) => Buffer.from(rows.join("\n"));
const flip: Mutation = (bytes, random) => {
  const copy = Buffer.from(bytes);
  for (let count = 0; count < 3; count += 1) {
    const at = random(copy.length);
    copy[at] = (copy[at] ?? 0) ^ (1 << random(8));
  }
  return copy;
};

const MUTATIONS: Record<string, Mutation> = {
  truncated: (bytes, random) => bytes.subarray(0, random(bytes.length)),
  "columns swapped": (bytes, random) => {
    const rows = lines(bytes).map((row) => row.split(","));
    const [a, b] = [random(6), random(6)];
    return joined(
      rows.map((row) =>
        [...row]
          .map((cell, index) =>
            index === a ? (row[b] ?? cell) : index === b ? (row[a] ?? cell) : cell,
          )
          .join(","),
      ),
    );
  },
  "column missing": (bytes, random) => {
    const gone = random(6);
    return joined(
      lines(bytes).map((row) =>
        row
          .split(",")
          .filter((_, index) => index !== gone)
          .join(","),
      ),
    );
  },
  footer: (bytes) =>
    Buffer.concat([bytes, Buffer.from("\n\nThis report is for information only; see terms.\n")]),
  "totals row": (bytes) => Buffer.concat([bytes, Buffer.from(`\nTotal${",".repeat(8)}12345.67\n`)]),
  preamble: (bytes) =>
    Buffer.concat([Buffer.from('Account statement\n"Period, all"\n\nGenerated,today\n'), bytes]),
  "row doubled": (bytes, random) => {
    const rows = lines(bytes);
    return joined([...rows, rows[random(rows.length)] ?? ""]);
  },
  "line cut": (bytes, random) => {
    const rows = lines(bytes);
    const at = random(rows.length);
    return joined(
      rows.map((row, index) => (index === at ? row.slice(0, random(row.length + 1)) : row)),
    );
  },
  "quote put in": (bytes, random) => {
    const at = random(bytes.length);
    return Buffer.concat([bytes.subarray(0, at), Buffer.from('"'), bytes.subarray(at)]);
  },
  "bytes flipped": flip,
  "bytes put in": (bytes, random) => {
    const at = random(bytes.length);
    return Buffer.concat([
      bytes.subarray(0, at),
      Buffer.from([random(256), random(256)]),
      bytes.subarray(at),
    ]);
  },
};

const paths = readdirSync(FIXTURES).flatMap((source) =>
  readdirSync(`${FIXTURES}/${source}`).map((file) => `${source}/${file}`),
);
/** Eleven kinds of damage four times: more than forty ways for each fixture; MUTATION_ROUNDS asks for more. */
const ROUNDS = Number(process.env["MUTATION_ROUNDS"] ?? 4);

describe("damaged files: no crash, no hang, every error with its place", () => {
  it.each(Object.entries(MUTATIONS))(
    `%s, ${ROUNDS} times each fixture`,
    async (name, mutate) => {
      const started = process.cpuUsage();
      let seen = 0;
      for (const [index, path] of paths.entries()) {
        const bytes = readFileSync(`${FIXTURES}/${path}`);
        for (let round = 0; round < ROUNDS; round += 1) {
          const random = stream(index * 1_000 + round + name.length * 77_777);
          const result = await read(path, mutate(bytes, random));
          seen += 1;
          if (!result.ok) {
            expect(result.error.file).toBe(path);
            expect(result.error.reason).toMatch(/^[A-Z].+[.)]$/);
            // About the file as a whole: it has no place in it.
            const isWhole = ["empty-file", "not-text", "needs-answer"].includes(result.error.code);
            expect(isWhole || (result.error.line ?? 0) > 0, JSON.stringify(result.error)).toBe(
              true,
            );
            continue;
          }
          const { rows, placed, twice } = places(result.value);
          expect({ placed, twice }).toEqual({ placed: rows, twice: 0 });
          for (const problem of result.value.rejected) {
            expect(problem.line).toBeGreaterThan(0);
            expect(problem.column).not.toBe("");
            expect(problem.reason).not.toBe("");
          }
          const keys = result.value.transactions.map((each) => each.key);
          expect(new Set(keys).size).toBe(keys.length);
        }
      }
      const used = process.cpuUsage(started);
      expect(seen).toBe(paths.length * ROUNDS);
      expect((used.user + used.system) / 1e6).toBeLessThan(30);
    },
    60_000,
  );
});
