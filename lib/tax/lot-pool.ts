import { assertNever } from "@/lib/result";
import type { Part } from "./lot";
import { ByOrder } from "./lot-selection/by-order";
import { ByRate } from "./lot-selection/by-rate";
import { LowestGain, type SaleTerms } from "./lot-selection/lowest-gain";
import type { LotMethod } from "./settings";
import type { AccountId, AssetId } from "./transaction";

/**
 * The lots of one asset in one account (or, with `account` null, in all accounts of a universal pool), ready to be drawn by
 * any method: a queue for FIFO, a stack for LIFO, heaps for the rest. The sorted indexes are built when first asked for.
 */
export class LotPool {
  readonly account: AccountId | null;
  readonly asset: AssetId;
  readonly #byOrder = new ByOrder();
  #highest: ByRate | null = null;
  #lowest: ByRate | null = null;
  #lowestGain: LowestGain | null = null;

  constructor(account: AccountId | null, asset: AssetId) {
    this.account = account;
    this.asset = asset;
  }

  add(part: Part): void {
    this.#byOrder.add(part);
    this.#highest?.add(part);
    this.#lowest?.add(part);
    this.#lowestGain?.add(part);
  }

  /** The part the method takes next; null when nothing is left. */
  next(method: LotMethod, sale: SaleTerms): Part | null {
    switch (method) {
      case "fifo":
        return this.#byOrder.oldest();
      case "lifo":
        return this.#byOrder.newest();
      case "hifo":
        this.#highest ??= this.#filled(new ByRate("highest"));
        return this.#highest.first();
      case "lofo":
        this.#lowest ??= this.#filled(new ByRate("lowest"));
        return this.#lowest.first();
      case "lowest-gain":
        this.#lowestGain ??= this.#filled(new LowestGain());
        return this.#lowestGain.pick(sale);
      default:
        return assertNever(method);
    }
  }

  /** All parts with something left, oldest first. */
  live(): readonly Part[] {
    return this.#byOrder.live().sort((a, b) => a.lot.order - b.lot.order);
  }

  /** An index with all parts that are there. */
  #filled<Index extends { add(part: Part): void }>(index: Index): Index {
    for (const part of this.live()) {
      index.add(part);
    }
    return index;
  }
}
