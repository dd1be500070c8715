import type { Block } from "@/lib/pdf/flow";
import type { Shaper } from "@/lib/pdf/shape";
import { FRAME, INK, type TextStyle, TYPE } from "@/lib/pdf/theme";
import { cutTo, wrap } from "@/lib/pdf/wrap";
import type { Column, Table } from "@/lib/reports/model";
import { tableRow } from "./cells";
import { continued, heading, inCompany, paragraph } from "./words";

const GAP = 8;
const LEADING = 10.5;

interface Slot {
  readonly column: Column;
  readonly x: number;
  readonly width: number;
}

function slots(columns: readonly Column[]): Slot[] {
  const shares = columns.reduce((sum, column) => sum + column.share, 0);
  const room = FRAME.width - GAP * (columns.length - 1);
  let x: number = FRAME.left;
  return columns.map((column) => {
    const slot = { column, x, width: (room * column.share) / shares };
    x += slot.width + GAP;
    return slot;
  });
}

function head(places: readonly Slot[], table: Table): Block {
  return {
    height: 18,
    keep: true,
    draw: (pen, top) => {
      tableRow(
        pen,
        table,
        (cell) => {
          for (const { column, x, width } of places) {
            const placing = { width, align: column.align, least: 5 } as const;
            cell(() => pen.text(column.label, x, top + 9, TYPE.label, placing));
          }
        },
        "TH",
      );
      pen.rule(FRAME.left, FRAME.right, top + 14, 0.7, INK);
    },
  };
}

/** How close the lines of a table stand. */
interface Density {
  readonly style: TextStyle;
  readonly leading: number;
  /** Below the last line of a row. */
  readonly pad: number;
  /** Lines of a cell; what is longer ends in "…": no statement of the law is that long, a name or a note of people's may be. */
  readonly most: number;
}

const NORMAL: Density = { style: TYPE.cell, leading: LEADING, pad: 5.5, most: 20 };
/** As many lines as half a page has: no cell of proof is that long. */
const DENSE: Density = { style: TYPE.dense, leading: 7.9, pad: 2.1, most: 45 };

/** The first row of those that stand under it. */
const HEAD_OF_GROUP: Density = { ...DENSE, style: TYPE.denseStrong };

/** Room for each figure space a cell begins with. */
const INSET = 3.4;

const insetOf = (text: string): number => /^\u2007*/.exec(text)?.[0].length ?? 0;

function row(
  shaper: Shaper,
  places: readonly Slot[],
  cells: readonly string[],
  { style, leading, pad, most }: Density,
  { table, isRuled }: { readonly table: Table; readonly isRuled: boolean },
): Block {
  const lines = places.map(({ column, width }, index) => {
    const text = cells[index] ?? "";
    const inset = insetOf(text);
    return column.align === "right"
      ? { inset: 0, texts: [text] }
      : {
          inset: inset * INSET,
          texts: wrap(shaper, text.slice(inset), style, width - inset * INSET, most),
        };
  });
  const tallest = Math.max(1, ...lines.map(({ texts }) => texts.length));
  const height = tallest * leading + pad;
  return {
    height,
    draw: (pen, top) => {
      tableRow(pen, table, (cell) =>
        places.forEach(({ column, x, width }, index) => {
          const { inset, texts } = lines[index] ?? { inset: 0, texts: [] };
          const least = column.align === "right" ? "figure" : 5;
          const placing = { width: width - inset, align: column.align, least } as const;
          cell(() => {
            texts.forEach((line, number) => {
              pen.text(line, x + inset, top + leading * (number + 1), style, placing);
            });
          });
        }),
      );
      if (isRuled) {
        pen.rule(FRAME.left, FRAME.right, top + height - 0.5, 0.35);
      }
    },
  };
}

/** Rows that stand under another, by their place in it or by a first cell left empty, are not ruled off from it. */
const isUnder = (cells: readonly string[] | undefined): boolean =>
  cells !== undefined && (cells[0] === "" || insetOf(cells[0] ?? "") > 0);

function totalRow(
  shaper: Shaper,
  places: readonly Slot[],
  cells: readonly string[],
  table: Table,
): Block {
  return {
    height: 20,
    draw: (pen, top) => {
      tableRow(pen, table, (cell) =>
        places.forEach(({ column, x, width }, index) => {
          const text = cells[index] ?? "";
          const shown =
            column.align === "right" ? text : cutTo(shaper, text, TYPE.cellStrong, width);
          const placing = { width, align: column.align, least: "figure" } as const;
          cell(() => pen.text(shown, x, top + 11, TYPE.cellStrong, placing));
        }),
      );
      pen.rule(FRAME.left, FRAME.right, top + 15.5, 0.7, INK);
    },
  };
}

/**
 * A table with its heading, column heads repeated on each page, and its total under the figures it adds. `name`: what it is called on its
 * further pages, where it has no heading of its own.
 */
export function tableBlocks(
  shaper: Shaper,
  table: Table,
  above = 16,
  name: string = table.heading,
): Block[] {
  const intro =
    table.intro === "" ? [] : paragraph(shaper, table.intro, TYPE.muted, { keep: true, after: 4 });
  if (table.rows.length === 0) {
    return [heading(table.heading, above), ...paragraph(shaper, table.empty, TYPE.body)];
  }
  const places = slots(table.columns);
  const top = head(places, table);
  const again = continued(name, top);
  const isDense = table.isDense === true;
  const rows = table.rows.map((cells, index) => {
    const isOver = isDense && isUnder(table.rows[index + 1]);
    const density = isOver && !isUnder(cells) ? HEAD_OF_GROUP : isDense ? DENSE : NORMAL;
    return { ...row(shaper, places, cells, density, { table, isRuled: !isOver }), again };
  });
  const total =
    table.total === null ? [] : [{ ...totalRow(shaper, places, table.total, table), again }];
  return [heading(table.heading, above), ...intro, top, ...inCompany([...rows, ...total])];
}
