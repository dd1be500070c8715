import type { Pen } from "@/lib/pdf/pen";
import type { Shaper } from "@/lib/pdf/shape";
import { FRAME, INK, MUTED, TYPE } from "@/lib/pdf/theme";
import { wrap } from "@/lib/pdf/wrap";
import type { Fact, YearEndReport } from "@/lib/reports/model";
import { tableRow } from "./cells";

/** A section and the page it begins on. */
export interface ContentsLine {
  readonly label: string;
  readonly page: number;
}

function drawFact(pen: Pen, fact: Fact, top: number, table: object): void {
  tableRow(pen, table, (cell) => {
    cell(() => {
      pen.text(fact.label, FRAME.left, top + 15, TYPE.strong);
      pen.text(fact.note, FRAME.left, top + 26, TYPE.muted, {
        width: 360,
        align: "left",
        least: 6,
      });
    });
    cell(() =>
      pen.text(fact.value, FRAME.right - 150, top + 20, TYPE.headline, {
        width: 150,
        align: "right",
        least: "figure",
      }),
    );
  });
  pen.rule(FRAME.left, FRAME.right, top + 35, 0.35);
}

function drawContents(pen: Pen, lines: readonly ContentsLine[], top: number): void {
  pen.tagged("H2", null, () => pen.text("Contents", FRAME.left, top, TYPE.heading));
  lines.forEach((line, index) => {
    const baseline = top + 18 + index * 14;
    pen.tagged("P", null, () => {
      pen.text(line.label, FRAME.left, baseline, TYPE.body);
      pen.text(String(line.page), FRAME.left + 130, baseline, TYPE.amount, {
        width: 40,
        align: "right",
        least: 6,
      });
    });
  });
}

/** The product's mark: lots, one of them taken out. */
function drawMark(pen: Pen): void {
  pen.fill(FRAME.left, 61, 10, 4, INK);
  pen.fill(FRAME.left + 7, 66, 10, 4, MUTED);
  pen.fill(FRAME.left, 71, 17, 4, INK);
}

/** On one line where it fits, else on two smaller ones. */
function drawName(pen: Pen, shaper: Shaper, name: string): void {
  if (shaper.width(name, TYPE.name) <= FRAME.width * (TYPE.name.size / TYPE.nameSmall.size)) {
    pen.text(name, FRAME.left, 174, TYPE.name, { width: FRAME.width, align: "left", least: 13 });
    return;
  }
  wrap(shaper, name, TYPE.nameSmall, FRAME.width, 2).forEach((line, index) => {
    pen.text(line, FRAME.left, 164 + index * 21, TYPE.nameSmall);
  });
}

/** The first page: whose, which year, the figures that matter, and whether they are final. */
export function drawCover(
  pen: Pen,
  shaper: Shaper,
  report: YearEndReport,
  contents: readonly ContentsLine[],
): void {
  drawMark(pen);
  pen.tagged("P", null, () => pen.text(report.product, FRAME.left + 26, 72, TYPE.heading));
  pen.tagged("H1", null, () => {
    pen.text(report.title, FRAME.left, 142, TYPE.lead);
    drawName(pen, shaper, report.client);
  });
  pen.tagged("P", null, () =>
    wrap(shaper, report.opening, TYPE.lead, 430, 4).forEach((line, index) => {
      pen.text(line, FRAME.left, 206 + index * 16, TYPE.lead);
    }),
  );
  let top = 272;
  pen.rule(FRAME.left, FRAME.right, top, 0.7, INK);
  for (const fact of report.headline) {
    drawFact(pen, fact, top, report.headline);
    top += 35;
  }
  const sentence = report.issues.sentence;
  const style = report.draft === null ? TYPE.body : TYPE.strong;
  const words = report.refusal === null ? sentence : `${report.refusal} ${sentence}`;
  pen.tagged("P", null, () =>
    wrap(shaper, words, style, FRAME.width, 3).forEach((line, index) => {
      pen.text(line, FRAME.left, top + 24 + index * 13, style);
    }),
  );
  drawContents(pen, contents, top + 72);
}
