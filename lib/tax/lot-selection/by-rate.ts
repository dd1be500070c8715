import { compareRate, LOWEST_RATE, rateKey, type UnitRate, unitRate } from "@/lib/money/unit-rate";
import type { Part } from "@/lib/tax/lot";
import { livePeek } from "./by-order";
import { KeyedHeap } from "./keyed-heap";

/** Basis per unit of a part, fees included; an unknown basis sorts below all. */
export function rateOf(part: Part): UnitRate {
  part.rate ??= part.basis === null ? LOWEST_RATE : unitRate(part.basis, part.quantity);
  return part.rate;
}

/** Higher basis per unit first, then the older lot. */
export function dearer(a: Part, b: Part): boolean {
  const order = compareRate(rateOf(a), rateOf(b));
  return order > 0 || (order === 0 && a.lot.order < b.lot.order);
}

/** Lower basis per unit first, then the older lot. */
function cheaper(a: Part, b: Part): boolean {
  const order = compareRate(rateOf(a), rateOf(b));
  return order < 0 || (order === 0 && a.lot.order < b.lot.order);
}

/** Parts by basis per unit, highest first (HIFO) or lowest first (LOFO). One whose basis is not known comes last in both. */
export class ByRate {
  readonly #known: KeyedHeap<Part>;
  /** Parts of unknown basis, oldest first: all have the same rate and the same number. */
  readonly #unknown = new KeyedHeap<Part>(dearer);
  readonly #sign: 1 | -1;

  constructor(first: "highest" | "lowest") {
    this.#sign = first === "lowest" ? 1 : -1;
    this.#known = new KeyedHeap<Part>(first === "lowest" ? cheaper : dearer);
  }

  add(part: Part): void {
    const key = rateKey(rateOf(part));
    if (part.basis === null) {
      this.#unknown.push(part, key);
    } else {
      this.#known.push(part, this.#sign * key);
    }
  }

  /** The live part the method takes next. */
  first(): Part | null {
    return livePeek(this.#known) ?? livePeek(this.#unknown);
  }
}
