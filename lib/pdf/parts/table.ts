import type { Block } from "@/lib/pdf/flow";
import type { Shaper } from "@/lib/pdf/shape";
import { FRAME, INK, type TextStyle, TYPE } from "@/lib/pdf/theme";
import { cutTo, wrap } from "@/lib/pdf/wrap";
import type { Column, Table } from "@/lib/reports/model";
import { heading, paragraph } from "./words";

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

function head(places: readonly Slot[]): Block {
  return {
    height: 18,
    keep: true,
    draw: (pen, top) => {
      for (const { column, x, width } of places) {
        pen.text(column.label, x, top + 9, TYPE.label, { width, align: column.align, least: 5 });
      }
      pen.rule(FRAME.left, FRAME.right, top + 14, 0.7, INK);
    },
  };
}

function row(
  shaper: Shaper,
  places: readonly Slot[],
  cells: readonly string[],
  style: TextStyle,
): Block {
  const lines = places.map(({ column, width }, index) => {
    const text = cells[index] ?? "";
    return column.align === "right" ? [text] : wrap(shaper, text, style, width, 4);
  });
  const tallest = Math.max(1, ...lines.map((cell) => cell.length));
  const height = tallest * LEADING + 5.5;
  return {
    height,
    draw: (pen, top) => {
      places.forEach(({ column, x, width }, index) => {
        (lines[index] ?? []).forEach((line, number) => {
          const least = column.align === "right" ? "figure" : 5;
          pen.text(line, x, top + 10.5 + number * LEADING, style, {
            width,
            align: column.align,
            least,
          });
        });
      });
      pen.rule(FRAME.left, FRAME.right, top + height - 0.5, 0.35);
    },
  };
}

function totalRow(shaper: Shaper, places: readonly Slot[], cells: readonly string[]): Block {
  return {
    height: 20,
    draw: (pen, top) => {
      places.forEach(({ column, x, width }, index) => {
        const text = cells[index] ?? "";
        const shown = column.align === "right" ? text : cutTo(shaper, text, TYPE.cellStrong, width);
        pen.text(shown, x, top + 11, TYPE.cellStrong, {
          width,
          align: column.align,
          least: "figure",
        });
      });
      pen.rule(FRAME.left, FRAME.right, top + 15.5, 0.7, INK);
    },
  };
}

/** A table with its heading, column heads repeated on each page, and its total under the figures it adds. */
export function tableBlocks(shaper: Shaper, table: Table, above = 16): Block[] {
  const intro =
    table.intro === "" ? [] : paragraph(shaper, table.intro, TYPE.muted, { keep: true, after: 4 });
  if (table.rows.length === 0) {
    return [heading(table.heading, above), ...paragraph(shaper, table.empty, TYPE.body)];
  }
  const places = slots(table.columns);
  const top = head(places);
  const rows = table.rows.map((cells) => ({
    ...row(shaper, places, cells, TYPE.cell),
    again: top,
  }));
  const last = rows.at(-1);
  const total =
    table.total === null ? [] : [{ ...totalRow(shaper, places, table.total), again: top }];
  const body =
    last === undefined || total.length === 0
      ? rows
      : [...rows.slice(0, -1), { ...last, keep: true }, ...total];
  return [heading(table.heading, above), ...intro, top, ...body];
}
