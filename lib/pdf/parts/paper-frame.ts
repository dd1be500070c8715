import type { Pen } from "@/lib/pdf/pen";
import { FRAME, INK, PAGE, TYPE } from "@/lib/pdf/theme";
import type { Paper } from "@/lib/reports/paper";

const HALF = FRAME.width / 2 - 8;

/** Header and footer of a short paper: whose it is, what it is, its edition, page k of n; a bar above where it does not hold. */
export function drawPaperFrame(
  pen: Pen,
  paper: Paper,
  page: { readonly number: number; readonly of: number },
): void {
  if (paper.draft !== null) {
    pen.fill(0, 0, PAGE.width, 24, INK);
    pen.text(paper.draft, FRAME.left, 15.5, TYPE.reversed, {
      width: FRAME.width,
      align: "left",
      least: 6,
    });
  }
  pen.text(paper.client, FRAME.left, 49, TYPE.running, { width: HALF, align: "left", least: 6 });
  if (page.number > 1) {
    pen.text(paper.title, FRAME.right - HALF, 49, TYPE.running, {
      width: HALF,
      align: "right",
      least: 6,
    });
  }
  pen.rule(FRAME.left, FRAME.right, 58);
  pen.rule(FRAME.left, FRAME.right, 752);
  const edition = `${paper.product}  ·  ${paper.edition}  ·  ${paper.generated}`;
  pen.text(edition, FRAME.left, 764, TYPE.runningMuted, { width: 400, align: "left", least: 5 });
  pen.text(`Page ${page.number} of ${page.of}`, FRAME.right - 100, 764, TYPE.runningMuted, {
    width: 100,
    align: "right",
    least: 5,
  });
}
