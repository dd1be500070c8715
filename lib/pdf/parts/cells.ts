import type { Pen } from "@/lib/pdf/pen";

/** A row of a table: `table` is the same for all its rows, `draw` draws cell by cell with the function it is given. */
export function tableRow(
  pen: Pen,
  table: object,
  draw: (cell: (draw: () => void) => void) => void,
  role: "TH" | "TD" = "TD",
): void {
  pen.tagged("Table", table, () =>
    pen.tagged("TR", null, () => draw((inside) => pen.tagged(role, null, inside))),
  );
}
