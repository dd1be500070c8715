import {
  addQuantity,
  minQuantity,
  type Quantity,
  signQuantity,
  subtractQuantity,
  ZERO_QUANTITY,
} from "@/lib/money/quantity";
import {
  addUsd,
  compareUsd,
  signUsd,
  subtractUsd,
  timesRate,
  type Usd,
  ZERO_USD,
} from "@/lib/money/usd";
import { isFiat } from "@/lib/tax/fiat";
import { receivedOf, sentOf } from "@/lib/tax/legs";
import { inOrder } from "@/lib/tax/order";
import type { LotId } from "@/lib/tax/settings";
import type { AssetId, Conversion, FeeInKind, Swap, Transaction } from "@/lib/tax/transaction";
import type { LedgerResult } from "@/lib/tax/year-result";
import { dateIn } from "@/lib/time/instant";
import type { Books } from "./arbitrary-ledger";

/*
 * What the laws hold the engine against: worked out from the told transactions alone, without lots. Only the order of events
 * and the list of government money are the engine's own.
 */

/** The transactions that count: the first of each id, dated between the first block and now, with positive quantities. */
export function counting({ transactions, settings, asOf }: Books): readonly Transaction[] {
  const toDate = dateIn(settings.timeZone);
  const seen = new Set<string>();
  return inOrder(transactions).filter((tx) => {
    const isFirst = !seen.has(tx.id);
    seen.add(tx.id);
    const date = tx.date ?? toDate(tx.at);
    return isFirst && tx.at <= asOf.at && date >= "2009-01-03" && isSound(tx);
  });
}

function isSound(tx: Transaction): boolean {
  const sent = sentOf(tx);
  const received = receivedOf(tx);
  return (
    tx.kind !== "unknown" &&
    (sent === null || signQuantity(sent.quantity) > 0) &&
    (received === null ||
      signQuantity(received.quantity) > 0 ||
      (tx.kind === "transfer" && signQuantity(received.quantity) === 0)) &&
    tx.fees.every(({ quantity }) => signQuantity(quantity) > 0)
  );
}

/** A conversion that is an exchange, by its own word or the settings'. */
export function isTaxable(tx: Conversion, { settings }: Books): boolean {
  return (tx.treatment ?? settings.conversions[tx.form]) === "taxable";
}

/** A migration, or a conversion that is not an exchange. */
export function carriesOver(tx: Transaction, books: Books): boolean {
  return tx.kind === "migration" || (tx.kind === "conversion" && !isTaxable(tx, books));
}

/** True where basis and dates go over to another asset; what is said of money has no effect. */
export function continues(tx: Transaction, books: Books): boolean {
  const [sent, received] = [sentOf(tx), receivedOf(tx)];
  return (
    carriesOver(tx, books) &&
    sent !== null &&
    received !== null &&
    !isFiat(sent.asset) &&
    !isFiat(received.asset)
  );
}

/** Units kept back out of what a swap brought; null when there are none or they do not fit. */
export function withheldOf(tx: Swap): Swap["withheld"] {
  const { withheld, received } = tx;
  return withheld === null || signUsd(withheld.value) < 0 || withheld.quantity > received.quantity
    ? null
    : withheld;
}

/** Fees paid in units, as far as they are units of an asset. */
export function feesInKind(tx: Transaction): readonly FeeInKind[] {
  return tx.fees.filter(({ asset }) => !isFiat(asset));
}

/** An amount where less than nothing is no amount. */
export const sound = (amount: Usd | null): Usd | null =>
  amount === null || signUsd(amount) < 0 ? null : amount;

/** Stated costs and those in kind at their value. */
export function costsOf(tx: Transaction): Usd {
  return tx.fees.reduce((total, { value }) => addUsd(total, sound(value) ?? ZERO_USD), tx.feeUsd);
}

/** A lot as its transaction tells it. */
export interface ToldLot {
  readonly id: LotId;
  readonly asset: AssetId;
  readonly quantity: Quantity;
  readonly cost: Usd | null;
  /** A gift whose basis for a loss is a lower one. */
  readonly isDual: boolean;
}

/** The lots that purchases, income, gifts and exchanges open; nothing for what only moved. `counted` are those that count. */
export function toldLots(books: Books, counted: readonly Transaction[]): readonly ToldLot[] {
  return counted.flatMap((tx) => toldLotOf(tx, books));
}

function toldLotOf(tx: Transaction, books: Books): readonly ToldLot[] {
  const received = receivedOf(tx);
  if (received === null || isFiat(received.asset)) {
    return [];
  }
  const lot = { id: tx.id as LotId, ...received, isDual: false };
  switch (tx.kind) {
    case "buy": {
      const paid = sound(tx.value);
      return [{ ...lot, cost: paid === null ? null : addUsd(paid, costsOf(tx)) }];
    }
    case "income":
    case "inherited":
      return [{ ...lot, cost: sound(tx.value) }];
    case "deposit":
      return [{ ...lot, cost: null }];
    case "gift-received":
      return [{ ...lot, ...giftOf(tx) }];
    case "swap":
      return exchanged(tx, withheldOf(tx), books, lot);
    case "conversion":
      return isTaxable(tx, books) ? exchanged(tx, null, books, lot) : [];
    default:
      return [];
  }
}

/** The giver's basis, with gift tax only on a rise in value (IRC 1015(d)(6)); two bases where the value was lower (1015(a)). */
function giftOf(
  tx: Extract<Transaction, { kind: "gift-received" }>,
): Pick<ToldLot, "cost" | "isDual"> {
  const [basis, value] = [sound(tx.donorBasis), sound(tx.value)];
  if (basis === null || tx.fromSpouse === true) {
    return { cost: basis, isDual: false };
  }
  const hadRisen = value === null || compareUsd(value, basis) > 0;
  const cost = hadRisen ? addUsd(basis, tx.giftTaxShare) : basis;
  return { cost, isDual: value !== null && compareUsd(value, cost) < 0 };
}

/** What an exchange brought, at its value, less what was withheld of it; costs by the settings before 2025 (rules.md 2.3). */
function exchanged(
  tx: Swap | Conversion,
  withheld: Swap["withheld"],
  books: Books,
  lot: Omit<ToldLot, "cost">,
): readonly ToldLot[] {
  const value = sound(tx.value);
  const quantity =
    withheld === null ? lot.quantity : subtractQuantity(lot.quantity, withheld.quantity);
  const cost =
    value === null
      ? null
      : addUsd(subtractUsd(value, withheld?.value ?? ZERO_USD), costsInto(tx, books));
  return signQuantity(quantity) > 0 ? [{ ...lot, id: `${tx.id}:in`, quantity, cost }] : [];
}

/** The part of an exchange's costs, units withheld among them, that is in the basis of what it brought. */
export function costsInto(tx: Swap | Conversion, { settings }: Books): Usd {
  const withheld = tx.kind === "swap" ? withheldOf(tx) : null;
  const costs = addUsd(costsOf(tx), withheld?.value ?? ZERO_USD);
  if (isFiat(tx.sent.asset)) {
    return costs;
  }
  const date = tx.date ?? dateIn(settings.timeZone)(tx.at);
  const rule =
    date >= "2025-01-01" || isFiat(tx.received.asset) ? "given-up" : settings.swapCostsBefore2025;
  return rule === "given-up" ? ZERO_USD : rule === "received" ? costs : timesRate(costs, "0.5");
}

/** The part that lowers what was realized. */
export function costsOutOf(tx: Swap | Conversion, told: Books): Usd {
  const withheld = tx.kind === "swap" ? withheldOf(tx) : null;
  return subtractUsd(addUsd(costsOf(tx), withheld?.value ?? ZERO_USD), costsInto(tx, told));
}

/** Units a migration or carried-over conversion took out of the old asset: what was sent, less what was not there. */
export function carriedOut(tx: Transaction, { issues }: LedgerResult): Quantity {
  const sent = sentOf(tx);
  if (sent === null) {
    return ZERO_QUANTITY;
  }
  const missing = issues.find(
    ({ code, severity, transaction, message }) =>
      code === "missing-basis" &&
      severity === "check" &&
      transaction === tx.id &&
      message.includes("replaced by"),
  );
  return subtractQuantity(sent.quantity, missing?.quantity ?? ZERO_QUANTITY);
}

/** The lot a part of it was split from: a wash sale calls part of "b" "b:w1". */
export const rootOf = (lot: LotId): LotId => lot.replace(/:w\d+$/, "");

/** Every place where units of a lot are or went, in accounts of this return and of others. */
export function usesOf(ledger: LedgerResult): readonly {
  readonly lot: LotId;
  readonly asset: AssetId;
  readonly quantity: Quantity;
  readonly basis: Usd | null;
}[] {
  return [ledger, ledger.outside].flatMap(({ openLots, closedLots, removed }) => {
    const closed = closedLots.flatMap((each) =>
      each.lot === null || each.kind === "withheld" ? [] : [{ ...each, lot: each.lot }],
    );
    return [...openLots, ...closed, ...removed].map((use) => ({ ...use, lot: rootOf(use.lot) }));
  });
}

/** Disallowed losses that joined the basis of a lot (IRC 1091(d)), by lot. */
export function washedInto({ washSales }: LedgerResult): ReadonlyMap<LotId, Usd> {
  const washed = new Map<LotId, Usd>();
  for (const { replacement, disallowed } of washSales) {
    if (replacement !== null) {
      const lot = rootOf(replacement);
      washed.set(lot, addUsd(washed.get(lot) ?? ZERO_USD, disallowed));
    }
  }
  return washed;
}

/** Sums of units by key. */
export class Units extends Map<string, Quantity> {
  add(key: string, amount: Quantity): void {
    this.set(key, addQuantity(this.get(key) ?? ZERO_QUANTITY, amount));
  }
}

/**
 * Units that arrived by a transfer although the sending account had none: what arrived less what was there to send. What it
 * says was missing beyond them is the fee, which is sent last and arrives nowhere.
 */
export function arrivedUnknown(
  tx: Extract<Transaction, { kind: "transfer" }>,
  { issues }: LedgerResult,
): Quantity {
  const missing = issues.find(
    ({ code, transaction, message }) =>
      code === "missing-basis" && transaction === tx.id && message.startsWith("Moved"),
  );
  const there = subtractQuantity(tx.sent.quantity, missing?.quantity ?? ZERO_QUANTITY);
  const arrived = minQuantity(tx.sent.quantity, tx.received.quantity);
  return subtractQuantity(arrived, minQuantity(arrived, there));
}
