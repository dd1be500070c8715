import type { Pen } from "@/lib/pdf/pen";
import { FRAME, INK, PAGE, TYPE } from "@/lib/pdf/theme";
import type { YearEndReport } from "@/lib/reports/model";

const HALF = FRAME.width / 2 - 8;

/** The bar on every page of a draft: white on ink, above everything. */
export function drawDraftBar(pen: Pen, report: YearEndReport): void {
  if (report.draft !== null) {
    pen.fill(0, 0, PAGE.width, 24, INK);
    pen.text(`DRAFT  ·  ${report.draft}`, FRAME.left, 15.5, TYPE.reversed, {
      width: FRAME.width,
      align: "left",
      least: 6,
    });
  }
}

/** Header and footer: client, what this is, version, page k of n. */
export function drawFrame(
  pen: Pen,
  report: YearEndReport,
  page: { readonly number: number; readonly of: number; readonly cover: boolean },
): void {
  drawDraftBar(pen, report);
  if (!page.cover) {
    pen.text(report.client, FRAME.left, 49, TYPE.running, { width: HALF, align: "left", least: 6 });
    pen.text(report.title, FRAME.right - HALF, 49, TYPE.running, {
      width: HALF,
      align: "right",
      least: 6,
    });
    pen.rule(FRAME.left, FRAME.right, 58);
  }
  pen.rule(FRAME.left, FRAME.right, 752);
  pen.text(
    `${report.product}  ·  ${report.edition}  ·  ${report.generated}`,
    FRAME.left,
    764,
    TYPE.runningMuted,
    { width: 400, align: "left", least: 5 },
  );
  pen.text(`Page ${page.number} of ${page.of}`, FRAME.right - 100, 764, TYPE.runningMuted, {
    width: 100,
    align: "right",
    least: 5,
  });
}
