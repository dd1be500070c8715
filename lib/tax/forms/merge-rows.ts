import { quantityText, sumQuantity } from "@/lib/money/quantity";
import { sumUsd } from "@/lib/money/usd";
import { invariant } from "@/lib/result";
import type { ClosedLot } from "@/lib/tax/closed-lot";
import type { Form8949Box, Form8949Part, Form8949Row } from "@/lib/tax/year-result";
import { codesText } from "./codes";

/** Columns (d), (e), (g), (h) added up. Rows are rounded already, so totals are sums of printed rows (rules.md 11.7, 11.8). */
export function totalsOf(
  rows: readonly Pick<Form8949Row, "proceeds" | "basis" | "adjustment" | "gain">[],
): Pick<Form8949Part, "proceeds" | "basis" | "adjustment" | "gain"> {
  return {
    proceeds: sumUsd(rows.map(({ proceeds }) => proceeds)),
    basis: sumUsd(rows.map(({ basis }) => basis)),
    adjustment: sumUsd(rows.map(({ adjustment }) => adjustment)),
    gain: sumUsd(rows.map(({ gain }) => gain)),
  };
}

/**
 * Rows of one sale out of several lots of the same term as one row: VARIOUS in column (b) when the dates differ (i8949,
 * column (b)). Inherited units stay apart, and so do rows under different broker forms. Sums are unchanged to the cent.
 */
export function mergeVarious(rows: readonly Form8949Row[]): readonly Form8949Row[] {
  const sales = new Map<string, { readonly first: Form8949Row; readonly rows: Form8949Row[] }>();
  for (const row of rows) {
    const key = saleOf(row);
    const sale = sales.get(key);
    if (sale === undefined) {
      sales.set(key, { first: row, rows: [row] });
    } else {
      sale.rows.push(row);
    }
  }
  return [...sales.values()].map((sale) => merged(sale.first, sale.rows));
}

function saleOf(row: Form8949Row): string {
  if (row.line !== null) {
    return `line ${row.line.id}`;
  }
  const { disposal, kind, asset } = soldOn(row);
  const way = row.acquired === "INHERITED" ? "inherited" : "bought";
  return JSON.stringify([disposal, kind, asset, row.box, way, reportKey(row)]);
}

function reportKey({ report }: Form8949Row): string {
  return report === null ? "" : `${report.form} ${report.term} ${report.acquired}`;
}

function merged(first: Form8949Row, rows: readonly Form8949Row[]): Form8949Row {
  if (rows.length === 1) {
    return first;
  }
  const { asset } = soldOn(first);
  const quantity = sumQuantity(rows.map((row) => row.quantity));
  const sameDay = rows.every(({ acquired }) => acquired === first.acquired);
  return {
    ...first,
    parts: [...first.parts, ...rows.slice(1).flatMap(({ parts }) => parts)],
    quantity,
    description: `${quantityText(quantity)} ${asset}`,
    acquired: sameDay ? first.acquired : "VARIOUS",
    codes: codesText(rows.flatMap(({ codes }) => [...codes])),
    ...totalsOf(rows),
  };
}

/** What was sold on a row of a sale: every one has a lot behind it. */
function soldOn({ parts: [lot] }: Form8949Row): ClosedLot {
  invariant(lot !== undefined, "a row of a sale has a lot");
  return lot;
}

/** One row of Form 8949 under exception 2: a broker's totals, the detail on an attached statement. */
export interface SummaryRow {
  readonly box: Form8949Box;
  /** Column (a): "<broker> see attached statement"; (b) and (c) stay blank. */
  readonly description: string;
  readonly codes: string;
  readonly proceeds: Form8949Row["proceeds"];
  readonly basis: Form8949Row["basis"];
  readonly adjustment: Form8949Row["adjustment"];
  readonly gain: Form8949Row["gain"];
}

/**
 * Exception 2: for each broker or wallet of a box one row with the totals of its rows and code M beside theirs (i8949;
 * rules.md 11.6). Brokers in the order their first row stands in. `brokerOf` names the broker or wallet of a row.
 */
export function summaryRows(
  part: Form8949Part,
  brokerOf: (row: Form8949Row) => string,
): readonly SummaryRow[] {
  const groups = new Map<string, Form8949Row[]>();
  for (const row of part.rows) {
    const broker = brokerOf(row);
    const group = groups.get(broker);
    if (group === undefined) {
      groups.set(broker, [row]);
    } else {
      group.push(row);
    }
  }
  return [...groups].map(([broker, rows]) => ({
    box: part.box,
    description: `${broker} see attached statement`,
    codes: codesText(["M", ...rows.flatMap(({ codes }) => [...codes])]),
    ...totalsOf(rows),
  }));
}
