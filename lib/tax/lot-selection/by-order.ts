import { isZeroQuantity } from "@/lib/money/quantity";
import type { Part } from "@/lib/tax/lot";
import { Heap } from "./heap";

/**
 * Parts by time of opening, for FIFO and LIFO. Parts normally arrive in that order and form one array that is a queue from
 * the front and a stack from the back; older lots that arrive later (by transfer) wait in two heaps beside it.
 */
export class ByOrder {
  readonly #main: Part[] = [];
  #head = 0;
  #lateOldest: Heap<Part> | null = null;
  #lateNewest: Heap<Part> | null = null;

  add(part: Part): void {
    const last = this.#main.at(-1);
    if (last === undefined || last.lot.order <= part.lot.order) {
      this.#main.push(part);
      return;
    }
    this.#lateOldest ??= new Heap(older);
    this.#lateNewest ??= new Heap(newer);
    this.#lateOldest.push(part);
    this.#lateNewest.push(part);
  }

  /** The oldest live part: FIFO (Reg. 1.1012-1(j)(1), (j)(3)). */
  oldest(): Part | null {
    const main = this.#main;
    let part = main[this.#head];
    while (part !== undefined && isZeroQuantity(part.quantity)) {
      this.#head += 1;
      part = main[this.#head];
    }
    const late = this.#lateOldest === null ? null : livePeek(this.#lateOldest);
    if (part === undefined) {
      return late;
    }
    return late !== null && older(late, part) ? late : part;
  }

  /** The newest live part: LIFO. */
  newest(): Part | null {
    const main = this.#main;
    let part = main.at(-1);
    while (part !== undefined && isZeroQuantity(part.quantity)) {
      main.pop();
      part = main.at(-1);
    }
    this.#head = this.#head < main.length ? this.#head : main.length;
    const late = this.#lateNewest === null ? null : livePeek(this.#lateNewest);
    if (part === undefined) {
      return late;
    }
    return late !== null && newer(late, part) ? late : part;
  }

  /** All live parts, in no particular order. */
  live(): Part[] {
    const parts = this.#main.slice(this.#head);
    const late = this.#lateOldest === null ? [] : this.#lateOldest.all();
    return [...parts, ...late].filter((part) => !isZeroQuantity(part.quantity));
  }
}

/** What `livePeek` needs of a heap. */
interface Emptying {
  readonly peek: () => Part | null;
  readonly pop: () => Part | null;
}

/** The first live item of a heap, dropping the dead ones above it. */
export function livePeek(heap: Emptying): Part | null {
  let part = heap.peek();
  while (part !== null && isZeroQuantity(part.quantity)) {
    heap.pop();
    part = heap.peek();
  }
  return part;
}

function older(a: Part, b: Part): boolean {
  return a.lot.order < b.lot.order;
}

function newer(a: Part, b: Part): boolean {
  return a.lot.order > b.lot.order;
}
