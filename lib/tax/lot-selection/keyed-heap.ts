/**
 * A binary heap with a number beside each item: the smallest number comes out first, and `before` decides only between equal
 * numbers. Numbers stand in an array of their own, so that almost every comparison is one of two machine numbers. Exact when
 * the number never contradicts `before` (see `rateKey`). Pushing and taking cost log n.
 */
export class KeyedHeap<T> {
  readonly #items: T[] = [];
  readonly #keys: number[] = [];
  readonly #before: (a: T, b: T) => boolean;

  constructor(before: (a: T, b: T) => boolean) {
    this.#before = before;
  }

  peek(): T | null {
    return this.#items[0] ?? null;
  }

  push(item: T, key: number): void {
    const items = this.#items;
    const keys = this.#keys;
    let at = items.length;
    items.push(item);
    keys.push(key);
    while (at > 0) {
      const above = (at - 1) >> 1;
      const parent = items[above];
      const parentKey = keys[above];
      if (parent === undefined || parentKey === undefined) {
        break;
      }
      if (parentKey < key || (parentKey === key && !this.#before(item, parent))) {
        break;
      }
      items[at] = parent;
      keys[at] = parentKey;
      at = above;
    }
    items[at] = item;
    keys[at] = key;
  }

  pop(): T | null {
    const first = this.#items[0] ?? null;
    const last = this.#items.pop();
    const key = this.#keys.pop();
    if (last !== undefined && key !== undefined && this.#items.length > 0) {
      this.#sink(last, key);
    }
    return first;
  }

  #sink(item: T, key: number): void {
    const items = this.#items;
    const keys = this.#keys;
    let at = 0;
    for (;;) {
      const next = this.#better(2 * at + 1);
      const child = items[next];
      const childKey = keys[next];
      if (child === undefined || childKey === undefined) {
        break;
      }
      if (key < childKey || (key === childKey && !this.#before(child, item))) {
        break;
      }
      items[at] = child;
      keys[at] = childKey;
      at = next;
    }
    items[at] = item;
    keys[at] = key;
  }

  /** Of the two children at `left` and `left + 1`, the index of the one that comes out first. */
  #better(left: number): number {
    const a = this.#items[left];
    const b = this.#items[left + 1];
    const keyA = this.#keys[left];
    const keyB = this.#keys[left + 1];
    if (a === undefined || b === undefined || keyA === undefined || keyB === undefined) {
      return left;
    }
    return keyB < keyA || (keyB === keyA && this.#before(b, a)) ? left + 1 : left;
  }
}
