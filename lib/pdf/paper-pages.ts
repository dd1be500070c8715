import type { Attachment } from "@/lib/reports/model";
import type { Paper, PaperSection } from "@/lib/reports/paper";
import type { Bookmark } from "./file/document";
import { type Block, drawPage, type PlacedPage, pagesOfBlocks, place, space } from "./flow";
import { missingSentence, type Sheet } from "./pages";
import { drawPaperFrame } from "./parts/frame";
import { stepBlock } from "./parts/items";
import { factBlocks, linesBlocks } from "./parts/lines";
import { tableBlocks } from "./parts/table";
import { heading, paragraph, title } from "./parts/words";
import type { Shaper } from "./shape";
import { boxMarks, statementSheets } from "./statement-pages";
import { FRAME, HAIRLINE, TYPE } from "./theme";

/** The pages of a paper in order, with a bookmark for the whole and one for each section. `missing`: code points to confess to. */
export function planPaper(
  shaper: Shaper,
  paper: Paper,
  missing: readonly number[],
): { readonly sheets: readonly Sheet[]; readonly bookmarks: readonly Bookmark[] } {
  const replaced = missingSentence(missing);
  const sections = paper.sections.map((section) => ({
    label: section.heading,
    blocks: sectionBlocks(shaper, section),
  }));
  const pages = place([
    title(paper.title, false),
    ...paragraph(shaper, paper.opening, TYPE.lead, { width: FRAME.width, after: 6 }),
    ...sections.flatMap(({ blocks }) => blocks),
    ...(replaced === "" ? [] : [space(10), ...paragraph(shaper, replaced, TYPE.body)]),
  ]);
  const bodies = [
    ...pages.map(
      (page): Sheet =>
        (pen) =>
          drawPage(pen, page),
    ),
    ...(paper.statement === undefined ? [] : statementSheets(shaper, paper.statement)),
  ];
  return {
    sheets: bodies.map((body, index) => (pen) => {
      drawPaperFrame(pen, paper, { number: index + 1, of: bodies.length });
      body(pen);
    }),
    bookmarks: [
      { label: paper.title, page: 0 },
      ...sectionMarks(sections, pages),
      ...statementMarks(pages.length, paper.statement),
    ],
  };
}

function statementMarks(from: number, statement: Attachment | undefined): readonly Bookmark[] {
  return statement === undefined || statement.pages.length === 0
    ? []
    : [
        {
          label: statement.heading,
          page: from,
          children: boxMarks(statement).map((mark) => ({ ...mark, page: from + mark.page })),
        },
      ];
}

/** Where each section with a heading begins. */
function sectionMarks(
  sections: readonly { readonly label: string; readonly blocks: readonly Block[] }[],
  pages: readonly PlacedPage[],
): readonly Bookmark[] {
  const pageOf = pagesOfBlocks(pages);
  return sections.flatMap(({ label, blocks: [first] }) => {
    const page = first === undefined ? undefined : pageOf.get(first);
    return label === "" || page === undefined ? [] : [{ label, page }];
  });
}

function sectionBlocks(shaper: Shaper, section: PaperSection): readonly Block[] {
  return [
    ...(section.heading === "" ? [] : [heading(section.heading)]),
    ...section.paragraphs.flatMap((text) =>
      paragraph(shaper, text, TYPE.body, { width: FRAME.width }),
    ),
    ...factBlocks(shaper, section.facts),
    ...quotedBlocks(shaper, section.quoted),
    ...section.tables.flatMap((table) =>
      table.heading === ""
        ? tableBlocks(shaper, table, 0, section.heading).slice(1)
        : tableBlocks(shaper, table, 12),
    ),
    ...section.lines.flatMap((lines) =>
      linesBlocks(shaper, lines, 12).slice(lines.heading === "" ? 1 : 0),
    ),
    ...section.steps.map((step) => stepBlock(shaper, step)),
  ];
}

const INSET = 14;

/** Words as they were written, with a line along their left edge. */
function quotedBlocks(shaper: Shaper, lines: readonly string[]): readonly Block[] {
  return lines
    .flatMap((line): readonly Block[] =>
      line === ""
        ? [space(6)]
        : paragraph(shaper, line, TYPE.body, {
            x: FRAME.left + INSET,
            width: FRAME.width - INSET,
            after: 1,
          }),
    )
    .map((block) => ({
      ...block,
      draw: (pen, top) => {
        pen.fill(FRAME.left, top, 1.5, block.height, HAIRLINE);
        block.draw(pen, top);
      },
    }));
}
