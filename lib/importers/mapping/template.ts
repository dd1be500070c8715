import type { DateShape } from "@/lib/importers/date-time";
import type { IncomeKind, Lost } from "@/lib/tax/transaction";

/**
 * How a file writes numbers. "point": 1234.5, and 1,234.50 where the comma is beyond doubt; "thousands": commas only group; "comma":
 * the comma is the decimal sign, points and blanks group.
 */
export type NumberStyle = "point" | "thousands" | "comma";

/** Where an asset is told: in a column, behind its amount in the same cell ("0.5 BTC"), or always this one. */
export type AssetFrom =
  | { readonly in: "column"; readonly column: number }
  | { readonly in: "amount" }
  | { readonly in: "file"; readonly asset: string };

/** A column of amounts (0-based) and what they are amounts of. */
export interface AmountFrom {
  readonly column: number;
  readonly asset: AssetFrom;
}

/** What moved: two sides in columns of their own, or one amount whose direction its sign or the row's kind tells. */
export type Layout =
  | { readonly is: "two-sided"; readonly sent: AmountFrom; readonly received: AmountFrom }
  | {
      readonly is: "single";
      readonly amount: AmountFrom;
      readonly direction: "sign" | "kind";
      /** The other side of a purchase or sale: what was paid or came in; its own sign does not count. */
      readonly total: AmountFrom | null;
    };

/** Paid on top of the amounts, or inside them already. */
export type FeeFrom = AmountFrom & { readonly paid: "on-top" | "inside" };

/** Columns by position (0-based), for a header may name two alike. null: the file has none. */
export interface MappedColumns {
  readonly date: number;
  /** The time of day, where it stands apart. */
  readonly time: number | null;
  readonly kind: number | null;
  readonly layout: Layout;
  readonly fee: FeeFrom | null;
  /** US dollars the coins were worth. */
  readonly value: number | null;
  /** Units of `asset` for one coin: the other side of a purchase or sale where no total says it, else its worth when in dollars. */
  readonly price: AmountFrom | null;
  readonly id: number | null;
  readonly note: number | null;
  readonly account: number | null;
}

/** Meanings that need no more words. */
export const SIMPLE_KINDS = [
  "sides",
  "buy",
  "sell",
  "exchange",
  "migration",
  "deposit",
  "withdrawal",
  "spend",
  "fee",
  "gift-sent",
  "gift-received",
  "donation",
  "ask",
] as const;

/** Kinds of income a word can mean. */
export const INCOME_KINDS = [
  "staking",
  "mining",
  "reward",
  "interest",
  "airdrop",
  "fork",
  "wages",
  "services",
  "other",
] as const;

/** How units can be lost. */
export const LOSS_REASONS = ["worthless", "abandoned", "theft", "lost", "bankruptcy"] as const;

type SimpleKind = (typeof SIMPLE_KINDS)[number];

/** What a word of the kind column means. "sides": what moved tells it. "ask": kept and asked about, row by row. */
export type KindMeaning =
  | { readonly [K in SimpleKind]: { readonly is: K } }[SimpleKind]
  | { readonly is: "income"; readonly kind: IncomeKind }
  | { readonly is: "lost"; readonly reason: Lost["reason"] }
  | { readonly is: "left-out"; readonly reason: string };

/** One word of the kind column, as written (case and outer blanks do not count). */
export interface KindRule {
  readonly word: string;
  readonly means: KindMeaning;
}

/** Seconds or milliseconds since 1970 instead of a shape. */
export type DateForm = DateShape | "unix" | "unix-ms";

/** How one layout that no source of ours knows is read: what a person said once, recognised next time by its exact header. */
export interface MappingTemplate {
  /** Stable for ever: part of the identity of every row read by it. */
  readonly id: string;
  /** What people call it. */
  readonly name: string;
  /** The account of rows that name none. */
  readonly account: string;
  /** The header's cells, trimmed, without blanks at its end. */
  readonly header: readonly string[];
  readonly columns: MappedColumns;
  readonly dates: {
    /** Tried in this order. Never a day-first and a month-first one together. */
    readonly forms: readonly DateForm[];
    /** The IANA zone of times that carry none. */
    readonly zone: string;
  };
  readonly numbers: NumberStyle;
  /** Words that are not listed are asked about. */
  readonly kinds: readonly KindRule[];
}

/** Names of a header's columns, each once: the second "Unit" is "Unit (2)". */
export function columnNames(header: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  return header.map((cell, index) => {
    const name = cell === "" ? `column ${index + 1}` : cell;
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  });
}

/** A kind's word for comparing. */
export function wordOf(text: string): string {
  return text.trim().toLowerCase();
}
