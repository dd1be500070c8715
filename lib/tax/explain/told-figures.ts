import {
  addQuantity,
  compareQuantity,
  type Quantity,
  sumQuantity,
  ZERO_QUANTITY,
} from "@/lib/money/quantity";
import { subtractUsd, sumUsd, timesRate, type Usd, ZERO_USD } from "@/lib/money/usd";
import type { ClosedLot } from "@/lib/tax/closed-lot";
import { isFiat } from "@/lib/tax/fiat";
import type { Transaction } from "@/lib/tax/transaction";
import { VALUATION_AUTHORITY, valuedWords } from "@/lib/tax/valuation/words";
import type { FigureAddress } from "./address";
import type { Facts } from "./facts";
import { type Figure, made, minus, plus, toldBy, valuedBy } from "./figure";
import {
  costsTold,
  type Exchange,
  type Leg,
  legsOf,
  type ToldCost,
  toldAmount,
  toldLabel,
  withheldOf,
} from "./told-amounts";

const told = (transaction: string, name: string): FigureAddress => ({
  at: "told",
  transaction,
  name,
});

/** A figure as its transaction tells it, or as a price gives it where the transaction tells none. */
export function toldFigure(facts: Facts, id: string, name: string): Figure | null {
  const tx = facts.transaction(id);
  const amount = tx === null ? undefined : toldAmount(tx, name);
  if (tx === null || amount === undefined) {
    return null;
  }
  const priced = facts.pricedBy(tx, name);
  if (priced !== null) {
    const words = {
      label: toldLabel(name).replace("Value told", "Market value"),
      how: `valued: ${valuedWords(priced)}`,
      authority: VALUATION_AUTHORITY,
    };
    return valuedBy(tx, words, amount);
  }
  const how = amount === null ? "not told, or less than nothing" : "as told";
  return toldBy(tx, { label: toldLabel(name), how, authority: "IRC 6001" }, amount);
}

const EXCHANGE_RULE = "Reg. 1.1001-7(b)(2)(ii), 1.1012-1(h)(2)(ii); before 2025 by setting";

/** Who bears the costs of an exchange (rules.md 2.3): foreign money bears none, from 2025 the asset given up bears all. */
function bearer(facts: Facts, tx: Exchange): "given-up" | "received" | "halves" {
  if (isFiat(tx.sent.asset)) {
    return "received";
  }
  return facts.dateOf(tx) >= "2025-01-01" || isFiat(tx.received.asset)
    ? "given-up"
    : facts.books.settings.swapCostsBefore2025;
}

interface Costs {
  readonly amount: Usd;
  readonly parts: readonly FigureAddress[];
}

const NO_COSTS: Costs = { amount: ZERO_USD, parts: [] };

function added(tx: Transaction, costs: readonly ToldCost[]): Costs {
  return {
    amount: sumUsd(costs.map(({ amount }) => amount)),
    parts: costs.map(({ name }) => told(tx.id, name)),
  };
}

/** All costs of an exchange: those of any transaction, and what was kept back out of what came in. */
function allCosts(tx: Exchange): Costs {
  const withheld = tx.kind === "swap" ? withheldOf(tx) : null;
  const kept = withheld === null ? [] : [{ name: "withheld", amount: withheld.value }];
  return added(tx, [...costsTold(tx), ...kept]);
}

/** Costs of an exchange: all, or what either side bears of them. */
export function costsFigure(
  facts: Facts,
  id: string,
  of: "all" | "given-up" | "received",
): Figure | null {
  const tx = facts.transaction(id);
  if (tx === null || (tx.kind !== "swap" && tx.kind !== "conversion")) {
    return null;
  }
  const all = allCosts(tx);
  const name = (side: "all" | "received"): FigureAddress => ({
    at: "costs",
    transaction: id,
    of: side,
  });
  if (of === "all") {
    const words = {
      label: "Costs of the exchange",
      how: "every cost told",
      authority: EXCHANGE_RULE,
    };
    return made(words, all.amount, { kind: "sum" }, all.parts.map(plus));
  }
  if (bearer(facts, tx) !== "halves") {
    return null;
  }
  const half = timesRate(all.amount, "0.5");
  return of === "received"
    ? made(
        {
          label: "Costs in the basis of what was received",
          how: "half of the costs",
          authority: EXCHANGE_RULE,
        },
        half,
        { kind: "product", rate: "0.5" },
        [plus(name("all"))],
      )
    : made(
        {
          label: "Costs borne by what was given up",
          how: "the other half of the costs",
          authority: EXCHANGE_RULE,
        },
        subtractUsd(all.amount, half),
        { kind: "difference" },
        [plus(name("all")), minus(name("received"))],
      );
}

/** The costs one side of an exchange bears, and the parts that stand for them. */
export function bornCosts(facts: Facts, tx: Exchange, side: "given-up" | "received"): Costs {
  const all = allCosts(tx);
  const rule = bearer(facts, tx);
  if (rule === "halves") {
    const half = timesRate(all.amount, "0.5");
    const amount = side === "received" ? half : subtractUsd(all.amount, half);
    return { amount, parts: [{ at: "costs", transaction: tx.id, of: side }] };
  }
  return rule === side ? all : NO_COSTS;
}

/** A leg with the closed lots it became. */
export interface ClosedLeg {
  readonly leg: Leg;
  readonly number: number;
  readonly units: Quantity;
  readonly lots: readonly ClosedLot[];
}

/** The legs of a disposal that closed something, with their lots. */
export function closedLegs(facts: Facts, tx: Transaction): readonly ClosedLeg[] {
  const left = [...facts.closedBy(tx.id)];
  return legsOf(tx).flatMap((leg, index) => {
    const lots: ClosedLot[] = [];
    let units = ZERO_QUANTITY;
    for (let [lot] = left; lot !== undefined && belongs(lot, leg, units, tx, left); [lot] = left) {
      lots.push(lot);
      units = addQuantity(units, lot.quantity);
      left.shift();
    }
    return lots.length === 0 ? [] : [{ leg, number: index + 1, units, lots }];
  });
}

/** A leg without a told quantity (what a move lost on the way) takes what the told fees after it leave. */
function belongs(
  lot: ClosedLot,
  leg: Leg,
  units: Quantity,
  tx: Transaction,
  left: readonly ClosedLot[],
): boolean {
  const kind = lot.kind === "transfer-fee" ? "fee" : lot.kind;
  if (kind !== leg.kind || lot.asset !== leg.asset) {
    return false;
  }
  if (leg.quantity !== null) {
    return compareQuantity(units, leg.quantity) < 0;
  }
  const fees = tx.fees.filter(({ asset }) => !isFiat(asset));
  return compareQuantity(unitsOf(left), unitsOf(fees)) > 0;
}

const unitsOf = (items: readonly { readonly quantity: Quantity }[]): Quantity =>
  sumQuantity(items.map(({ quantity }) => quantity));

/** Proceeds of one leg, counted from 1: what was told, less the costs that belong to it. */
export function legFigure(facts: Facts, id: string, number: number): Figure | null {
  const tx = facts.transaction(id);
  const leg = tx === null ? undefined : legsOf(tx)[number - 1];
  return tx === null || leg === undefined ? null : figureOfLeg(facts, tx, leg);
}

/** Proceeds of a leg of a transaction. */
export function figureOfLeg(facts: Facts, tx: Transaction, leg: Leg): Figure {
  const value = toldAmount(tx, leg.value) ?? null;
  const costs = costsOfLeg(facts, tx, leg);
  const words = {
    label: `Proceeds of all the ${leg.asset} of this ${leg.kind}`,
    how: costs.parts.length === 0 ? "as told" : "what was told, less the costs of disposing",
    authority: "IRC 1001(b); Reg. 1.1001-7(b)",
  };
  const amount = value === null ? null : subtractUsd(value, costs.amount);
  return made(words, amount, { kind: costs.parts.length === 0 ? "same" : "difference" }, [
    plus(told(tx.id, leg.value)),
    ...costs.parts.map(minus),
  ]);
}

function costsOfLeg(facts: Facts, tx: Transaction, { costs }: Leg): Costs {
  if (tx.kind === "swap" || tx.kind === "conversion") {
    return costs === "given-up" ? bornCosts(facts, tx, costs) : NO_COSTS;
  }
  return costs === "all" ? added(tx, costsTold(tx)) : NO_COSTS;
}
