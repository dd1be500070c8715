/** A binary heap: `before(a, b)` says that a comes out first. Pushing and taking cost log n. */
export class Heap<T> {
  readonly #items: T[] = [];
  readonly #before: (a: T, b: T) => boolean;

  constructor(before: (a: T, b: T) => boolean) {
    this.#before = before;
  }

  peek(): T | null {
    return this.#items[0] ?? null;
  }

  /** Everything in it, in no particular order. */
  all(): readonly T[] {
    return this.#items;
  }

  push(item: T): void {
    const items = this.#items;
    let at = items.length;
    items.push(item);
    while (at > 0) {
      const above = (at - 1) >> 1;
      const parent = items[above];
      if (parent === undefined || !this.#before(item, parent)) {
        break;
      }
      items[at] = parent;
      at = above;
    }
    items[at] = item;
  }

  pop(): T | null {
    const items = this.#items;
    const first = items[0] ?? null;
    const last = items.pop();
    if (last !== undefined && items.length > 0) {
      this.#sink(last);
    }
    return first;
  }

  #sink(item: T): void {
    const items = this.#items;
    let at = 0;
    for (;;) {
      const next = this.#better(2 * at + 1);
      const child = items[next];
      if (child === undefined || !this.#before(child, item)) {
        break;
      }
      items[at] = child;
      at = next;
    }
    items[at] = item;
  }

  /** Of the two children at `left` and `left + 1`, the index of the one that comes out first. */
  #better(left: number): number {
    const a = this.#items[left];
    const b = this.#items[left + 1];
    return a !== undefined && b !== undefined && this.#before(b, a) ? left + 1 : left;
  }
}
