import type { ReportFileKind, ReportKind } from "@/lib/services/reports/kinds";

/** What is made, as its maker chooses it. */
export const KIND_WORDS: Readonly<
  Record<ReportKind, { readonly title: string; readonly what: string }>
> = {
  "year-end": {
    title: "Papers to file from",
    what: "The year-end report with the Form 8949 statement, the official Form 8949 and Schedule D filled in, and the rows for TurboTax, TaxAct and other programs.",
  },
  "audit-pack": {
    title: "Audit pack",
    what: "Every figure taken apart down to the line of the file it was read from: for an examiner, or to check it yourself. Many transactions take a minute.",
  },
  books: {
    title: "The books as data",
    what: "Everything as JSON, with which a report can be verified, and journals for hledger and beancount.",
  },
  "filed-year": {
    title: "Changes since filing",
    what: "For a year marked as filed: what has moved since, every row of it, and where something has, Form 1040-X with its corrected statement.",
  },
};

/** A file in words: its name, what it is for, and how another program takes it. */
export interface FileWords {
  readonly name: string;
  readonly purpose: string;
  readonly isForPrograms?: true;
}

export const FILE_WORDS: Readonly<Record<ReportFileKind, FileWords>> = {
  pdf: {
    name: "Report",
    purpose: "The whole year on paper. Its Form 8949 statement goes with the return.",
  },
  "form-8949": {
    name: "Form 8949",
    purpose: "The official form, filled in. Name and number are yours to add.",
  },
  "schedule-d": {
    name: "Schedule D",
    purpose: "The official form, filled in as far as these books reach.",
  },
  "open-items": {
    name: "Open items",
    purpose: "What keeps figures from being final, with what settles each.",
  },
  csv: {
    name: "Statement as CSV",
    purpose: "The rows of Form 8949 as printed, for a spreadsheet.",
  },
  turbotax: {
    name: "TurboTax CSV",
    purpose:
      "Asset, dates, basis and proceeds, one row a sale: the layout public programs write for TurboTax. Intuit documents none, so look over what arrives.",
    isForPrograms: true,
  },
  taxact: {
    name: "TaxAct CSV",
    purpose:
      "The columns TaxAct’s help names. In TaxAct: Federal, Investment Income, Gain or loss on the sale of investments.",
    isForPrograms: true,
  },
  txf: {
    name: "TXF",
    purpose:
      "Tax Exchange Format, version 42, which desktop tax programs import; web programs mostly do not. It has no codes and no boxes G to L.",
    isForPrograms: true,
  },
  rows: {
    name: "CSV for any program",
    purpose: "Plain numbers, one row a sale; map the columns by their names.",
    isForPrograms: true,
  },
  "by-hand": {
    name: "What to enter by hand",
    purpose: "What no file can say, program by program. Read it before importing.",
    isForPrograms: true,
  },
  "audit-pack": {
    name: "Audit pack",
    purpose:
      "Settings, rows and lots with their operands, prices, every transaction with its line.",
  },
  books: {
    name: "Books as JSON",
    purpose:
      "Facts, choices and results, exact. “lotwise verify REPORT.pdf” with it computes a report anew.",
  },
  hledger: {
    name: "hledger journal",
    purpose: "hledger -f FILE balance assets: units held; income: the gains the return counts.",
  },
  beancount: {
    name: "beancount journal",
    purpose: "bean-check FILE confirms every holding; fava FILE shows it.",
  },
  changes: {
    name: "Changes",
    purpose: "What has moved since the year was filed: by cause, by line, row by row.",
  },
  "form-1040x": {
    name: "Form 1040-X",
    purpose:
      "The worksheet of the amended return, line by line, with the corrected Form 8949 statement.",
  },
};
