import type { YearEndReport } from "@/lib/reports/model";
import { headFact, type ProofSummary } from "@/lib/reports/proof";
import type { Bookmark } from "./file/document";
import { type Block, drawPage, pagesOfBlocks, place, space } from "./flow";
import { type ContentsLine, drawCover } from "./parts/cover";
import { drawFrame } from "./parts/frame";
import { issueBlock, questionBlocks, stepBlock } from "./parts/items";
import { factBlocks, linesBlocks } from "./parts/lines";
import { tableBlocks } from "./parts/table";
import { heading, paragraph, title } from "./parts/words";
import type { Pen } from "./pen";
import type { Shaper } from "./shape";
import { boxMarks, statementSheets } from "./statement-pages";
import { TYPE } from "./theme";

/** One page ready to draw. */
export type Sheet = (pen: Pen) => void;

/** A section in words and tables; one without blocks is left out. */
interface Flow {
  readonly label: string;
  readonly blocks: readonly Block[];
}

/** A section whose pages are planned by themselves. */
interface Fixed {
  readonly label: string;
  readonly pages: readonly Sheet[];
  /** Places inside worth a bookmark, by page within the section, counted from 0. */
  readonly parts: readonly { readonly label: string; readonly page: number }[];
}

const flowing = (label: string, blocks: readonly Block[]): Flow => ({ label, blocks });

interface Placed {
  readonly pages: readonly Sheet[];
  /** Where the sections begin, counted from 0. */
  readonly marks: readonly Bookmark[];
}

/** Sections that follow each other: a short one stands below the one before it. */
function placeFlows(flows: readonly Flow[]): Placed {
  const pages = place(flows.flatMap(({ blocks }) => blocks));
  const pageOf = pagesOfBlocks(pages);
  return {
    pages: pages.map((page) => (pen) => drawPage(pen, page)),
    marks: flows.flatMap(({ label, blocks: [first] }) => {
      const page = first === undefined ? undefined : pageOf.get(first);
      return page === undefined ? [] : [{ label, page, children: [] }];
    }),
  };
}

function placeFixed({ label, pages, parts }: Fixed): Placed {
  return { pages, marks: pages.length === 0 ? [] : [{ label, page: 0, children: parts }] };
}

function openItems(shaper: Shaper, report: YearEndReport): Flow {
  const { issues } = report;
  return flowing(issues.heading, [
    title(issues.heading, true),
    ...paragraph(shaper, issues.sentence, TYPE.lead, { after: 8 }),
    ...[issues.range, issues.kinds === "" ? "" : `Open: ${issues.kinds}.`]
      .filter((words) => words !== "")
      .flatMap((words) => paragraph(shaper, words, TYPE.body, { after: 6 })),
    ...issues.items.map((item) => issueBlock(shaper, item)),
    ...(issues.more === "" ? [] : [space(8), ...paragraph(shaper, issues.more, TYPE.body)]),
    ...report.notCounted.flatMap((table) => tableBlocks(shaper, table)),
  ]);
}

function heldNow(shaper: Shaper, report: YearEndReport): Flow {
  const { preliminary } = report;
  return preliminary === null
    ? flowing("", [])
    : flowing(preliminary.heading, [
        title(preliminary.heading, true),
        ...paragraph(shaper, preliminary.intro, TYPE.body, { after: 8 }),
        ...preliminary.tables.flatMap((table) => tableBlocks(shaper, table)),
      ]);
}

function summary(shaper: Shaper, report: YearEndReport): Flow {
  return flowing("Summary", [
    title("Summary", true),
    ...report.summary.flatMap((table, index) => tableBlocks(shaper, table, index === 0 ? 0 : 16)),
  ]);
}

function schedule(shaper: Shaper, report: YearEndReport): Flow {
  const name =
    report.tax.length === 0 ? "Schedule D and carryover" : "Schedule D, carryover and tax";
  return flowing(name, [
    title(name, true),
    ...linesBlocks(shaper, report.scheduleD, 0),
    ...report.worksheets.flatMap((lines) => linesBlocks(shaper, lines)),
    ...linesBlocks(shaper, report.carryover),
    ...report.tax.flatMap((lines) => linesBlocks(shaper, lines)),
  ]);
}

/** What goes on the return itself: the question, the lines, income receipt by receipt, papers beside it. */
function onTheReturn(shaper: Shaper, report: YearEndReport): Flow {
  const tables = [report.income, ...report.otherPapers];
  return flowing("On the return", [
    title("On the return", true),
    ...(report.question === null ? [] : questionBlocks(shaper, report.question)),
    ...linesBlocks(shaper, report.returnLines, report.question === null ? 0 : 16),
    ...tables.flatMap((table) => tableBlocks(shaper, table)),
  ]);
}

function entries(shaper: Shaper, report: YearEndReport): Flow {
  const { attachment } = report;
  const notes = attachment.notes.flatMap((note) => paragraph(shaper, note, TYPE.body));
  return flowing("Form 8949: what to enter", [
    title("Form 8949", true),
    ...paragraph(
      shaper,
      attachment.pages.length === 0 ? attachment.empty : attachment.intro,
      TYPE.body,
    ),
    ...(attachment.pages.length === 0 ? [] : tableBlocks(shaper, report.entries)),
    ...(notes.length === 0 ? [] : [space(10), ...notes]),
  ]);
}

function statement(shaper: Shaper, report: YearEndReport): Fixed {
  return {
    label: report.attachment.heading,
    pages: statementSheets(shaper, report.attachment),
    parts: boxMarks(report.attachment),
  };
}

function checklist(shaper: Shaper, report: YearEndReport): Flow {
  const { heading: name, intro, steps } = report.checklist;
  return steps.length === 0
    ? flowing("", [])
    : flowing(name, [
        title(name, true),
        ...paragraph(shaper, intro, TYPE.body, { after: 8 }),
        ...steps.map((step) => stepBlock(shaper, step)),
      ]);
}

function settings(shaper: Shaper, report: YearEndReport): Flow {
  return flowing(report.settings.heading, [
    title(report.settings.heading, true),
    ...paragraph(shaper, report.settings.intro, TYPE.body, { after: 8 }),
    ...factBlocks(shaper, report.settings.facts),
    ...report.settings.tables.flatMap((table) => tableBlocks(shaper, table)),
  ]);
}

function verification({ count }: ProofSummary): string {
  return `The file carries its ${count.toLocaleString("en-US")} printed figures and one hash over them. "npm run lotwise -- verify" with this file and the export of the books computes everything anew and confirms it, or names the first figure that differs.`;
}

function codePoint(one: number): string {
  return `U+${one.toString(16).toUpperCase().padStart(4, "0")}`;
}

/** Said on paper when a character had to be replaced: nothing is dropped in silence. */
export function missingSentence(missing: readonly number[]): string {
  return missing.length === 0
    ? ""
    : `Characters none of our typefaces has are printed as \ufffd: ${missing.map(codePoint).join(", ")}. The CSV has them as they were entered.`;
}

function about(
  shaper: Shaper,
  report: YearEndReport,
  { proof, missing }: { readonly proof: ProofSummary; readonly missing: readonly number[] },
): Flow {
  const { notes } = report;
  const replaced = missingSentence(missing);
  return flowing(notes.heading, [
    title(notes.heading, true),
    ...notes.disclaimer.flatMap((text) => paragraph(shaper, text, TYPE.body, { after: 7 })),
    ...(replaced === "" ? [] : paragraph(shaper, replaced, TYPE.body, { after: 7 })),
    heading("How to verify this report"),
    ...paragraph(shaper, verification(proof), TYPE.body, { after: 4 }),
    ...factBlocks(shaper, [
      { label: "Engine", value: proof.engineVersion, note: "" },
      { label: "Hash of records and settings", value: proof.inputHash, note: "SHA-256" },
      ...headFact(proof.auditHead),
      {
        label: "Root of printed figures",
        value: proof.root,
        note: "Merkle tree (RFC 6962), SHA-256",
      },
    ]),
    heading(notes.authoritiesHeading),
    ...factBlocks(
      shaper,
      notes.authorities.map((one) => ({ label: one.name, value: one.about, note: "" })),
    ),
  ]);
}

/** Everything of a file that is known before anything is drawn. */
export interface Plan {
  readonly sheets: readonly Sheet[];
  readonly bookmarks: readonly Bookmark[];
}

/**
 * All pages of the report in order, each a function that draws it, and the bookmarks that lead to them. The number of pages is
 * known before anything is drawn; long parts are cut into pages here. `missing`: code points to confess to.
 */
export function plan(
  shaper: Shaper,
  report: YearEndReport,
  { proof, missing }: { readonly proof: ProofSummary; readonly missing: readonly number[] },
): Plan {
  const open = report.issues.items.length > 0 || report.notCounted.length > 0;
  const parts = [
    placeFlows([
      ...(open ? [openItems(shaper, report)] : []),
      summary(shaper, report),
      heldNow(shaper, report),
      schedule(shaper, report),
      onTheReturn(shaper, report),
      entries(shaper, report),
    ]),
    placeFixed(statement(shaper, report)),
    placeFlows([
      checklist(shaper, report),
      settings(shaper, report),
      about(shaper, report, { proof, missing }),
    ]),
  ];
  const bookmarks: Bookmark[] = [];
  let next = 1;
  for (const { pages, marks } of parts) {
    bookmarks.push(...marks.map((mark) => movedBy(mark, next)));
    next += pages.length;
  }
  const contents: ContentsLine[] = bookmarks.map(({ label, page }) => ({ label, page: page + 1 }));
  const bodies: Sheet[] = [
    (pen) => drawCover(pen, shaper, report, contents),
    ...parts.flatMap(({ pages }) => pages),
  ];
  const sheets = bodies.map((body, index) => (pen: Pen) => {
    drawFrame(pen, report, {
      number: index + 1,
      of: bodies.length,
      root: proof.root,
    });
    body(pen);
  });
  return { sheets, bookmarks: [{ label: report.title, page: 0 }, ...bookmarks] };
}

const movedBy = ({ label, page, children = [] }: Bookmark, by: number): Bookmark => ({
  label,
  page: page + by,
  children: children.map((child) => movedBy(child, by)),
});
