/** Index of the first that is not before this time, of a list in order of time; its length when all are. */
export function firstFrom<T>(
  items: readonly T[],
  time: number,
  timeOf: (item: T) => number,
): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item !== undefined && timeOf(item) < time) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
