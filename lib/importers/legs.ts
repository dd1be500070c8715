import { shareOf } from "@/lib/money/allocate";
import { isZeroQuantity, negateQuantity, type Quantity, quantityText } from "@/lib/money/quantity";
import { sumUsd, type Usd, ZERO_USD } from "@/lib/money/usd";
import type { FeeInKind, Leg } from "@/lib/tax/transaction";
import { legText } from "./amounts";
import { isFiat } from "./assets";
import { amountIn, assetIn, CellError, type Cells, dollars, isNegative, problemIn } from "./cells";
import type { ParsedTransaction, RowProblem } from "./source";
import type { Told } from "./told";

/** What went out, came in and was paid for it in one row of a universal layout; money legs and coin legs alike. */
export interface Legs {
  readonly sent: Leg | null;
  readonly received: Leg | null;
  readonly fee: Leg | null;
}

/** Names of the columns of one side. */
export interface SideColumns {
  readonly amount: string;
  readonly asset: string;
}

/** Reads one side; null when its amount is empty or zero. A negative amount is refused: the column already says the direction. */
export function readLeg(cells: Cells, columns: SideColumns): Leg | null {
  const quantity = amountIn(cells, columns.amount);
  if (quantity === null || isZeroQuantity(quantity)) {
    return null;
  }
  if (isNegative(quantity)) {
    throw new CellError(
      problemIn(
        cells,
        columns.amount,
        "The amount is negative; its column already says the direction.",
      ),
    );
  }
  return { asset: assetIn(cells, columns.asset), quantity };
}

/** True when the leg is government money. */
export function isMoney(leg: Leg | null): leg is Leg {
  return leg !== null && isFiat(leg.asset);
}

/** A leg of dollars as dollars. */
export function usdOf(leg: Leg | null): Usd | null {
  return leg !== null && leg.asset === "USD" ? dollars(quantityText(leg.quantity)) : null;
}

/** The fee as dollars or as units paid on top; `value` is the row's own value of its coin leg, to price a fee in that same coin. */
export function feesOf(
  legs: Legs,
  value: Usd | null,
  stated: Usd | null,
): Pick<Told, "feeUsd" | "fees"> {
  const { fee } = legs;
  const paid = usdOf(fee);
  if (fee === null || paid !== null) {
    return { feeUsd: sumUsd(paid === null ? [] : [paid]), fees: [] };
  }
  if (isFiat(fee.asset)) {
    return stated === null
      ? { feeUsd: ZERO_USD, fees: [{ ...fee, value: null }] }
      : { feeUsd: stated, fees: [] };
  }
  return { feeUsd: ZERO_USD, fees: [{ ...fee, value: stated ?? pricedLike(fee, legs, value) }] };
}

function pricedLike(fee: Leg, legs: Legs, value: Usd | null): FeeInKind["value"] {
  const same = [legs.sent, legs.received].find((leg) => leg?.asset === fee.asset) ?? null;
  return same === null || value === null ? null : shareOf(value, fee.quantity, same.quantity);
}

/**
 * A purchase, sale, swap or money exchange from two legs. Foreign money stays with a purchase or sale as it was told; without a
 * value in dollars it is questioned.
 */
export function exchangeOf(
  base: Told,
  legs: { readonly sent: Leg; readonly received: Leg },
  value: Usd | null,
  cells: Cells,
  assetColumn: string,
): ParsedTransaction {
  const { sent, received } = legs;
  if (isMoney(sent) && isMoney(received)) {
    return {
      kind: "unknown",
      label: "money exchange",
      sent: null,
      received: null,
      value,
      ...base,
      question: problemIn(cells, assetColumn, "Money for money: only coins are booked here."),
    };
  }
  const money = isMoney(sent) ? sent : isMoney(received) ? received : null;
  const known = usdOf(money) ?? value;
  const foreign = known === null ? foreignQuestion(money, cells, assetColumn) : null;
  const question = joinedQuestion(foreign, base.question);
  if (money === null) {
    return { kind: "swap", sent, received, value: known, withheld: null, ...base, question };
  }
  const foreignMoney = money.asset === "USD" ? NOTHING : { money };
  return money === sent
    ? { kind: "buy", received, value: known, ...foreignMoney, ...base, question }
    : { kind: "sell", sent, value: known, ...foreignMoney, ...base, question };
}

const NOTHING = {};

function joinedQuestion(first: RowProblem | null, second: RowProblem | null): RowProblem | null {
  if (first === null || second === null) {
    return first ?? second;
  }
  const { about: _about, ...both } = { ...first, reason: `${first.reason} ${second.reason}` };
  return first.about === "dollars" && second.about === "dollars" ? dollarsOnly(both) : both;
}

/** A question that only dollars would answer. */
export function dollarsOnly(problem: RowProblem): RowProblem {
  return { ...problem, about: "dollars" };
}

function foreignQuestion(money: Leg | null, cells: Cells, column: string): RowProblem | null {
  return money === null
    ? null
    : dollarsOnly(
        problemIn(
          cells,
          column,
          `The amount is ${quantityText(money.quantity)} ${money.asset}: give its value in US dollars at that time.`,
        ),
      );
}

/** Money in or out of the account. */
export function cashOf(base: Told, leg: Leg, isOut: boolean): ParsedTransaction {
  const amount: Quantity = isOut ? negateQuantity(leg.quantity) : leg.quantity;
  return { kind: "cash", currency: leg.asset, amount, ...base };
}

/** Legs as text, for identities without ids. */
export function legsText(legs: Legs): string {
  return [legs.sent, legs.received, legs.fee].map(legText).join("|");
}
