import { readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { drawPaper, drawYearEnd } from "@/lib/pdf/draw";
import { type CarriedProof, type ProofRefusal, readProof } from "@/lib/pdf/read-proof";
import { auditPack } from "@/lib/reports/audit-pack";
import type { Paper } from "@/lib/reports/paper";
import { firstDifference, merkleRoot, type Proof, proofOf } from "@/lib/reports/proof";
import { yearEndReport } from "@/lib/reports/year-end";
import { parseCalendarDate } from "@/lib/time/calendar-date";
import { type ExportedBooks, looksLikeBooks, readBooks } from "./read-books";
import { rebuildFiled } from "./rebuild-filed";
import { type RebuiltYear, rebuildYear } from "./rebuild-report";

/** What was found: `isConfirmed` only when everything agrees. */
export interface Verdict {
  readonly isConfirmed: boolean;
  /** Sentences, the verdict first. */
  readonly lines: readonly string[];
}

const FONTS = fileURLToPath(new URL("../../public/fonts", import.meta.url));

/** A verdict that says no, the reason first. */
export const refused = (...lines: readonly string[]): Verdict => ({ isConfirmed: false, lines });

/** What is said of a file that carries no figures: of one of ours, what it is and how it can be proven instead. */
export function unproven(refusal: ProofRefusal): Verdict {
  if (refusal.code === "not-a-pdf") {
    return refused("Not verified: the file is not a PDF that can be read.");
  }
  return refusal.paper === null
    ? refused("Not verified: the file carries no figures of Lotwise.")
    : refused(
        `Not verified: this is “${refusal.paper}”, a paper of Lotwise that carries no figures of its own, so it cannot be computed anew from itself.`,
        "Year-end reports, audit packs, Form 1040-X worksheets and changes since filing carry theirs, unless a long part was cut: verify the whole one of the same year.",
        "Every other paper (plan, ticket, lot record, letter, official form) tells what the books said when it was made. Make it again from the same books and compare: the same books give the same pages.",
      );
}

/** The verdict on a report whose figures were touched after it was made; null when they make up its hash. */
export function ifChanged({ figures, root }: CarriedProof): Verdict | null {
  return merkleRoot(figures) === root
    ? null
    : refused(
        "Not confirmed: the figures the file carries do not make up its hash. The file was changed.",
      );
}

/** What is said of the first figure that differs. `source`: what the second figure comes from ("computed anew"). */
export function differing(
  { address, before, after }: NonNullable<ReturnType<typeof firstDifference>>,
  source: string,
): readonly string[] {
  return [
    `Not confirmed: ${address} differs.`,
    `  in the report: ${before ?? "nothing"}`,
    `  ${source}: ${after ?? "nothing"}`,
  ];
}

/**
 * Verifies a year-end report or an audit pack against the export of its books: that its own figures make up its hash, that the engine computes the same
 * figures from the facts, and that what is drawn on its pages is what these figures are drawn as. Names the first difference.
 */
export async function verifyReport(pdf: Uint8Array, booksText: string): Promise<Verdict> {
  const proof = await readProof(pdf);
  if (!proof.ok) {
    return unproven(proof.error);
  }
  const carried = proof.value;
  const changed = ifChanged(carried);
  if (changed !== null) {
    return changed;
  }
  const books = readBooks(booksText);
  if (!books.ok) {
    return refused(`Not verified: the export cannot be read. ${books.error}`);
  }
  const rebuilt = rebuildYear(asOfPaper(books.value, carried), carried.year);
  if (rebuilt === null) {
    return refused(`Not confirmed: the books have no year ${carried.year}.`);
  }
  const { auditHead } = carried;
  const input = auditHead === "" ? rebuilt.input : { ...rebuilt.input, auditHead };
  const anew = madeAnew(carried, books.value, { ...rebuilt, input });
  return typeof anew === "string" ? refused(anew) : compared(carried, anew);
}

/** The export as it would be of the paper's day: words of a year's papers tell up to which day the records are. */
function asOfPaper(books: ExportedBooks, { kind, day }: CarriedProof): ExportedBooks {
  const of = kind === "year-end" || kind === "audit-pack" ? parseCalendarDate(day) : null;
  return of === null ? books : { ...books, asOf: of };
}

/** A paper made from the books, and how it is drawn. */
interface MadeAnew {
  readonly proof: Proof;
  readonly draw: () => Promise<Uint8Array>;
}

/** The paper made again from the books; a sentence says why there is none. */
function madeAnew(
  { kind, year, auditHead, day }: CarriedProof,
  books: ExportedBooks,
  rebuilt: RebuiltYear,
): MadeAnew | string {
  const drawn = async (paper: Paper): Promise<Uint8Array> => (await drawPaper(paper, FONTS)).bytes;
  if (kind === "year-end" || kind === "audit-pack") {
    const report = yearEndReport(rebuilt.input);
    return {
      proof: proofOf(report),
      draw: async () =>
        kind === "year-end"
          ? (await drawYearEnd(report, FONTS)).bytes
          : drawn(auditPack(rebuilt.input, rebuilt.books)),
    };
  }
  const of = parseCalendarDate(day);
  if (of === null) {
    return "Not confirmed: the paper does not say which day it is of. The file was changed.";
  }
  const paper = rebuildFiled(books, rebuilt, { kind, year, auditHead, day: of });
  if (paper === "not-filed") {
    return `Not verified: the export does not have the return of ${year} as it was filed. Export the books of ${year} while it is marked as filed.`;
  }
  return paper === "no-such-paper" || paper.proof === undefined
    ? `Not confirmed: the books give no amended return of ${year}.`
    : { proof: paper.proof, draw: () => drawn(paper) };
}

async function compared(carried: CarriedProof, { proof: anew, draw }: MadeAnew): Promise<Verdict> {
  const { auditHead } = carried;
  const difference = firstDifference(carried.figures, anew.figures);
  const versions =
    carried.engineVersion === anew.engineVersion
      ? []
      : [
          `The report was made by engine ${carried.engineVersion}; this is engine ${anew.engineVersion}.`,
        ];
  const inputs =
    carried.inputHash === anew.inputHash
      ? []
      : ["The facts or settings of the export are not those the report was made from."];
  if (difference !== null) {
    return refused(...differing(difference, "computed anew"), ...versions, ...inputs);
  }
  if (inputs.length > 0) {
    return refused("Not confirmed: every figure agrees, but not what they stand on.", ...inputs);
  }
  const drawn = await drawnPages(carried, await draw());
  return {
    isConfirmed: drawn.isSame,
    lines: [
      drawn.isSame
        ? `Confirmed: ${carried.figures.length.toLocaleString("en-US")} figures of ${carried.year} computed anew, all equal.`
        : "Not confirmed: every figure agrees, but not every page is drawn as it was made.",
      ...drawn.lines,
      `Records and settings ${anew.inputHash}`,
      `Figures ${anew.root}`,
      ...(auditHead === "" ? [] : [`History up to ${auditHead}`]),
      ...versions,
    ],
  };
}

interface DrawnPages {
  readonly isSame: boolean;
  readonly lines: readonly string[];
}

/** Whether each page begins with the very operators the report is drawn with; what was put on top is told, page by page. */
async function drawnPages(carried: CarriedProof, bytes: Uint8Array): Promise<DrawnPages> {
  const own = await readProof(bytes);
  const pages = own.ok ? own.value.pages : [];
  const changed = carried.pages.findIndex(([content], index) => content !== pages[index]?.[0]);
  if (changed >= 0 || pages.length !== carried.pages.length) {
    const where = changed >= 0 ? `Page ${changed + 1}` : "The number of pages";
    return {
      isSame: false,
      lines: [
        `${where} is not what these figures are drawn as: changed, or drawn by another version of the product.`,
      ],
    };
  }
  const added = carried.pages.flatMap((contents, index) =>
    contents.length > 1 ? [index + 1] : [],
  );
  return {
    isSame: true,
    lines:
      added.length === 0
        ? []
        : [
            `Something was written on top of pages ${added.slice(0, 20).join(", ")}${added.length > 20 ? " …" : ""}: name and number, if you stamped them.`,
          ],
  };
}

/** Reads the two files and verifies; a file that cannot be opened is a verdict too. */
export async function verifyFiles(report: string, books: string): Promise<Verdict> {
  const [pdf, text] = await Promise.all([
    readFile(report).catch(() => null),
    readFile(books, "utf8").catch(() => null),
  ]);
  const missing = pdf === null ? report : books;
  return pdf === null || text === null
    ? refused(`Not verified: ${path.basename(missing)} cannot be opened.`)
    : verifyReport(pdf, text);
}

/** True when the file is an export of books, by what it says of itself. */
export async function isExport(file: string): Promise<boolean> {
  const text = await readFile(file, "utf8").catch(() => "");
  return looksLikeBooks(text);
}
