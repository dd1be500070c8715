/** How many checks passed, failed and were left out. */
export type Count = { readonly passed: number; readonly failed: number; readonly skipped: number };

export const NOTHING: Count = { passed: 0, failed: 0, skipped: 0 };

/** One check that either passed or not. */
export function one(passed: boolean): Count {
  return { ...NOTHING, [passed ? "passed" : "failed"]: 1 };
}

export function add(a: Count, b: Count): Count {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
  };
}

/** The sentence the whole run and the conformance run end with. */
export function countText({ passed, failed, skipped }: Count): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/** Reads that sentence back from the last line that holds it; undefined when none does. */
export function parseCount(output: string): Count | undefined {
  const found = [...output.matchAll(/^(\d+) passed, (\d+) failed, (\d+) skipped$/gm)].at(-1);
  if (found === undefined) return undefined;
  return { passed: Number(found[1]), failed: Number(found[2]), skipped: Number(found[3]) };
}

/** What a program's own report says, made true to its exit code: a bad end is never all green. */
export function honest(count: Count | undefined, exitCode: number | null): Count {
  if (count === undefined) return one(false);
  if (exitCode !== 0 && count.failed === 0) return add(count, one(false));
  return count.passed + count.failed + count.skipped === 0 ? one(false) : count;
}
