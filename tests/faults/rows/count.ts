import { randomOf } from "../random";

/** How often: as `--rounds` says, else as often as the row is run before a release. */
export const countOf = (usual: number): number => Number(process.env["FAULT_ROUNDS"] ?? usual);

/** The numbers of this run: the same for the same `--seed`. */
export const random = randomOf(Number(process.env["FAULT_SEED"] ?? "1"));

/** One of a list, each as likely as another. */
export function oneOf<T>(list: readonly T[]): T {
  return list[Math.floor(random() * list.length)] as T;
}

/** How many of each. */
export function tallyOf(words: readonly string[]): Readonly<Record<string, number>> {
  const tally: Record<string, number> = {};
  for (const word of words) {
    tally[word] = (tally[word] ?? 0) + 1;
  }
  return tally;
}

/** Says what a row measured. */
export function tell(row: string, figures: object): void {
  console.log(`${row}: ${JSON.stringify(figures)}`);
}
