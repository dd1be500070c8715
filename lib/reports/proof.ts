import { createHash } from "node:crypto";
import type { FormInput } from "@/lib/tax/forms/form-facts";
import type { LedgerSettings, YearProfile } from "@/lib/tax/settings";
import type { Transaction } from "@/lib/tax/transaction";
import type { Attachment, Lines, Table, YearEndReport } from "./model";
import { plainData } from "./plain-data";

/** One printed figure: where it stands and what is printed there. */
export type PrintedFigure = readonly [address: string, text: string];

/** What a report says of its figures on paper: one hash over all of them, and what they stand on. */
export interface ProofSummary {
  readonly engineVersion: string;
  /** Hash over facts and settings. */
  readonly inputHash: string;
  /** The end of the books' history when the report was asked for: "42-3f9a…"; empty when none was told. */
  readonly auditHead: string;
  /** Merkle root over the printed figures, hexadecimal. */
  readonly root: string;
  /** How many figures there are. */
  readonly count: number;
}

/** The same with the figures themselves. */
export interface Proof extends ProofSummary {
  readonly figures: readonly PrintedFigure[];
}

/** SHA-256 over facts and choices in the ledger's order, whatever the order of their keys: equal hash, equal figures (of one engine). */
export function inputHashOf(books: {
  readonly settings: LedgerSettings;
  readonly profiles: readonly YearProfile[];
  readonly forms: FormInput;
  readonly transactions: Iterable<Transaction>;
}): string {
  const { assets: _assets, ...forms } = books.forms;
  const hash = createHash("sha256");
  hash.update(JSON.stringify(plainData([books.settings, books.profiles, forms])));
  for (const transaction of books.transactions) {
    hash.update(JSON.stringify(plainData(transaction)));
  }
  return hash.digest("hex");
}

/** The head of the history as a fact of a paper; nothing where none was told. */
export const headFact = (
  auditHead: string,
): readonly { readonly label: string; readonly value: string; readonly note: string }[] =>
  auditHead === ""
    ? []
    : [
        {
          label: "Head of the history",
          value: auditHead,
          note: "Number and SHA-256 of the last event. The history holds while it is still in it: page History, Verify.",
        },
      ];

/** Every figure a report prints, in the order it prints them: what a reader may rely on, and what is compared when it is verified. */
export function printedFigures(report: YearEndReport): readonly PrintedFigure[] {
  const { year, attachment } = report;
  return [
    ...report.headline.map(({ label, value }) => [`${year}/cover/${label}`, value] as const),
    ...lineFigures(`${year}/schedule-d`, report.scheduleD),
    ...lineFigures(`${year}/carryover`, report.carryover),
    ...lineFigures(`${year}/return`, report.returnLines),
    ...[...report.worksheets, ...report.tax].flatMap((lines, index) =>
      lineFigures(`${year}/worksheet ${index + 1}, ${lines.heading}`, lines),
    ),
    ...tableFigures(`${year}/income`, report.income),
    ...tableFigures(`${year}/form-entries`, report.entries),
    ...[...report.summary, ...report.otherPapers, ...(report.preliminary?.tables ?? [])].flatMap(
      (table) => tableFigures(`${year}/${table.heading}`, table),
    ),
    ...statementFigures(String(year), attachment),
  ];
}

/** Rows, and totals by page and box, of a statement. */
export function statementFigures(year: string, { pages }: Attachment): readonly PrintedFigure[] {
  return pages.flatMap(({ box, rows, pageTotals, boxTotals, number }) => [
    ...rows.map(
      (row) =>
        [
          `${year}/8949/${box}/row ${row.number}`,
          joined([
            row.description,
            row.acquired,
            row.sold,
            row.proceeds,
            row.basis,
            row.codes,
            row.adjustment,
            row.gain,
          ]),
        ] as const,
    ),
    [`${year}/8949/${box}/totals of ${number}`, joined(Object.values(pageTotals))] as const,
    ...(boxTotals === null
      ? []
      : [[`${year}/8949/${box}/totals`, joined(Object.values(boxTotals))] as const]),
  ]);
}

const joined = (cells: readonly string[]): string => cells.join(" | ");

function lineFigures(where: string, { lines }: Lines): PrintedFigure[] {
  return lines.map(({ line, label, amount }) => [`${where}/${line} ${label}`, amount]);
}

/** Rows of a table, and its total. */
export function tableFigures(where: string, { rows, total }: Table): PrintedFigure[] {
  const all = rows.map((row, index): PrintedFigure => [`${where}/row ${index + 1}`, joined(row)]);
  return total === null ? all : [...all, [`${where}/total`, joined(total)]];
}

/** Bytes of a SHA-256. */
const HASH = 32;

const sha256 = (...parts: readonly (string | Buffer)[]): Buffer => {
  const hash = createHash("sha256");
  for (const part of parts) {
    hash.update(part);
  }
  return hash.digest();
};

/**
 * Root of the Merkle tree over the figures, as RFC 6962 builds it: a leaf is hashed behind a zero byte, a pair behind a one, and an odd one
 * goes up as it is. Any one figure can be shown to belong to the report with a few hashes, without the others.
 */
export function merkleRoot(figures: readonly PrintedFigure[]): string {
  if (figures.length === 0) {
    return sha256("").toString("hex");
  }
  // All hashes of a level in one piece of memory: a report may have a hundred thousand.
  const level = Buffer.alloc(figures.length * HASH);
  figures.forEach(([address, text], index) => {
    sha256("\0", address, "\u001f", text).copy(level, index * HASH);
  });
  let count = figures.length;
  while (count > 1) {
    const pairs = count >> 1;
    for (let pair = 0; pair < pairs; pair += 1) {
      const at = pair * 2 * HASH;
      sha256("\u0001", level.subarray(at, at + 2 * HASH)).copy(level, pair * HASH);
    }
    if (count % 2 === 1) {
      level.copyWithin(pairs * HASH, (count - 1) * HASH, count * HASH);
    }
    count = pairs + (count % 2);
  }
  return level.subarray(0, HASH).toString("hex");
}

/** The proof of a report. */
export function proofOf(report: YearEndReport): Proof {
  const figures = printedFigures(report);
  return { ...summaryOf(report, figures), figures };
}

/** The proof of a report without its figures. */
export function proofSummary(report: YearEndReport): ProofSummary {
  return summaryOf(report, printedFigures(report));
}

function summaryOf(
  { engineVersion, inputHash, auditHead }: YearEndReport,
  figures: readonly PrintedFigure[],
): ProofSummary {
  return { engineVersion, inputHash, auditHead, root: merkleRoot(figures), count: figures.length };
}

/** The first figure in which two reports differ; null on a side: it has no such figure. null: all are equal. */
export function firstDifference(
  before: readonly PrintedFigure[],
  after: readonly PrintedFigure[],
): {
  readonly address: string;
  readonly before: string | null;
  readonly after: string | null;
} | null {
  const later = new Map(after);
  for (const [address, text] of before) {
    const now = later.get(address);
    if (now !== text) {
      return { address, before: text, after: now ?? null };
    }
  }
  const earlier = new Map(before);
  const added = after.find(([address]) => !earlier.has(address));
  return added === undefined ? null : { address: added[0], before: null, after: added[1] };
}
