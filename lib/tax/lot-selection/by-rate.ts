import { compareRate, LOWEST_RATE, type UnitRate, unitRate } from "@/lib/money/unit-rate";
import type { Part } from "@/lib/tax/lot";
import { livePeek } from "./by-order";
import { Heap } from "./heap";

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

/** Parts by basis per unit, for HIFO. */
export class ByRate {
  readonly #heap = new Heap<Part>(dearer);

  add(part: Part): void {
    rateOf(part);
    this.#heap.push(part);
  }

  dearest(): Part | null {
    return livePeek(this.#heap);
  }
}
