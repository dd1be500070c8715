import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { beforeAll, it } from "vitest";
import { type Quantity, quantityText } from "@/lib/money/quantity";
import { type Usd, usdText } from "@/lib/money/usd";
import { computeYears } from "@/lib/tax/compute";
import type { Transaction } from "@/lib/tax/transaction";
import type { LedgerResult, YearResult } from "@/lib/tax/year-result";
import { type Books, booksOf, fewNumbers, ledgerFor, numbers } from "./arbitrary-ledger";
import { counting } from "./reckoning";

/** Ten thousand, or as many as asked. */
const RUNS = Number(process.env["PROPERTY_RUNS"] ?? 10_000);

/** One run: books, and what all laws ask of them, worked out once and only when asked. */
export class Case {
  readonly told: Books;
  /** A number by chance, for what a law shuffles. */
  readonly seed: number;
  readonly #others: readonly number[];
  #ledger: LedgerResult | null = null;
  #years: readonly YearResult[] | null = null;
  #unique: Result | null = null;
  #counting: readonly Transaction[] | null = null;

  constructor([list, seed, others]: Drawn) {
    this.told = booksOf(list);
    this.seed = seed;
    this.#others = others;
  }

  get ledger(): LedgerResult {
    this.#ledger ??= ledgerFor(this.told);
    return this.#ledger;
  }

  get years(): readonly YearResult[] {
    this.#years ??= yearsFor(this.told, this.ledger);
    return this.#years;
  }

  /** The transactions that have an effect. */
  get counting(): readonly Transaction[] {
    this.#counting ??= counting(this.told);
    return this.#counting;
  }

  /** The same books without rows whose id an earlier row has, and what comes out of them. */
  get unique(): Result {
    this.#unique ??= this.#withoutDuplicates();
    return this.#unique;
  }

  #withoutDuplicates(): Result {
    const ids = new Set<string>();
    const transactions = this.told.transactions.filter(({ id }) => !ids.has(id) && ids.add(id));
    if (transactions.length === this.told.transactions.length) {
      return { told: this.told, ledger: this.ledger, years: this.years };
    }
    const told = { ...this.told, transactions };
    const ledger = ledgerFor(told);
    return { told, ledger, years: yearsFor(told, ledger) };
  }

  /** Another client's books. */
  get others(): Books {
    return booksOf(this.#others);
  }
}

/** Books and what comes out of them. */
export interface Result {
  readonly told: Books;
  readonly ledger: LedgerResult;
  readonly years: readonly YearResult[];
}

type Drawn = readonly [list: readonly number[], seed: number, others: readonly number[]];

const drawn: fc.Arbitrary<Drawn> = fc.tuple(numbers, fc.integer(), fewNumbers);

/** Every year of some books, with what was said of assets. */
export function yearsFor(told: Books, ledger: LedgerResult): readonly YearResult[] {
  const { profiles, asOf, settings } = told;
  return computeYears({ ledger, profiles, asOf, assets: settings.assets });
}

/** Laws by name. Each throws where it does not hold. */
export type Laws = Readonly<Record<string, (run: Case) => void>>;

/**
 * Holds every law against the same ten thousand books, which are made and computed once for all of them, and reports each law
 * as a test of its own. A law that fails is then run alone, to find the smallest books it fails on: its message prints the
 * numbers that `booksOf` makes them of.
 */
export function testLaws(laws: Laws, numRuns: number = RUNS): void {
  const failed = new Map<string, Drawn>();
  beforeAll(() => {
    for (const each of fc.sample(drawn, numRuns)) {
      const run = new Case(each);
      for (const [name, law] of Object.entries(laws)) {
        if (!failed.has(name) && !holds(law, run)) {
          failed.set(name, each);
        }
      }
    }
  }, TIME);
  for (const [name, law] of Object.entries(laws)) {
    it(
      name,
      () => {
        const example = failed.get(name);
        if (example !== undefined) {
          const alone = fc.property(drawn, (each) => law(new Case(each)));
          fc.assert(alone, { numRuns: 1, examples: [[example as [number[], number, number[]]]] });
        }
      },
      TIME,
    );
  }
}

/** Enough for a machine busy with other things. */
const TIME = 300_000;

function holds(law: (run: Case) => void, run: Case): boolean {
  try {
    law(run);
    return true;
  } catch {
    return false;
  }
}

/** Fails unless both are equal; as `expect(…).toStrictEqual`, which is too slow for a million comparisons. */
export function mustEqual(actual: unknown, expected: unknown, where: string): void {
  if (!isSame(actual, expected)) {
    throw new Error(`${where}: ${shown(actual)} is not ${shown(expected)}`);
  }
}

/** `isDeepStrictEqual`, several times faster for what results are nearly all made of: lists and plain objects. */
function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) {
    return true;
  }
  if (!isObject(a) || !isObject(b)) {
    return false;
  }
  const prototype = Object.getPrototypeOf(a);
  if (prototype !== Object.getPrototypeOf(b)) {
    return false;
  }
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((each, index) => isSame(each, b[index]));
  }
  if (prototype !== Object.prototype) {
    return isDeepStrictEqual(a, b);
  }
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && isSame(a[key], b[key]))
  );
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

/** Fails unless the amounts are equal. */
export function mustBeUsd(actual: Usd | null | undefined, expected: Usd, where: string): void {
  if (actual !== expected) {
    const said = actual === null || actual === undefined ? "nothing" : usdText(actual);
    throw new Error(`${where}: ${said} is not ${usdText(expected)}`);
  }
}

/** Fails unless it is true. */
export function must(isTrue: boolean, where: string): void {
  if (!isTrue) {
    throw new Error(where);
  }
}

function shown(value: unknown): string {
  const plain = (_: string, each: unknown) =>
    typeof each === "bigint" ? `${each}` : each instanceof Map ? [...each] : each;
  return (JSON.stringify(value, plain) ?? "undefined").slice(0, 1500);
}

/** Quantities by key as text, in order of the keys. */
export function unitsText(units: ReadonlyMap<string, Quantity>): string {
  return [...units]
    .map(([key, amount]) => `${key} ${quantityText(amount)}`)
    .filter((text) => !text.endsWith(" 0"))
    .sort()
    .join(", ");
}
