import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { quantityText } from "@/lib/money/quantity";
import { type Usd, usdText } from "@/lib/money/usd";
import { type Books, booksOf, numbers } from "./arbitrary-ledger";

/** Ten thousand, or as many as asked. */
const RUNS = Number(process.env["PROPERTY_RUNS"] ?? 10_000);

/**
 * Holds `law` against ten thousand books. `seed` is one more number by chance, `list` what the books were made of: a failure
 * prints these numbers, and `booksOf(list)` makes the books again.
 */
export function forAllBooks(
  law: (told: Books, seed: number, list: readonly number[]) => void,
  numRuns: number = RUNS,
): void {
  fc.assert(
    fc.property(numbers, fc.integer(), (list, seed) => law(booksOf(list), seed, list)),
    { numRuns },
  );
}

/** The same with two clients' books. */
export function forAllPairs(law: (told: Books, others: Books) => void): void {
  fc.assert(
    fc.property(numbers, numbers, (list, others) => law(booksOf(list), booksOf(others))),
    { numRuns: RUNS },
  );
}

/** Fails unless both are equal; as `expect(…).toEqual`, which is too slow for a million comparisons. */
export function mustEqual(actual: unknown, expected: unknown, where: string): void {
  if (actual !== expected && !isDeepStrictEqual(actual, expected)) {
    throw new Error(`${where}: ${shown(actual)} is not ${shown(expected)}`);
  }
}

/** Fails unless the amounts are equal. */
export function mustBeUsd(actual: Usd | null | undefined, expected: Usd, where: string): void {
  if (actual !== expected) {
    const said = actual === null || actual === undefined ? "nothing" : usdText(actual);
    throw new Error(`${where}: ${said} is not ${usdText(expected)}`);
  }
}

/** Fails unless it is true. */
export function must(holds: boolean, where: string): void {
  if (!holds) {
    throw new Error(where);
  }
}

function shown(value: unknown): string {
  return (
    JSON.stringify(value, (_, each) =>
      typeof each === "bigint" ? `${each}` : each instanceof Map ? [...each] : each,
    ) ?? "undefined"
  ).slice(0, 1500);
}

/** Quantities by key as text, in order of the keys. */
export function unitsText(units: ReadonlyMap<string, Parameters<typeof quantityText>[0]>): string {
  return [...units]
    .map(([key, amount]) => `${key} ${quantityText(amount)}`)
    .filter((text) => !text.endsWith(" 0"))
    .sort()
    .join(", ");
}
