import { isZeroQuantity } from "@/lib/money/quantity";
import { compareRate, type UnitRate, unitRate } from "@/lib/money/unit-rate";
import type { Term } from "@/lib/tax/closed-lot";
import { firstLongDate } from "@/lib/tax/holding-period";
import type { Part } from "@/lib/tax/lot";
import type { CalendarDate } from "@/lib/time/calendar-date";
import { livePeek } from "./by-order";
import { dearer, rateOf } from "./by-rate";
import { Heap } from "./heap";

/** The sale a lot is chosen for: net proceeds per unit (null when there are none) and its date. */
export interface SaleTerms {
  readonly rate: UnitRate | null;
  readonly sold: CalendarDate;
}

/** A part with the basis per unit that would count in this sale. */
interface Candidate {
  readonly part: Part;
  readonly rate: UnitRate;
  readonly term: Term;
}

/** A part with one basis for gain and a lower one for loss, both per unit as it came in: used up it has no units to divide by. */
interface TwoBases {
  readonly part: Part;
  readonly gainRate: UnitRate;
  readonly lossRate: UnitRate;
  /** First long-term day of a loss, whose period begins with the day it came in. */
  readonly lossLongFrom: CalendarDate;
}

/**
 * Parts for the method "lowest gain": the part whose gain in this very sale is least. A gift's basis depends on the sale
 * (IRC 1015(a): one basis for gain, a lower one for loss, none between). Equal gains: a gain prefers long term, a loss
 * prefers short term, then the oldest. Everything else is a heap, so a choice costs log n and a look at each gift.
 */
export class LowestGain {
  readonly #long = new Heap<Part>(dearer);
  readonly #short = new Heap<Part>(dearer);
  readonly #ripening = new Heap<Part>(ripensFirst);
  /** No order of theirs holds for every sale, and there are few. */
  #gifts: TwoBases[] = [];

  add(part: Part): void {
    const gainRate = rateOf(part);
    if (part.lossBasis !== null) {
      const lossRate = unitRate(part.lossBasis, part.quantity);
      const lossLongFrom = firstLongDate(part.lot.opened);
      this.#gifts.push({ part, gainRate, lossRate, lossLongFrom });
      return;
    }
    this.#short.push(part);
    if (part.lot.firstLong !== null) {
      this.#ripening.push(part);
    }
  }

  pick(sale: SaleTerms): Part | null {
    this.#ripen(sale.sold);
    const long = livePeek(this.#long);
    const short = this.#topShort();
    let best: Candidate | null = null;
    if (long !== null) {
      best = { part: long, rate: rateOf(long), term: "long" };
    }
    if (short !== null) {
      best = better(best, { part: short, rate: rateOf(short), term: "short" }, sale);
    }
    for (const gift of this.#liveGifts()) {
      best = better(best, counted(gift, sale), sale);
    }
    return best === null ? null : best.part;
  }

  /** Parts that are long term by now move to the long side. */
  #ripen(sold: CalendarDate): void {
    let next = livePeek(this.#ripening);
    while (next !== null && next.lot.firstLong !== null && next.lot.firstLong <= sold) {
      this.#ripening.pop();
      next.ripe = true;
      this.#long.push(next);
      next = livePeek(this.#ripening);
    }
  }

  #topShort(): Part | null {
    let part = livePeek(this.#short);
    while (part?.ripe === true) {
      this.#short.pop();
      part = livePeek(this.#short);
    }
    return part;
  }

  #liveGifts(): readonly TwoBases[] {
    if (this.#gifts.some(({ part }) => isZeroQuantity(part.quantity))) {
      this.#gifts = this.#gifts.filter(({ part }) => !isZeroQuantity(part.quantity));
    }
    return this.#gifts;
  }
}

/** What of a part with two bases counts in this sale; without proceeds the basis for a gain. */
function counted(
  { part, gainRate, lossRate, lossLongFrom }: TwoBases,
  { rate, sold }: SaleTerms,
): Candidate {
  if (rate !== null && compareRate(rate, lossRate) < 0) {
    return { part, rate: lossRate, term: sold >= lossLongFrom ? "long" : "short" };
  }
  const { firstLong } = part.lot;
  const isBetween = rate !== null && compareRate(rate, gainRate) < 0;
  return {
    part,
    rate: isBetween ? rate : gainRate,
    term: firstLong !== null && sold >= firstLong ? "long" : "short",
  };
}

function better(a: Candidate | null, b: Candidate, sale: SaleTerms): Candidate {
  if (a === null) {
    return b;
  }
  const order = compareRate(a.rate, b.rate);
  if (order !== 0) {
    return order > 0 ? a : b;
  }
  const result = sale.rate === null ? 0 : compareRate(sale.rate, a.rate);
  if (a.term !== b.term && result !== 0) {
    const wanted: Term = result > 0 ? "long" : "short";
    return a.term === wanted ? a : b;
  }
  return a.part.lot.order <= b.part.lot.order ? a : b;
}

function ripensFirst(a: Part, b: Part): boolean {
  return (a.lot.firstLong ?? "") < (b.lot.firstLong ?? "");
}
