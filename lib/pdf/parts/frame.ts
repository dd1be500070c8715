import type { Pen } from "@/lib/pdf/pen";
import { FRAME, INK, PAGE, TYPE } from "@/lib/pdf/theme";
import type { YearEndReport } from "@/lib/reports/model";
import type { Paper } from "@/lib/reports/paper";
import { isSaid } from "@/lib/reports/text";

/** Which page of how many. */
export interface PageNumber {
  readonly number: number;
  readonly of: number;
}

interface Frame extends PageNumber {
  /** White on ink, above everything; null for none. */
  readonly bar: string | null;
  /** Left and right above the rule; null on a cover. */
  readonly head: readonly [string, string] | null;
  readonly foot: string;
}

/** Names are longer than what a paper is. */
const CLIENT = 350;
const TITLE = FRAME.width - CLIENT - 12;

/** What the bar says: whether the year is over and whether anything is open; null when neither is to be said. */
function barText({ draft, preliminary }: YearEndReport): string | null {
  const marks = [preliminary?.mark, draft === null ? undefined : "DRAFT"];
  const sentences = [preliminary?.sentence, draft ?? undefined];
  const words = [marks.filter(isSaid).join(" "), ...sentences.filter(isSaid)];
  return words[0] === "" ? null : words.join("  ·  ");
}

/** Header and footer of a report's page: client, what this is, version, page k of n. `root`: over the printed figures, hexadecimal. */
export function drawFrame(
  pen: Pen,
  report: YearEndReport,
  { number, of, root }: PageNumber & { readonly root: string },
): void {
  draw(pen, {
    number,
    of,
    bar: barText(report),
    head: number === 1 ? null : [report.client, report.title],
    foot: `${report.product}  ·  ${report.edition}, figures ${root.slice(0, 12)}  ·  ${report.generated}`,
  });
}

/** The same of a paper, whose first page has its title below. */
export function drawPaperFrame(pen: Pen, paper: Paper, { number, of }: PageNumber): void {
  draw(pen, {
    number,
    of,
    bar: paper.draft,
    head: [paper.client, number === 1 ? "" : paper.title],
    foot: `${paper.product}  ·  ${paper.edition}  ·  ${paper.generated}`,
  });
}

function draw(pen: Pen, { bar, head, foot, number, of }: Frame): void {
  if (bar !== null) {
    pen.fill(0, 0, PAGE.width, 24, INK);
    pen.text(bar, FRAME.left, 15.5, TYPE.reversed, {
      width: FRAME.width,
      align: "left",
      least: 6,
    });
  }
  if (head !== null) {
    const [client, title] = head;
    pen.text(client, FRAME.left, 49, TYPE.running, { width: CLIENT, align: "left", least: 6 });
    pen.text(title, FRAME.right - TITLE, 49, TYPE.running, {
      width: TITLE,
      align: "right",
      least: 6,
    });
    pen.rule(FRAME.left, FRAME.right, 58);
  }
  pen.rule(FRAME.left, FRAME.right, 752);
  pen.text(foot, FRAME.left, 764, TYPE.runningMuted, { width: 400, align: "left", least: 5 });
  pen.text(`Page ${number} of ${of}`, FRAME.right - 100, 764, TYPE.runningMuted, {
    width: 100,
    align: "right",
    least: 5,
  });
}
