import type { Block } from "@/lib/pdf/flow";
import type { Shaper } from "@/lib/pdf/shape";
import { FRAME, INK, TYPE } from "@/lib/pdf/theme";
import { wrap } from "@/lib/pdf/wrap";
import type { Fact, Lines, PrintedLine } from "@/lib/reports/model";
import { tableRow } from "./cells";
import { continued, heading, inCompany, paragraph } from "./words";

const LINE_WIDTH = 76;
const AMOUNT_WIDTH = 96;
const LABEL_X = FRAME.left + LINE_WIDTH + 8;
const LABEL_WIDTH = FRAME.right - AMOUNT_WIDTH - 16 - LABEL_X;

const head = (table: object): Block => ({
  height: 18,
  keep: true,
  draw: (pen, top) => {
    tableRow(
      pen,
      table,
      (cell) => {
        cell(() => pen.text("Line", FRAME.left, top + 9, TYPE.label));
        cell(() => pen.text("What it is, and how it is computed", LABEL_X, top + 9, TYPE.label));
        cell(() =>
          pen.text("Amount", FRAME.right - AMOUNT_WIDTH, top + 9, TYPE.label, {
            width: AMOUNT_WIDTH,
            align: "right",
            least: 5,
          }),
        );
      },
      "TH",
    );
    pen.rule(FRAME.left, FRAME.right, top + 14, 0.7, INK);
  },
});

function lineBlock(shaper: Shaper, line: PrintedLine, table: object, again: Block): Block {
  const label = wrap(shaper, line.label, TYPE.body, LABEL_WIDTH);
  const source = [line.how, line.authority].filter((part) => part !== "").join("  ·  ");
  const how = wrap(shaper, source, TYPE.small, LABEL_WIDTH);
  const height = 12 * Math.max(1, label.length) + 9 * how.length + 5;
  return {
    height,
    again,
    draw: (pen, top) => {
      tableRow(pen, table, (cell) => {
        cell(() =>
          pen.text(line.line, FRAME.left, top + 10.5, TYPE.cell, {
            width: LINE_WIDTH,
            align: "left",
            least: 5.5,
          }),
        );
        cell(() => {
          label.forEach((text, index) => {
            pen.text(text, LABEL_X, top + 10.5 + 12 * index, TYPE.body);
          });
          how.forEach((text, index) => {
            pen.text(text, LABEL_X, top + 8.5 + 12 * label.length + 9 * index, TYPE.small);
          });
        });
        cell(() =>
          pen.text(line.amount, FRAME.right - AMOUNT_WIDTH, top + 10.5, TYPE.amount, {
            width: AMOUNT_WIDTH,
            align: "right",
            least: "figure",
          }),
        );
      });
      pen.rule(FRAME.left, FRAME.right, top + height - 0.5, 0.35);
    },
  };
}

/** A form or worksheet, line by line: number, words and arithmetic, amount. */
export function linesBlocks(shaper: Shaper, lines: Lines, above = 16): Block[] {
  const top = heading(lines.heading, above);
  const columns = head(lines);
  const again = continued(lines.heading, columns);
  return lines.lines.length === 0
    ? [top, ...paragraph(shaper, lines.empty, TYPE.body)]
    : [
        top,
        ...paragraph(shaper, lines.intro, TYPE.muted, { keep: true, after: 4 }),
        columns,
        ...inCompany(lines.lines.map((line) => lineBlock(shaper, line, lines, again))),
      ];
}

const FACT_X = FRAME.left + 170;
const FACT_WIDTH = FRAME.right - FACT_X;

/** Names and values, one under the other, with the note beneath. */
export function factBlocks(shaper: Shaper, facts: readonly Fact[]): Block[] {
  return facts.map((fact) => {
    const label = wrap(shaper, fact.label, TYPE.muted, 156);
    const value = wrap(shaper, fact.value, TYPE.strong, FACT_WIDTH);
    const note = wrap(shaper, fact.note, TYPE.small, FACT_WIDTH);
    const height = Math.max(12 * value.length + 9.5 * note.length, 12 * label.length) + 7;
    return {
      height,
      draw: (pen, top) => {
        tableRow(pen, facts, (cell) => {
          cell(() =>
            label.forEach((text, index) => {
              pen.text(text, FRAME.left, top + 11 + 12 * index, TYPE.muted);
            }),
          );
          cell(() => {
            value.forEach((text, index) => {
              pen.text(text, FACT_X, top + 11 + 12 * index, TYPE.strong);
            });
            note.forEach((text, index) => {
              pen.text(text, FACT_X, top + 9.5 + 12 * value.length + 9.5 * index, TYPE.small);
            });
          });
        });
        pen.rule(FRAME.left, FRAME.right, top + height - 0.5, 0.35);
      },
    };
  });
}
