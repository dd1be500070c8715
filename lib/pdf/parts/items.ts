import type { Block } from "@/lib/pdf/flow";
import type { Pen } from "@/lib/pdf/pen";
import type { Shaper } from "@/lib/pdf/shape";
import { FRAME, TYPE } from "@/lib/pdf/theme";
import { wrap } from "@/lib/pdf/wrap";
import type { PrintedIssue, PrintedQuestion, PrintedStep } from "@/lib/reports/model";
import { heading, paragraph } from "./words";

const TEXT_X = FRAME.left + 52;
const TEXT_WIDTH = FRAME.right - TEXT_X;

interface Piece {
  readonly text: string;
  readonly style: (typeof TYPE)[keyof typeof TYPE];
}

function stack(
  shaper: Shaper,
  width: number,
  parts: readonly Piece[],
): { height: number; draw: (pen: Pen, x: number, top: number) => void } {
  const lines = parts
    .filter((part) => part.text !== "")
    .flatMap((part) =>
      wrap(shaper, part.text, part.style, width).map((text) => ({ text, style: part.style })),
    );
  const height = lines.reduce((sum, line) => sum + line.style.size * 1.36, 0);
  return {
    height,
    draw: (pen, x, top) => {
      let y = top;
      for (const line of lines) {
        y += line.style.size * 1.36;
        pen.text(line.text, x, y - line.style.size * 0.3, line.style);
      }
    },
  };
}

/** An open item: how it weighs, what is wrong, where, and what settles it. */
export function issueBlock(shaper: Shaper, issue: PrintedIssue): Block {
  const words = stack(shaper, TEXT_WIDTH, [
    { text: issue.message, style: TYPE.strong },
    { text: issue.remedy, style: TYPE.body },
    { text: issue.aside, style: TYPE.body },
    { text: issue.where, style: TYPE.runningMuted },
  ]);
  const height = words.height + 12;
  return {
    height,
    draw: (pen, top) => {
      const mark = issue.severity === "blocking" ? TYPE.cellStrong : TYPE.cell;
      pen.tagged("P", null, () => {
        pen.text(issue.mark, FRAME.left, top + 13, mark);
        words.draw(pen, TEXT_X, top + 4);
      });
      pen.rule(FRAME.left, FRAME.right, top + height - 0.5, 0.35);
    },
  };
}

/** A question of the return: its words, the answer, why, and by what. */
export function questionBlocks(shaper: Shaper, question: PrintedQuestion): Block[] {
  return [
    heading(question.heading, 0),
    ...paragraph(shaper, `${question.where}: \u201c${question.text}\u201d`, TYPE.body, {
      after: 4,
    }),
    ...paragraph(shaper, question.answer, TYPE.strong, { after: 2, keep: true }),
    ...question.reasons.flatMap((reason) => paragraph(shaper, reason, TYPE.body, { after: 2 })),
    ...paragraph(shaper, question.authority, TYPE.small, { after: 4 }),
  ];
}

const DUE_WIDTH = 62;

/** A step with a box to tick (ticked when done), its date at the right. */
export function stepBlock(shaper: Shaper, step: PrintedStep): Block {
  const x = FRAME.left + 22;
  const words = stack(shaper, FRAME.right - DUE_WIDTH - 12 - x, [
    { text: step.title, style: TYPE.strong },
    { text: step.detail, style: TYPE.body },
    { text: step.evidence, style: TYPE.muted },
    { text: step.authority, style: TYPE.small },
  ]);
  const height = Math.max(words.height, 24) + 12;
  return {
    height,
    draw: (pen, top) => {
      pen.frame(FRAME.left + 1, top + 6.5, 9, 9);
      if (step.state === "done") {
        pen.line(
          [
            [FRAME.left + 3, top + 11.2],
            [FRAME.left + 5, top + 13.6],
            [FRAME.left + 9.4, top + 7],
          ],
          1.1,
        );
      }
      const due = { width: DUE_WIDTH, align: "right", least: 5 } as const;
      pen.tagged("P", null, () => {
        words.draw(pen, x, top + 4);
        pen.text(step.due, FRAME.right - DUE_WIDTH, top + 13, TYPE.cell, due);
        pen.text(step.mark, FRAME.right - DUE_WIDTH, top + 23, TYPE.small, due);
      });
      pen.rule(FRAME.left, FRAME.right, top + height - 0.5, 0.35);
    },
  };
}
