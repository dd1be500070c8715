import { unsigned } from "@/lib/importers/amounts";
import { splitQuantity } from "@/lib/importers/split";
import type { LeftOut, TableEvent, TableRow } from "@/lib/importers/table-source";
import { allocate } from "@/lib/money/allocate";
import { type Quantity, quantityText, sumQuantity } from "@/lib/money/quantity";
import type { Usd } from "@/lib/money/usd";
import type { Leg } from "@/lib/tax/transaction";
import type { AppKind } from "./crypto-com-app-kinds";

/** One row of the Crypto.com App. */
export interface AppRow extends TableRow {
  readonly kind: string;
  /** What the kind means; null when it is not known. */
  readonly means: AppKind | null;
  /** As written, with its sign where the export has signs. */
  readonly amount: Leg | null;
  /** The second asset of a trade, without sign. */
  readonly to: Leg | null;
  /** The row's amount in the person's own money, without sign. */
  readonly native: Leg | null;
  /** That, where it is dollars. */
  readonly value: Usd | null;
}

type Told = TableEvent<AppRow> | LeftOut<AppRow>;

/**
 * Halves of swaps of one second: one asset out for one in; one coin received for several swept (dust) is shared by what they were
 * worth in the person's own money. The "overall" rows of the MCO swap repeat the wallet's and the lockup's, so they are left out beside them.
 */
export function settleSwaps(rows: readonly AppRow[]): readonly Told[] {
  const families = new Map<string, AppRow[]>();
  for (const row of rows) {
    const name = row.means?.is === "swap" ? row.means.family : "";
    families.set(name, [...(families.get(name) ?? []), row]);
  }
  const parts = [
    ...(families.get("lockup_swap") ?? []),
    ...(families.get("crypto_wallet_swap") ?? []),
  ];
  const told: Told[] = [];
  for (const [name, family] of families) {
    const isSum = name === "dynamic_coin_swap" && parts.length > 0;
    told.push(...(isSum ? overallOf(family, parts) : swapOf(family)));
  }
  return told;
}

function overallOf(overall: readonly AppRow[], parts: readonly AppRow[]): readonly Told[] {
  if (totals(overall) === totals(parts)) {
    const leftOut =
      "The sum of the lockup's and the wallet's swaps of the same second, which have rows of their own.";
    return [{ rows: overall, leftOut }];
  }
  const reason =
    "It may repeat the lockup's and the wallet's swaps of the same second: say what it adds to them.";
  return overall.map((row) => alone(row, reason));
}

/** Units in and out by asset, as text. */
function totals(rows: readonly AppRow[]): string {
  const sums = new Map<string, Quantity[]>();
  for (const row of rows) {
    const leg = unsigned(row.amount);
    if (leg !== null) {
      const name = `${isIn(row)} ${leg.asset}`;
      sums.set(name, [...(sums.get(name) ?? []), leg.quantity]);
    }
  }
  return [...sums]
    .map(([name, amounts]) => `${name} ${quantityText(sumQuantity(amounts))}`)
    .sort()
    .join();
}

function isIn({ means }: AppRow): boolean {
  return means?.is === "swap" && means.isIn;
}

function swapOf(rows: readonly AppRow[]): readonly Told[] {
  const [ins, outs] = [rows.filter(isIn), rows.filter((row) => !isIn(row))];
  const [into] = ins;
  const [out] = outs;
  if (ins.length === 1 && into !== undefined && out !== undefined) {
    return outs.length === 1 ? [pairOf(out, into)] : sweep(outs, into);
  }
  return rows.map((row) =>
    alone(row, "The other half of this swap is not in the file, or it has several."),
  );
}

function pairOf(out: AppRow, into: AppRow): Told {
  return {
    rows: [out, into],
    label: into.kind,
    meaning: { is: "exchange" },
    sent: unsigned(out.amount),
    received: unsigned(into.amount),
    value: into.value,
  };
}

/** Each coin swept gets the share of what came in that its own worth has. */
function sweep(outs: readonly AppRow[], into: AppRow): readonly Told[] {
  const received = unsigned(into.amount);
  const worths = outs.flatMap(({ native }) => (native === null ? [] : [native.quantity]));
  if (received === null || worths.length !== outs.length) {
    const reason =
      "Several coins were swept into one, and the file does not say what each was worth.";
    return [...outs, into].map((row) => alone(row, reason));
  }
  const units = splitQuantity(received.quantity, worths.map(quantityText));
  const values = into.value === null ? [] : allocate(into.value, worths);
  return outs.map((out, index) => {
    const quantity = units[index];
    return {
      rows: [out],
      shares: [into],
      label: into.kind,
      meaning: { is: "exchange" },
      sent: unsigned(out.amount),
      received: quantity === undefined ? null : { asset: received.asset, quantity },
      value: values[index] ?? null,
    };
  });
}

function alone(row: AppRow, reason: string): Told {
  const leg = unsigned(row.amount);
  const sides = isIn(row) ? { received: leg } : { sent: leg };
  return {
    rows: [row],
    label: row.kind,
    meaning: { is: "unknown", reason },
    value: row.value,
    ...sides,
  };
}
