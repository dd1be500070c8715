import { Exact } from "@/lib/money/exact";

/** A number of a case: plain decimal text, or an exact fraction "a/b". */
export function number(text: string): Exact {
  const [top = "0", bottom] = text.split("/");
  return bottom === undefined ? new Exact(top) : new Exact(top).div(bottom);
}

/** True when two numbers differ by no more than `tolerance`. */
export function within(expected: string, actual: string | null, tolerance: string): boolean {
  return actual !== null && number(expected).minus(actual).abs().lte(tolerance);
}

/** The comparison of the ledger cases: 1e-15 relative, 1e-15 absolute below 1. */
export function sameToTheLast(expected: string, actual: string | null): boolean {
  if (actual === null) {
    return false;
  }
  const size = Exact.max(number(expected).abs(), 1);
  return number(expected).minus(actual).abs().lte(size.times("1e-15"));
}

/** Keeps differences and knows how to say them. */
export class Check {
  readonly differences: string[] = [];

  text(what: string, expected: unknown, actual: unknown): void {
    if (expected !== actual) {
      this.differences.push(`${what}: expected ${String(expected)}, got ${String(actual)}`);
    }
  }

  exact(what: string, expected: string, actual: string | null): void {
    if (!sameToTheLast(expected, actual)) {
      this.differences.push(`${what}: expected ${expected}, got ${String(actual)}`);
    }
  }

  money(what: string, expected: string, actual: string | null, tolerance = "0.005"): void {
    if (!within(expected, actual, tolerance)) {
      this.differences.push(`${what}: expected ${expected}, got ${String(actual)}`);
    }
  }

  /** Every expected row has one actual row under the same key, and the other way round. */
  rows<E, A>(
    what: string,
    expected: readonly E[],
    actual: readonly A[],
    keys: { readonly expected: (row: E) => string; readonly actual: (row: A) => string },
    same: (expected: E, actual: A, key: string) => void,
  ): void {
    const left = new Map(actual.map((row) => [keys.actual(row), row]));
    if (left.size !== actual.length) {
      this.differences.push(`${what}: two computed rows share a key`);
    }
    for (const row of expected) {
      const key = keys.expected(row);
      const found = left.get(key);
      if (found === undefined) {
        this.differences.push(`${what}: ${key} is missing`);
      } else {
        left.delete(key);
        same(row, found, `${what} ${key}`);
      }
    }
    for (const key of left.keys()) {
      this.differences.push(`${what}: ${key} is not expected`);
    }
  }
}
