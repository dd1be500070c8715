import type { Pen } from "@/lib/pdf/pen";
import type { Shaper } from "@/lib/pdf/shape";
import { FRAME, INK, type TextStyle, TYPE } from "@/lib/pdf/theme";
import { breakAnywhere, cutTo, wrap } from "@/lib/pdf/wrap";
import type { Attachment, AttachmentPage, AttachmentRow, Totals } from "@/lib/reports/model";
import { tableRow } from "./cells";

interface Cell {
  readonly x: number;
  readonly width: number;
  readonly align: "left" | "right";
}

/** Widths of (a) to (h), in points. */
const WIDTHS = [135, 54, 54, 66, 66, 39, 44, 66] as const;
const RIGHT = new Set([3, 4, 6, 7]);
/** (f) stands left aligned after a right aligned column: it keeps its distance. */
const CODES = 5;

const CELLS: readonly Cell[] = WIDTHS.map((width, index) => ({
  x: FRAME.left + WIDTHS.slice(0, index).reduce((sum, one) => sum + one, CODES === index ? 9 : 0),
  width: width - (CODES === index ? 9 : RIGHT.has(index) ? 0 : 5),
  align: RIGHT.has(index) ? "right" : "left",
}));

/** Column (a); the note under it may run on below (b) and (c). */
const DESCRIPTION = { x: FRAME.left, width: WIDTHS[0] - 5 } as const;
const NOTE_WIDTH = WIDTHS[0] + WIDTHS[1] + WIDTHS[2] - 5;

const HEAD_TOP = 178;
const FIRST_ROW = 202;
const LAST_LINE = 736;

/** Height of a row, so that a full page of the year's form fills the sheet: 35 points with 14 rows, for two lines of description and the note under them. */
const rowHeight = (rowsPerPage: number): number =>
  Math.min(40, (LAST_LINE - FIRST_ROW - 44) / rowsPerPage);

function put(pen: Pen, index: number, text: string, baseline: number, style: TextStyle): void {
  const cell = CELLS[index];
  if (cell !== undefined && text !== "") {
    const inset = cell.align === "right" ? 5 : 0;
    pen.text(text, cell.x + inset, baseline, style, {
      width: cell.width - inset,
      align: cell.align,
      least: cell.align === "right" ? "figure" : 5.5,
    });
  }
}

/** A line to write on, behind its label; gives where writing begins. */
function blank(pen: Pen, label: string, x: number, to: number, y: number, shaper: Shaper): number {
  const from = x + shaper.width(label, TYPE.muted) + 6;
  pen.tagged("P", null, () => pen.text(label, x, y, TYPE.muted));
  pen.rule(from, to, y + 1.5, 0.6, INK);
  return from + 2;
}

function drawHead(pen: Pen, shaper: Shaper, attachment: Attachment, page: AttachmentPage): void {
  pen.tagged("H1", null, () => {
    pen.text(attachment.heading, FRAME.left, 100, TYPE.title);
    pen.text(page.number, FRAME.right - 200, 100, TYPE.running, {
      width: 200,
      align: "right",
      least: 6,
    });
  });
  const name = blank(pen, attachment.nameLine, FRAME.left, FRAME.left + 322, 126, shaper);
  const ssn = blank(pen, attachment.ssnLine, FRAME.left + 338, FRAME.right, 126, shaper);
  pen.identity(name, ssn, 126);
  pen.frame(FRAME.left, 141, 9, 9);
  pen.line(
    [
      [FRAME.left + 1.8, 142.8],
      [FRAME.left + 7.2, 148.2],
    ],
    0.9,
  );
  pen.line(
    [
      [FRAME.left + 7.2, 142.8],
      [FRAME.left + 1.8, 148.2],
    ],
    0.9,
  );
  pen.tagged("P", null, () => {
    pen.text(`Box ${page.box}`, FRAME.left + 16, 149, TYPE.strong);
    pen.text(page.legend, FRAME.left + 50, 149, TYPE.body, {
      width: FRAME.width - 50,
      align: "left",
      least: 6,
    });
    pen.text(`${page.part}; totals go to ${page.scheduleDLine}`, FRAME.left + 50, 161, TYPE.muted);
  });
}

function drawColumns(
  pen: Pen,
  shaper: Shaper,
  columns: readonly string[],
  table: AttachmentPage,
): void {
  pen.rule(FRAME.left, FRAME.right, HEAD_TOP - 6, 0.7, INK);
  const draw = (column: string, index: number): void => {
    const width = CELLS[index]?.width ?? 0;
    wrap(shaper, column, TYPE.label, width, 2).forEach((line, number) => {
      put(pen, index, line, HEAD_TOP + 4 + number * 9.5, TYPE.label);
    });
  };
  tableRow(
    pen,
    table,
    (cell) => {
      columns.forEach((column, index) => {
        cell(() => draw(column, index));
      });
    },
    "TH",
  );
  pen.rule(FRAME.left, FRAME.right, FIRST_ROW - 4, 0.7, INK);
}

/** Smaller than this nobody reads. */
const LEAST = 5.5;

/**
 * Two lines at most. A quantity is never broken: when it is wider than the column, its line is drawn smaller, with the asset behind it where both can
 * still be read. A name is broken where it must be before anything of it is left out.
 */
function describe(shaper: Shaper, text: string): string[] {
  const { width } = DESCRIPTION;
  const [units = "", asset = "", ...rest] = text.split(" ");
  if (/^[\d.,]+$/.test(units) && shaper.width(units, TYPE.row) > width) {
    const both = `${units} ${asset}`;
    const isReadable = shaper.width(both, { ...TYPE.row, size: LEAST }) <= width;
    const [first, second] = isReadable ? [both, rest] : [units, [asset, ...rest]];
    return [first, ...wrap(shaper, second.join(" "), TYPE.row, width, 1)];
  }
  const lines = wrap(shaper, text, TYPE.row, width);
  if (lines.length <= 2) {
    return lines;
  }
  const [first = "", ...others] = breakAnywhere(shaper, text, TYPE.row, width);
  return [first, cutTo(shaper, others.join(""), TYPE.row, width)];
}

interface Placed {
  readonly row: AttachmentRow;
  readonly baseline: number;
  readonly description: readonly string[];
}

function drawFigures(
  pen: Pen,
  { row, baseline, description }: Placed,
  table: AttachmentPage,
): void {
  tableRow(pen, table, (cell) => {
    cell(() =>
      description.forEach((line, index) => {
        pen.text(line, DESCRIPTION.x, baseline + index * 9.5, TYPE.row, {
          width: DESCRIPTION.width,
          align: "left",
          least: index === 0 ? "figure" : LEAST,
        });
      }),
    );
    cell(() => put(pen, 1, row.acquired, baseline, TYPE.row));
    cell(() => put(pen, 2, row.sold, baseline, TYPE.row));
    cell(() => put(pen, 3, row.proceeds, baseline, TYPE.row));
    cell(() => put(pen, 4, row.basis, baseline, TYPE.row));
    cell(() => put(pen, 5, row.codes, baseline, TYPE.row));
    cell(() => put(pen, 6, row.adjustment, baseline, TYPE.row));
    cell(() => put(pen, 7, row.gain, baseline, TYPE.row));
  });
}

function drawNote(pen: Pen, shaper: Shaper, { row, baseline, description }: Placed): void {
  const note = [`No. ${row.number}`, row.account, row.method, row.source]
    .filter((part) => part !== "")
    .join("  ·  ");
  pen.tagged("P", null, () =>
    pen.text(
      cutTo(shaper, note, TYPE.rowNote, NOTE_WIDTH),
      DESCRIPTION.x,
      baseline + description.length * 9.5 + 0.5,
      TYPE.rowNote,
    ),
  );
}

/** All rows: first everything in ink, then everything in grey, then the hairlines, so that the pen changes seldom. */
function drawRows(pen: Pen, shaper: Shaper, page: AttachmentPage, height: number): void {
  const { rows } = page;
  const placed = rows.map((row, index) => ({
    row,
    baseline: FIRST_ROW + 9 + index * height,
    description: describe(shaper, row.description),
  }));
  for (const one of placed) {
    drawFigures(pen, one, page);
  }
  for (const one of placed) {
    drawNote(pen, shaper, one);
  }
  pen.hairlines(
    FRAME.left,
    FRAME.right,
    rows.map((_, index) => FIRST_ROW - 4 + (index + 1) * height),
  );
}

function drawTotals(pen: Pen, label: string, totals: Totals, top: number): void {
  const baseline = top + 12.5;
  pen.tagged("P", null, () => {
    pen.text(label, FRAME.left, baseline, TYPE.rowStrong, {
      width: (CELLS[3]?.x ?? FRAME.right) - FRAME.left - 4,
      align: "left",
      least: 5.5,
    });
    put(pen, 3, totals.proceeds, baseline, TYPE.rowStrong);
    put(pen, 4, totals.basis, baseline, TYPE.rowStrong);
    put(pen, 6, totals.adjustment, baseline, TYPE.rowStrong);
    put(pen, 7, totals.gain, baseline, TYPE.rowStrong);
  });
  pen.rule(FRAME.left, FRAME.right, top + 19, 0.7, INK);
}

/** One page of the statement: name and number lines to fill in, box, rows, totals of the page and, at its end, of the box. */
export function drawAttachmentPage(
  pen: Pen,
  shaper: Shaper,
  attachment: Attachment,
  page: AttachmentPage,
): void {
  const height = rowHeight(attachment.rowsPerPage);
  drawHead(pen, shaper, attachment, page);
  drawColumns(pen, shaper, attachment.columns, page);
  drawRows(pen, shaper, page, height);
  const end = FIRST_ROW - 3 + page.rows.length * height;
  drawTotals(pen, page.pageTotalsLabel, page.pageTotals, end);
  if (page.boxTotals !== null) {
    drawTotals(pen, page.boxTotalsLabel, page.boxTotals, end + 20);
  }
}
