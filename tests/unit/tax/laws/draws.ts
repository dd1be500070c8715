/** Small random draws from one number: a ledger of forty events is then one array of forty numbers to generate and to shrink. */
export class Draws {
  #state: number;

  constructor(seed: number) {
    this.#state = seed | 0;
  }

  /** 0 to 2^32 - 1 (mulberry32). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  }

  /** 0 to `below` - 1. */
  below(below: number): number {
    return this.next() % below;
  }

  /** True once in `times`. */
  oneIn(times: number): boolean {
    return this.below(times) === 0;
  }

  /** One of a list, each as likely as it stands in it. */
  pick<T>(list: readonly T[]): T {
    const found = list[this.below(list.length)];
    if (found === undefined) {
      throw new Error("nothing to pick from");
    }
    return found;
  }

  /** `count` digits as text, the first not zero. */
  digits(count: number): string {
    let text = String(1 + this.below(9));
    while (text.length < count) {
      text += String(this.below(10));
    }
    return text;
  }
}
