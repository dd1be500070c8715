import { renderToBuffer } from "@react-pdf/renderer";
import type { YearEndReport } from "@/lib/reports/model";
import { YearEndDocument } from "./documents/year-end-report";
import { openFonts } from "./fonts";
import { missingSentence, sheets } from "./pages";
import { shaper } from "./shape";

/** A finished file, its number of pages, and what could not be printed as written (empty when all could). */
export interface Drawn {
  readonly bytes: Uint8Array;
  readonly pages: number;
  readonly warnings: readonly string[];
}

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

function countPages(bytes: Buffer): number {
  return bytes.toString("latin1").match(/\/Type \/Page\b(?!s)/g)?.length ?? 0;
}

/**
 * Draws the report in this thread (callers use `renderYearEndPdf`). Deterministic: same report, same bytes. Throws when
 * fonts are missing in `fontsDirectory` or the file does not have exactly the pages planned.
 */
export async function drawYearEnd(report: YearEndReport, fontsDirectory: string): Promise<Drawn> {
  const special = new Set<string>();
  gather(report, special);
  const book = await openFonts(fontsDirectory, special);
  const pens = shaper(book);
  for (const text of special) {
    pens.runs(text, { weight: "regular", size: 8, color: "", figures: false });
  }
  const planned = sheets(pens, report, pens.missing());
  const bytes = await renderToBuffer(
    <YearEndDocument report={report} sheets={planned} shaper={pens} />,
  );
  const pages = countPages(bytes);
  if (pages !== planned.length) {
    throw new Error(`the file has ${pages} pages, ${planned.length} were planned`);
  }
  const missing = missingSentence(pens.missing());
  return { bytes: new Uint8Array(bytes), pages, warnings: missing === "" ? [] : [missing] };
}
