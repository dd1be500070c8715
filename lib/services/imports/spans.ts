import type { TimeSpan } from "@/db/queries/twin-candidates";

/** The times around these, so many milliseconds before and after, joined where they touch. */
export function spansAround(times: readonly number[], reach: number): readonly TimeSpan[] {
  const spans: { from: number; to: number }[] = [];
  for (const time of [...times].sort((a, b) => a - b)) {
    const last = spans.at(-1);
    if (last !== undefined && time - reach <= last.to) {
      last.to = time + reach;
    } else {
      spans.push({ from: time - reach, to: time + reach });
    }
  }
  return spans;
}
