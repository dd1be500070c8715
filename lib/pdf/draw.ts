import type { YearEndReport } from "@/lib/reports/model";
import type { Paper } from "@/lib/reports/paper";
import { drawnPaper } from "@/lib/reports/paper-proof";
import { printedFigures, proofSummary } from "@/lib/reports/proof";
import { type About, type Bookmark, pdfDocument } from "./file/document";
import { openFonts } from "./fonts";
import { missingSentence, plan, type Sheet } from "./pages";
import { planPaper } from "./paper-pages";
import { pen } from "./pen";
import { rasterPen } from "./preview/raster-pen";
import { proofEntries } from "./proof-entries";
import { type Shaper, shaper } from "./shape";
import { PAGE } from "./theme";

/** A finished file, its number of pages, and what could not be printed as written (empty when all could). */
export interface Drawn {
  readonly bytes: Uint8Array;
  readonly pages: number;
  readonly warnings: readonly string[];
  /** The first pages as pictures (PNG), where asked for. */
  readonly previews: readonly Uint8Array[];
}

/** Pages of a report shown as pictures. */
const PREVIEWED = 3;

/** Told now and then: pages drawn, of how many. */
export type DrawProgress = (drawn: number, of: number) => void;

/** Pages between two tellings. */
const TELL_EVERY = 200;

/** Gathers the strings of a value, however deep, that are more than printable ASCII. */
function gather(value: unknown, found: Set<string>): void {
  if (typeof value === "string") {
    if (!/^[ -~]*$/.test(value)) {
      found.add(value);
    }
  } else if (typeof value === "object" && value !== null) {
    for (const inner of Object.values(value)) {
      gather(inner, found);
    }
  }
}

/** What is drawn, and how its pages are planned once it is known which characters there are. */
interface Order<Value> {
  readonly value: Value;
  readonly about: () => About;
  readonly fontsDirectory: string;
  readonly plan: (
    shaper: Shaper,
    value: Value,
    missing: readonly number[],
  ) => { readonly sheets: readonly Sheet[]; readonly bookmarks: readonly Bookmark[] };
  readonly tell?: DrawProgress;
  /** How many of the first pages are drawn as pictures too. */
  readonly previews: number;
}

/**
 * Draws the report in this thread (callers use `renderYearEndPdf`). Deterministic: same report, same bytes. Every page is
 * planned before it is drawn and written as soon as it is, so that the number of rows costs time but hardly memory. Throws when
 * fonts are missing in `fontsDirectory`.
 */
export function drawYearEnd(
  report: YearEndReport,
  fontsDirectory: string,
  tell?: DrawProgress,
): Promise<Drawn> {
  const { documentTitle, product, generatedAt, year, day } = report;
  const proof = proofSummary(report);
  const about = { title: documentTitle, author: product, moment: generatedAt };
  const order: Order<YearEndReport> = {
    value: report,
    // The figures are gathered once more when they are written, rather than kept until then.
    about: () => ({
      ...proofEntries(proof, printedFigures(report), { year, kind: "year-end", day }),
      ...about,
    }),
    fontsDirectory,
    plan: (pens, value, missing) => plan(pens, value, { proof, missing }),
    previews: PREVIEWED,
  };
  return drawSheets(tell === undefined ? order : { ...order, tell });
}

/** How a paper is drawn besides its words. */
export interface PaperDrawing {
  /** Draw its first pages as pictures too; a letter or a ticket needs none. */
  readonly hasPreviews?: boolean;
  readonly tell?: DrawProgress;
}

/** Draws a paper in this thread (callers use `renderPaper`). Deterministic: same paper, same bytes. */
export function drawPaper(
  printed: Paper,
  fontsDirectory: string,
  { hasPreviews = false, tell }: PaperDrawing = {},
): Promise<Drawn> {
  const { proof, ...paper } = drawnPaper(printed);
  const { documentTitle, product, generatedAt } = paper;
  const about = {
    ...(proof === undefined ? {} : proofEntries(proof, proof.figures, proof)),
    title: documentTitle,
    author: product,
    moment: generatedAt,
  };
  const order: Order<Paper> = {
    value: paper,
    about: () => about,
    fontsDirectory,
    plan: planPaper,
    previews: hasPreviews ? PREVIEWED : 0,
  };
  return drawSheets(tell === undefined ? order : { ...order, tell });
}

async function drawSheets<Value>(order: Order<Value>): Promise<Drawn> {
  const { value, about, fontsDirectory, tell = () => undefined } = order;
  const special = new Set<string>();
  gather(value, special);
  const book = await openFonts(fontsDirectory, special);
  const pens = shaper(book);
  for (const text of special) {
    pens.runs(text, { weight: "regular", size: 8, color: "", figures: false });
  }
  const { sheets, bookmarks } = order.plan(pens, value, pens.missing());
  const file = pdfDocument(PAGE, about(), book.programs);
  sheets.forEach((sheet, index) => {
    const page = pen(pens);
    sheet(page);
    file.page(page.content(), page.entries(), page.marks());
    if ((index + 1) % TELL_EVERY === 0) {
      tell(index + 1, sheets.length);
    }
  });
  tell(sheets.length, sheets.length);
  const missing = missingSentence(pens.missing());
  return {
    bytes: file.finish(bookmarks),
    pages: sheets.length,
    warnings: missing === "" ? [] : [missing],
    previews: sheets.slice(0, order.previews).map((sheet) => pictureOf(pens, sheet)),
  };
}

/** A page drawn once more, as a picture. */
function pictureOf(pens: Shaper, sheet: Sheet): Uint8Array {
  const page = rasterPen(pens);
  sheet(page);
  return page.png();
}
