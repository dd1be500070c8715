import type { Pen } from "@/lib/pdf/pen";
import type { Shaper } from "@/lib/pdf/shape";
import { FRAME, INK, type TextStyle, TYPE } from "@/lib/pdf/theme";
import { cutTo, wrap } from "@/lib/pdf/wrap";
import type { Attachment, AttachmentPage, AttachmentRow, Totals } from "@/lib/reports/model";

interface Cell {
  readonly x: number;
  readonly width: number;
  readonly align: "left" | "right";
}

/** Number, then (a) to (h): left edge and width of each, in points. */
const WIDTHS = [15, 142, 49, 49, 64, 64, 28, 47, 66] as const;
const RIGHT = new Set([4, 5, 7, 8]);

const CELLS: readonly Cell[] = WIDTHS.map((width, index) => ({
  x: FRAME.left + WIDTHS.slice(0, index).reduce((sum, one) => sum + one, 0),
  width: width - (RIGHT.has(index) ? 0 : 5),
  align: RIGHT.has(index) ? "right" : "left",
}));

const HEAD_TOP = 178;
const FIRST_ROW = 202;
const LAST_LINE = 684;

/** Height of a row, so that a full page of the year's form fills the sheet. */
const rowHeight = (rowsPerPage: number): number =>
  Math.min(40, (LAST_LINE - FIRST_ROW - 44) / rowsPerPage);

function put(pen: Pen, index: number, text: string, baseline: number, style: TextStyle): void {
  const cell = CELLS[index];
  if (cell !== undefined && text !== "") {
    pen.text(text, cell.x, baseline, style, {
      width: cell.align === "right" ? cell.width - 2 : cell.width,
      align: cell.align,
      least: cell.align === "right" ? "figure" : 5.5,
    });
  }
}

function blank(pen: Pen, label: string, x: number, to: number, y: number, shaper: Shaper): void {
  pen.text(label, x, y, TYPE.muted);
  pen.rule(x + shaper.width(label, TYPE.muted) + 6, to, y + 1.5, 0.6, INK);
}

function drawHead(pen: Pen, shaper: Shaper, attachment: Attachment, page: AttachmentPage): void {
  pen.text(attachment.heading, FRAME.left, 100, TYPE.title);
  pen.text(page.number, FRAME.right - 200, 100, TYPE.running, {
    width: 200,
    align: "right",
    least: 6,
  });
  blank(pen, attachment.nameLine, FRAME.left, FRAME.left + 322, 126, shaper);
  blank(pen, attachment.ssnLine, FRAME.left + 338, FRAME.right, 126, shaper);
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
  pen.text(`Box ${page.box}`, FRAME.left + 16, 149, TYPE.strong);
  pen.text(page.legend, FRAME.left + 50, 149, TYPE.body, {
    width: FRAME.width - 50,
    align: "left",
    least: 6,
  });
  pen.text(`${page.part}; totals go to ${page.scheduleDLine}`, FRAME.left + 50, 161, TYPE.muted);
}

function drawColumns(pen: Pen, shaper: Shaper, columns: readonly string[]): void {
  pen.rule(FRAME.left, FRAME.right, HEAD_TOP - 6, 0.7, INK);
  columns.forEach((column, index) => {
    const [letter = "", ...words] = column.split(" ");
    const cell = CELLS[index + 1];
    const label = cutTo(shaper, words.join(" "), TYPE.label, cell?.width ?? 0);
    const fits = label === words.join(" ");
    put(pen, index + 1, letter, HEAD_TOP + 3, TYPE.label);
    put(pen, index + 1, fits ? label : words.join(" "), HEAD_TOP + 13, TYPE.label);
  });
  pen.rule(FRAME.left, FRAME.right, FIRST_ROW - 4, 0.7, INK);
}

function drawRow(pen: Pen, shaper: Shaper, row: AttachmentRow, top: number, height: number): void {
  const first = top + 10.5;
  put(pen, 0, row.number, first, TYPE.rowNote);
  const description = wrap(shaper, row.description, TYPE.row, CELLS[1]?.width ?? 0, 2);
  description.forEach((line, index) => {
    put(pen, 1, line, first + index * 9, TYPE.row);
  });
  const note = [row.account, row.method, row.source].filter((part) => part !== "").join("  ·  ");
  const room = (CELLS[1]?.width ?? 0) + (CELLS[2]?.width ?? 0) + (CELLS[3]?.width ?? 0) + 5;
  const noteWidth = description.length > 1 || note.length > 0 ? room : 0;
  pen.text(
    cutTo(shaper, note, TYPE.rowNote, noteWidth),
    CELLS[1]?.x ?? FRAME.left,
    first + description.length * 9 - 0.5,
    TYPE.rowNote,
  );
  put(pen, 2, row.acquired, first, TYPE.row);
  put(pen, 3, row.sold, first, TYPE.row);
  put(pen, 4, row.proceeds, first, TYPE.row);
  put(pen, 5, row.basis, first, TYPE.row);
  put(pen, 6, row.codes, first, TYPE.row);
  put(pen, 7, row.adjustment, first, TYPE.row);
  put(pen, 8, row.gain, first, TYPE.row);
  pen.rule(FRAME.left, FRAME.right, top + height - 1, 0.35);
}

function drawTotals(pen: Pen, label: string, totals: Totals, top: number): void {
  const baseline = top + 12.5;
  pen.text(label, FRAME.left, baseline, TYPE.rowStrong, {
    width: (CELLS[4]?.x ?? FRAME.right) - FRAME.left - 4,
    align: "left",
    least: 5.5,
  });
  put(pen, 4, totals.proceeds, baseline, TYPE.rowStrong);
  put(pen, 5, totals.basis, baseline, TYPE.rowStrong);
  put(pen, 7, totals.adjustment, baseline, TYPE.rowStrong);
  put(pen, 8, totals.gain, baseline, TYPE.rowStrong);
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
  drawColumns(pen, shaper, attachment.columns);
  page.rows.forEach((row, index) => {
    drawRow(pen, shaper, row, FIRST_ROW - 3 + index * height, height);
  });
  const end = FIRST_ROW - 3 + page.rows.length * height;
  drawTotals(pen, page.pageTotalsLabel, page.pageTotals, end);
  if (page.boxTotals !== null) {
    drawTotals(pen, page.boxTotalsLabel, page.boxTotals, end + 20);
  }
}
