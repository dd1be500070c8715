import { invariant } from "@/lib/result";

/** The item at an index that is known to be there: columns of the same rows. Throws InvariantError when it is not. */
export function itemAt<T>(items: readonly T[], index: number): T {
  const item = items[index];
  invariant(item !== undefined, `no item ${index} of ${items.length}`);
  return item;
}
