/** No key: keys are whole numbers from 0. */
const FREE = -1;

/**
 * A map from whole numbers (0 to 2^53 - 1) to numbers in two flat arrays: 32 bytes an entry at most, where a `Map` takes about 90 and
 * every number of it is walked by the collector. For the identities of a file's rows, of which there may be millions. Entries are never
 * removed.
 */
export class NumberTable {
  #keys = new Float64Array(1024).fill(FREE);
  #values = new Float64Array(1024);
  #count = 0;

  /** How many keys it holds. */
  get size(): number {
    return this.#count;
  }

  /** The value of a key; undefined when it has none. */
  get(key: number): number | undefined {
    const at = slotOf(this.#keys, key);
    return this.#keys[at] === key ? this.#values[at] : undefined;
  }

  /** Gives a key its value, in place of the one it had. */
  set(key: number, value: number): void {
    let at = slotOf(this.#keys, key);
    if (this.#keys[at] !== key) {
      if (this.#count * 2 >= this.#keys.length) {
        this.#grow();
        at = slotOf(this.#keys, key);
      }
      this.#count += 1;
      this.#keys[at] = key;
    }
    this.#values[at] = value;
  }

  #grow(): void {
    const [keys, values] = [this.#keys, this.#values];
    this.#keys = new Float64Array(keys.length * 2).fill(FREE);
    this.#values = new Float64Array(keys.length * 2);
    for (let from = 0; from < keys.length; from += 1) {
      const key = keys[from] ?? FREE;
      if (key !== FREE) {
        const at = slotOf(this.#keys, key);
        this.#keys[at] = key;
        this.#values[at] = values[from] ?? 0;
      }
    }
  }
}

/** Where a key stands, or the free place where it would. */
function slotOf(keys: Float64Array, key: number): number {
  const last = keys.length - 1;
  const mixed = Math.imul((key % 4_294_967_296) ^ (key / 4_294_967_296), 0x9e3779b1);
  let at = ((mixed >>> 15) ^ mixed) & last;
  for (let held = keys[at]; held !== FREE && held !== key; held = keys[at]) {
    at = (at + 1) & last;
  }
  return at;
}
