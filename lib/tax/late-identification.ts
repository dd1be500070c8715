import { shareOf } from "@/lib/money/allocate";
import { formatUsd } from "@/lib/money/format";
import {
  addQuantity,
  isZeroQuantity,
  minQuantity,
  type Quantity,
  signQuantity,
  subtractQuantity,
  ZERO_QUANTITY,
} from "@/lib/money/quantity";
import { unitRate } from "@/lib/money/unit-rate";
import {
  absoluteUsd,
  addUsd,
  compareUsd,
  signUsd,
  subtractUsd,
  type Usd,
  ZERO_USD,
} from "@/lib/money/usd";
import type { Book, Dated } from "./book";
import type { Choice } from "./identification";
import { report } from "./issues";
import type { Part, Taken } from "./lot";
import { LotPool } from "./lot-pool";
import type { SaleTerms } from "./lot-selection/lowest-gain";
import type { Identification, LotMethod, StandingOrder } from "./settings";
import type { AccountId, AssetId } from "./transaction";

/** What is asked of a pool, as far as a late identification has to know it. */
interface Asked {
  readonly account: AccountId;
  readonly asset: AssetId;
  readonly quantity: Quantity;
  readonly proceeds: Usd | null;
}

/** The identifications of one transaction: the one that counts, and a newer one that came too late for it. */
export interface Judged {
  readonly counts: Identification | null;
  readonly late: Identification | null;
}

/**
 * Of all identifications of a transaction, the latest first: the latest that was on record no later than the disposal itself, and with the broker where the law asks that
 * (rules.md 7.2-7.4). Until a global allocation under Rev. Proc. 2024-28 is complete none counts (its example 4).
 */
export function judged(
  book: Book,
  event: Dated,
  { account, asset }: Asked,
  all: readonly Identification[],
): Judged {
  const { at } = event.tx;
  const closedUntil = book.unallocatedUntil?.get(asset) ?? null;
  const isOpen = closedUntil === null || at >= closedUntil;
  const counts = isOpen
    ? (all.find((each) => book.custody.inTime(each, account, at, event.date)) ?? null)
    : null;
  const [newest = null] = all;
  return { counts, late: newest === counts ? null : newest };
}

/** Units with what they would have cost. */
type Share = Pick<Taken, "quantity" | "basis" | "lossBasis">;

/**
 * What the lots named by a late identification would have cost, the rest by the method in force; looks at the pool and changes
 * nothing. Null when there is nothing to compare: no proceeds, a basis that is not known, or too few units.
 */
export function gainIfNamed(
  book: Book,
  pool: LotPool,
  late: Identification,
  choice: Choice,
  event: Dated,
  asked: Asked,
): Usd | null {
  const { asset, quantity, proceeds } = asked;
  if (proceeds === null) {
    return null;
  }
  const used = new Map<Part, Quantity>();
  const shares: Share[] = [];
  let left = quantity;
  for (const named of late.lots) {
    let open = minQuantity(named.quantity, left);
    for (const part of partsNamed(book, pool, named.lot, asset)) {
      const before = used.get(part) ?? ZERO_QUANTITY;
      const units = minQuantity(subtractQuantity(part.quantity, before), open);
      if (signQuantity(units) > 0) {
        used.set(part, addQuantity(before, units));
        shares.push(shareOfPart(part, units));
        open = subtractQuantity(open, units);
        left = subtractQuantity(left, units);
      }
    }
  }
  const sale = { rate: unitRate(proceeds, quantity), sold: event.date };
  const rest = isZeroQuantity(left)
    ? []
    : drawnFrom(remaining(pool, used), choice.method, sale, left);
  return gainOf([...shares, ...rest], asked);
}

function partsNamed(book: Book, pool: LotPool, id: string, asset: AssetId): readonly Part[] {
  const parts: Part[] = [];
  for (const lot of book.lotsById?.get(id) ?? []) {
    for (let part = lot.asset === asset ? lot.parts : null; part !== null; part = part.sibling) {
      if (pool.account === null || part.pool === pool) {
        parts.push(part);
      }
    }
  }
  return parts;
}

function shareOfPart(part: Part, units: Quantity): Share {
  const share = (amount: Usd | null) =>
    amount === null ? null : shareOf(amount, units, part.quantity);
  return { quantity: units, basis: share(part.basis), lossBasis: share(part.lossBasis) };
}

/** The pool as it would be without the units already used: copies, so that the real one stays as it is. */
function remaining(pool: LotPool, used: ReadonlyMap<Part, Quantity>): LotPool {
  const copy = new LotPool(pool.account, pool.asset);
  for (const part of pool.live()) {
    const units = subtractQuantity(part.quantity, used.get(part) ?? ZERO_QUANTITY);
    if (signQuantity(units) > 0) {
      const { lot, rate } = part;
      copy.add({
        ...shareOfPart(part, units),
        lot,
        pool: part.pool,
        rate,
        ripe: false,
        sibling: null,
      });
    }
  }
  return copy;
}

function drawnFrom(
  pool: LotPool,
  method: LotMethod,
  sale: SaleTerms,
  wanted: Quantity,
): readonly Share[] {
  const shares: Share[] = [];
  let left = wanted;
  while (!isZeroQuantity(left)) {
    const part = pool.next(method, sale);
    if (part === null) {
      break;
    }
    const units = minQuantity(part.quantity, left);
    shares.push(shareOfPart(part, units));
    part.quantity = subtractQuantity(part.quantity, units);
    left = subtractQuantity(left, units);
  }
  return shares;
}

/** The gain of a sale out of these units; null when something it needs is not known. */
export function gainOf(
  units: readonly Share[],
  { quantity, proceeds }: Pick<Asked, "quantity" | "proceeds">,
): Usd | null {
  if (proceeds === null) {
    return null;
  }
  let gain = ZERO_USD;
  let unitsLeft = quantity;
  let proceedsLeft = proceeds;
  for (const each of units) {
    const part = shareOf(proceedsLeft, each.quantity, unitsLeft);
    unitsLeft = subtractQuantity(unitsLeft, each.quantity);
    proceedsLeft = subtractUsd(proceedsLeft, part);
    if (each.basis === null) {
      return null;
    }
    gain = addUsd(gain, gainOn(part, each.basis, each.lossBasis));
  }
  return isZeroQuantity(unitsLeft) ? gain : null;
}

/** A gift has one basis for a gain and a lower one for a loss; between the two there is neither (IRC 1015(a)). */
function gainOn(proceeds: Usd, basis: Usd, lossBasis: Usd | null): Usd {
  if (lossBasis === null || compareUsd(proceeds, basis) >= 0) {
    return subtractUsd(proceeds, basis);
  }
  return compareUsd(proceeds, lossBasis) < 0 ? subtractUsd(proceeds, lossBasis) : ZERO_USD;
}

/** Says that an identification came too late, under which rule, what was used instead and what that costs. */
export function reportLate(
  book: Book,
  event: Dated,
  asked: Asked & { readonly move: boolean },
  { counts, late }: Judged,
  choice: Choice,
  gains: { readonly named: Usd | null; readonly actual: Usd | null },
): void {
  if (late === null) {
    return;
  }
  const { account, asset } = asked;
  const closedUntil = book.unallocatedUntil?.get(asset) ?? null;
  const instead =
    counts === null ? `${WORDS[choice.method]} was used` : `that of ${counts.madeAt} was used`;
  const why =
    closedUntil !== null && event.tx.at < closedUntil
      ? `The global allocation of ${asset} was completed only on ${closedUntil}; until then no units can be identified (Rev. Proc. 2024-28, example 4)`
      : late.madeAt > event.tx.at
        ? `The lots were identified on ${late.madeAt}, after this happened, so that does not count (${book.custody.authority(account, event.date)})`
        : `The broker was not told of the identification by ${event.tx.at}, so it does not count (${book.custody.authority(account, event.date)})`;
  report(book, event, {
    code: "late-identification",
    severity: "check",
    account,
    asset,
    message: `${why}; ${instead}. ${costOf(gains, asked)}`,
    remedy:
      "If it was on record earlier, correct its time; otherwise the lots of this row stay as they are.",
  });
}

function costOf(
  { named, actual }: { readonly named: Usd | null; readonly actual: Usd | null },
  { move, proceeds }: { readonly move: boolean; readonly proceeds: Usd | null },
): string {
  if (move || proceeds === null) {
    return "The gain of this row does not depend on it; other lots are left.";
  }
  if (named === null || actual === null) {
    return "What that changes is not known: a basis or the proceeds are missing.";
  }
  const difference = subtractUsd(actual, named);
  if (signUsd(difference) === 0) {
    return "The gain is the same as with the lots named.";
  }
  return `The gain is ${formatUsd(absoluteUsd(difference))} ${signUsd(difference) > 0 ? "more" : "less"} than with the lots named.`;
}

/** How people call the methods. */
const WORDS: Readonly<Record<LotMethod, string>> = {
  fifo: "FIFO",
  lifo: "LIFO",
  hifo: "HIFO",
  lofo: "LOFO",
  "lowest-gain": "the order for the lowest gain",
};

/** Says once for each standing order that it came too late for a disposal, under which rule and what was used instead. */
export function reportLateOrder(
  book: Book,
  event: Dated,
  account: AccountId,
  order: StandingOrder,
  inForce: Choice,
): void {
  if (book.reportedOrders.has(order.id)) {
    return;
  }
  book.reportedOrders.add(order.id);
  const rule = book.custody.authority(account, event.date);
  const when =
    order.madeAt > event.tx.at
      ? `was written down only on ${order.madeAt}: what happened before that does not follow it`
      : `was not told to the broker by ${event.tx.at}: what happens before that does not follow it`;
  report(book, event, {
    code: "late-identification",
    severity: "check",
    account,
    message: `The standing order for ${WORDS[order.method]} from ${order.effectiveFrom} ${when} (${rule}); ${WORDS[inForce.method]} was used.`,
    remedy:
      "If it was on record earlier, correct its date; otherwise these rows stay as they are. What it would have changed can be computed as a what-if.",
  });
}
