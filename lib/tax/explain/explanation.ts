import { shareOf } from "@/lib/money/allocate";
import type { Quantity } from "@/lib/money/quantity";
import { toCents, toWholeDollars } from "@/lib/money/round";
import {
  addUsd,
  floorZeroUsd,
  maxUsd,
  minUsd,
  subtractUsd,
  timesRate,
  type Usd,
  ZERO_USD,
} from "@/lib/money/usd";
import { assertNever } from "@/lib/result";
import type { Bracket } from "@/lib/tax/rules/year-rules";
import type { Origin, TransactionId } from "@/lib/tax/transaction";
import { type TaxMethod, taxOn } from "@/lib/tax/worksheets/tax-table";
import type { FigureAddress } from "./address";

/** How a figure comes from its parts. Every kind can be worked out again from the parts alone: see `holds`. */
export type Operation =
  /** A leaf: told by a transaction, a price, a profile, a broker's form or a person who fills in the form, or a number of the law. */
  | {
      readonly kind: "stated";
      readonly by: "transaction" | "market" | "profile" | "law" | "broker" | "person";
    }
  /** The parts with their signs, added. */
  | { readonly kind: "sum" | "difference" }
  /** The same, and zero where that is less (or more) than zero. */
  | { readonly kind: "not-below-zero" | "not-above-zero" }
  | { readonly kind: "smallest" | "smallest-not-below-zero" | "largest" | "same" }
  /** The one in the middle of three: gain basis, loss basis, proceeds (IRC 1015(a)). */
  | { readonly kind: "middle" }
  | { readonly kind: "rounded"; readonly to: "cents" | "dollars" }
  /**
   * The parts together x units / whole units, cut at the eighteenth decimal; `cut` is what cutting the shares before this one
   * left to it, so that all shares add up: some billionths of a billionth of a dollar.
   */
  | {
      readonly kind: "share";
      readonly units: Quantity;
      readonly of: Quantity;
      readonly cut: Usd;
    }
  | { readonly kind: "product"; readonly rate: string }
  /** Tax on the one part by the year's table or schedule. */
  | {
      readonly kind: "table";
      readonly method: TaxMethod;
      readonly brackets: readonly Bracket[];
    };

/** Where a leaf was read: the transaction, and the file and lines (or the hand) it came from. */
export interface FigureSource {
  readonly transaction: TransactionId;
  readonly origin: Origin;
}

/** A part and the sign it counts with. */
export interface ExplanationPart {
  readonly sign: 1 | -1;
  readonly explanation: Explanation;
}

/** A figure, and what it is made of as far down as was asked for. */
export interface Explanation {
  readonly address: FigureAddress;
  readonly label: string;
  /** Exact; null: not known. */
  readonly amount: Usd | null;
  /** How it comes about, in a sentence's words. */
  readonly how: string;
  readonly authority: string;
  readonly operation: Operation;
  /** All parts there are. */
  readonly partCount: number;
  /** Those that were built: none below the depth asked for, else from `options.from`, at most `options.limit`. */
  readonly parts: readonly ExplanationPart[];
  /** Parts that were not built, added with their signs; null when all were, or when an amount is not known. */
  readonly rest: Usd | null;
  /** For a leaf told by a transaction; null for all others. */
  readonly source: FigureSource | null;
}

/**
 * True when the parts give the amount by the operation, to the last digit. A figure that is not known needs a part that is
 * not known. Only for explanations whose parts were all built.
 */
export function holds({ amount, operation, parts }: Explanation): boolean {
  if (operation.kind === "stated") {
    return parts.length === 0;
  }
  const amounts: Usd[] = [];
  for (const { sign, explanation } of parts) {
    if (explanation.amount === null) {
      return amount === null;
    }
    amounts.push(sign === 1 ? explanation.amount : subtractUsd(ZERO_USD, explanation.amount));
  }
  return amount === worked(operation, amounts);
}

/** The operation on signed amounts. */
function worked(operation: Exclude<Operation, { kind: "stated" }>, amounts: readonly Usd[]): Usd {
  const total = amounts.reduce(addUsd, ZERO_USD);
  switch (operation.kind) {
    case "sum":
    case "difference":
    case "same":
      return total;
    case "not-below-zero":
      return floorZeroUsd(total);
    case "not-above-zero":
      return minUsd(ZERO_USD, total);
    case "smallest":
      return amounts.reduce(minUsd);
    case "smallest-not-below-zero":
      return floorZeroUsd(amounts.reduce(minUsd));
    case "largest":
      return amounts.reduce(maxUsd);
    case "middle":
      return subtractUsd(subtractUsd(total, amounts.reduce(minUsd)), amounts.reduce(maxUsd));
    case "rounded":
      return operation.to === "cents" ? toCents(total) : toWholeDollars(total);
    case "share":
      return addUsd(shareOf(total, operation.units, operation.of), operation.cut);
    case "product":
      return timesRate(total, operation.rate);
    case "table":
      return taxOn(total, operation.brackets, operation.method);
    default:
      return assertNever(operation);
  }
}
