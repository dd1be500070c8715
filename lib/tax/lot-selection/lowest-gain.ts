import { compareRate, type UnitRate, unitRate } from "@/lib/money/unit-rate";
import type { Term } from "@/lib/tax/closed-lot";
import { termOf } from "@/lib/tax/holding-period";
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

/**
 * Parts for the method "lowest gain": the part whose gain in this very sale is least. A gift's basis depends on the sale
 * (IRC 1015(a): one basis for gain, a lower one for loss, none between). Equal gains: a gain prefers long term, a loss
 * prefers short term, then the oldest. Everything is a heap, so a choice costs log n.
 */
export class LowestGain {
  readonly #long = new Heap<Part>(dearer);
  readonly #short = new Heap<Part>(dearer);
  readonly #ripening = new Heap<Part>(ripensFirst);
  readonly #giftsByGain = new Heap<Part>(dearer);
  readonly #giftsByLoss = new Heap<Part>((a, b) => this.#isDearerForLoss(a, b));
  /** Loss basis per unit of gifts as they came in: a part that is used up has no units to divide by. */
  readonly #lossRates = new Map<Part, UnitRate>();

  add(part: Part): void {
    rateOf(part);
    if (part.lossBasis !== null) {
      this.#lossRates.set(part, unitRate(part.lossBasis, part.quantity));
      this.#giftsByGain.push(part);
      this.#giftsByLoss.push(part);
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
    const gift = this.#topGift(sale);
    if (gift !== null) {
      best = better(best, gift, sale);
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

  /** The gift with the greatest basis for this sale: min(gain basis, max(loss basis, proceeds)) per unit. */
  #topGift({ rate, sold }: SaleTerms): Candidate | null {
    const byGain = livePeek(this.#giftsByGain);
    const byLoss = livePeek(this.#giftsByLoss);
    if (byGain === null || byLoss === null) {
      return null;
    }
    const lossRate = this.#lossRateOf(byLoss);
    if (rate !== null && compareRate(lossRate, rate) > 0) {
      return { part: byLoss, rate: lossRate, term: termOf(byLoss.lot.opened, sold) };
    }
    const gainRate = rateOf(byGain);
    const counted = rate !== null && compareRate(gainRate, rate) > 0 ? rate : gainRate;
    return { part: byGain, rate: counted, term: termOf(byGain.lot.acquired, sold) };
  }

  #lossRateOf(part: Part): UnitRate {
    return this.#lossRates.get(part) ?? rateOf(part);
  }

  #isDearerForLoss(a: Part, b: Part): boolean {
    const order = compareRate(this.#lossRateOf(a), this.#lossRateOf(b));
    return order > 0 || (order === 0 && a.lot.order < b.lot.order);
  }
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
