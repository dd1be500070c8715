import type { Pen } from "@/lib/pdf/pen";
import { FRAME, INK, PAGE, TYPE } from "@/lib/pdf/theme";
import type { YearEndReport } from "@/lib/reports/model";

const HALF = FRAME.width / 2 - 8;

/** What the bar says: whether the year is over and whether anything is open; null when neither is to be said. */
function barText({ draft, preliminary }: YearEndReport): string | null {
  const marks = [preliminary?.mark, draft === null ? undefined : "DRAFT"];
  const sentences = [preliminary?.sentence, draft ?? undefined];
  const words = [marks.filter(isSaid).join(" "), ...sentences.filter(isSaid)];
  return words[0] === "" ? null : words.join("  ·  ");
}

const isSaid = (words: string | undefined): words is string => words !== undefined;

/** The bar on every page of a draft and of a preliminary report: white on ink, above everything. */
export function drawDraftBar(pen: Pen, report: YearEndReport): void {
  const words = barText(report);
  if (words !== null) {
    pen.fill(0, 0, PAGE.width, 24, INK);
    pen.text(words, FRAME.left, 15.5, TYPE.reversed, {
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
  page: {
    readonly number: number;
    readonly of: number;
    readonly cover: boolean;
    /** Root over the printed figures, hexadecimal. */
    readonly root: string;
  },
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
    `${report.product}  ·  ${report.edition}, figures ${page.root.slice(0, 12)}  ·  ${report.generated}`,
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
