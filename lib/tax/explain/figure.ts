import type { Usd } from "@/lib/money/usd";
import { itemAt } from "@/lib/tax/forms/item-at";
import type { Transaction } from "@/lib/tax/transaction";
import type { FigureAddress } from "./address";
import type { FigureSource, Operation } from "./explanation";

/** A part by its name, with the sign it counts with. */
export interface PartName {
  readonly sign: 1 | -1;
  readonly address: FigureAddress;
}

/** Names of parts, made one at a time: a box of 100,000 rows costs nothing until its rows are asked for. */
export interface PartNames {
  readonly count: number;
  readonly at: (index: number) => PartName;
}

/** One figure with the names of its parts; `Explanation` is the same with the parts themselves. */
export interface Figure {
  readonly label: string;
  readonly amount: Usd | null;
  readonly how: string;
  readonly authority: string;
  readonly operation: Operation;
  readonly parts: PartNames;
  readonly source: FigureSource | null;
}

/** Parts from a list. */
export function listed(parts: readonly PartName[]): PartNames {
  return { count: parts.length, at: (index) => itemAt(parts, index) };
}

const NO_PARTS: PartNames = listed([]);

/** A part that is added. */
export const plus = (address: FigureAddress): PartName => ({ sign: 1, address });

/** A part that is taken off. */
export const minus = (address: FigureAddress): PartName => ({ sign: -1, address });

/** What a figure says besides its amount and parts. */
export interface Words {
  readonly label: string;
  readonly how: string;
  readonly authority: string;
}

/** A figure worked out of parts. */
export function made(
  words: Words,
  amount: Usd | null,
  operation: Operation,
  parts: readonly PartName[] | PartNames,
): Figure {
  const names = "count" in parts ? parts : listed(parts);
  return { ...words, amount, operation, parts: names, source: null };
}

/** A figure told by a transaction. */
export function toldBy(tx: Transaction, words: Words, amount: Usd | null): Figure {
  return {
    ...words,
    amount,
    operation: { kind: "stated", by: "transaction" },
    parts: NO_PARTS,
    source: { transaction: tx.id, origin: tx.origin },
  };
}

/** A figure a price gives to a transaction that tells none: units x price, worked out before the engine. */
export function valuedBy(tx: Transaction, words: Words, amount: Usd | null): Figure {
  return {
    ...words,
    amount,
    operation: { kind: "stated", by: "market" },
    parts: NO_PARTS,
    source: { transaction: tx.id, origin: tx.origin },
  };
}

/** A figure told by a profile, a broker's form or a person, or a number of the law. */
export function stated(
  words: Words,
  amount: Usd | null,
  by: "profile" | "law" | "broker" | "person",
): Figure {
  return { ...words, amount, operation: { kind: "stated", by }, parts: NO_PARTS, source: null };
}
