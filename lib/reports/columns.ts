import type { Column, Table } from "./model";

/** A column of words; `share` is how much of the width it asks for, beside the others. */
export const left = (label: string, share: number): Column => ({ label, align: "left", share });

/** A column of figures. */
export const right = (label: string, share: number): Column => ({ label, align: "right", share });

/** A table without a heading, an introduction and a total: what a paper's section says stands above it. */
export function plainTable(columns: readonly Column[], rows: Table["rows"], empty: string): Table {
  return { heading: "", intro: "", columns, rows, total: null, empty };
}
