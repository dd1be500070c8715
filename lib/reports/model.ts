import type { CalendarDate } from "@/lib/time/calendar-date";

/** A figure or fact with its name; `note` may be empty. */
export interface Fact {
  readonly label: string;
  readonly value: string;
  readonly note: string;
}

/** One column of a table: `share` is how much of the width it asks for, beside the others. */
export interface Column {
  readonly label: string;
  readonly align: "left" | "right";
  readonly share: number;
}

/** A table of strings. `total`, when there is one, has as many cells as columns. `empty` is said instead of rows. */
export interface Table {
  readonly heading: string;
  readonly intro: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
  readonly total: readonly string[] | null;
  readonly empty: string;
  /** Long tables of proof: small type, tight lines, no cell is ever cut. Figure spaces before a cell set it in. */
  readonly isDense?: true;
}

/** One line of a form or worksheet. */
export interface PrintedLine {
  readonly line: string;
  readonly label: string;
  readonly how: string;
  readonly amount: string;
  readonly authority: string;
}

/** A form or worksheet, line by line. */
export interface Lines {
  readonly heading: string;
  readonly intro: string;
  readonly lines: readonly PrintedLine[];
  readonly empty: string;
}

/** A question the return asks, with its answer and the reasons, strongest first. */
export interface PrintedQuestion {
  readonly heading: string;
  readonly where: string;
  readonly text: string;
  readonly answer: string;
  readonly reasons: readonly string[];
  readonly authority: string;
}

/** Columns (d), (e), (g), (h) summed. */
export interface Totals {
  readonly proceeds: string;
  readonly basis: string;
  readonly adjustment: string;
  readonly gain: string;
}

/** One row of the statement: columns (a) to (h), and where it comes from. */
export interface AttachmentRow extends Totals {
  readonly number: string;
  readonly description: string;
  readonly acquired: string;
  readonly sold: string;
  readonly codes: string;
  readonly account: string;
  readonly method: string;
  /** Lots used, by id; several are joined by a space. */
  readonly lot: string;
  /** Transactions that disposed of them, by id. */
  readonly transaction: string;
  /** File and line, or "entered by hand"; may be empty. */
  readonly source: string;
}

/** One page of the statement: rows of one box only. */
export interface AttachmentPage {
  readonly box: string;
  readonly term: string;
  readonly part: string;
  readonly legend: string;
  readonly scheduleDLine: string;
  /** "page 1 of 3" within the statement. */
  readonly number: string;
  readonly rows: readonly AttachmentRow[];
  readonly pageTotals: Totals;
  readonly pageTotalsLabel: string;
  /** On the last page of a box only. */
  readonly boxTotals: Totals | null;
  readonly boxTotalsLabel: string;
}

/** The Form 8949 statement. */
export interface Attachment {
  readonly heading: string;
  readonly intro: string;
  readonly nameLine: string;
  readonly ssnLine: string;
  readonly columns: readonly string[];
  /** Rows a page of the paper form holds that year: 11 from 2025, 14 before. */
  readonly rowsPerPage: number;
  readonly rowCount: number;
  readonly pages: readonly AttachmentPage[];
  readonly notes: readonly string[];
  readonly empty: string;
}

/** One step of the autumn checklist. */
export interface PrintedStep {
  readonly state: "done" | "open";
  readonly mark: string;
  readonly title: string;
  readonly detail: string;
  /** What in the records made it done, or what is still missing. */
  readonly evidence: string;
  readonly due: string;
  readonly authority: string;
}

/** What a report before the year's end says beside its figures. */
export interface Preliminary {
  /** On every page: "PRELIMINARY". */
  readonly mark: string;
  /** On every page behind the mark: the day, and that the year is not over. */
  readonly sentence: string;
  readonly heading: string;
  readonly intro: string;
  readonly tables: readonly Table[];
}

/** One open item. */
export interface PrintedIssue {
  readonly severity: "blocking" | "check";
  readonly mark: string;
  readonly where: string;
  readonly message: string;
  readonly remedy: string;
  /** "Put aside: …" with the client's reason; empty when nobody put it aside. */
  readonly aside: string;
}

/** An authority relied on. */
export interface Authority {
  readonly name: string;
  readonly about: string;
}

/**
 * The year-end report as strings: what page, CSV and PDF print, word for word. Everything is formatted and cleaned;
 * nothing in here is a number to be computed with, except counts that plan pages.
 */
export interface YearEndReport {
  readonly product: string;
  readonly title: string;
  readonly documentTitle: string;
  readonly client: string;
  readonly year: string;
  readonly asOf: string;
  /** The same day as "2026-11-22", by which the report can be made anew later. */
  readonly day: CalendarDate;
  readonly generated: string;
  /** ISO instant; becomes the file's dates, so that equal input gives equal bytes. */
  readonly generatedAt: string;
  readonly edition: string;
  readonly engineVersion: string;
  /** Hash over facts and settings, in full. */
  readonly inputHash: string;
  /** The end of the books' history, number and hash; empty when none was told. */
  readonly auditHead: string;
  /** "3 open items; these figures are not final"; null when nothing blocks. */
  readonly draft: string | null;
  /** Set while the year is not over. */
  readonly preliminary: Preliminary | null;
  /** Why the year's forms could not be made; null when they could. */
  readonly refusal: string | null;
  readonly opening: string;
  readonly headline: readonly Fact[];
  readonly issues: {
    readonly heading: string;
    readonly sentence: string;
    /** Where the year's tax lies with everything open; empty when nothing is known to move it. */
    readonly range: string;
    /** "missing basis 3, unmatched deposit 1"; empty when nothing is open. */
    readonly kinds: string;
    readonly items: readonly PrintedIssue[];
    readonly more: string;
  };
  readonly notCounted: readonly Table[];
  readonly summary: readonly Table[];
  /** What these books put on the return beside Schedule D; `question` null in years that do not ask. */
  readonly question: PrintedQuestion | null;
  readonly returnLines: Lines;
  /** Receipt by receipt. */
  readonly income: Table;
  /** Form 8283, Form 709, losses that are no sales, brokers' forms without a sale: those that apply. */
  readonly otherPapers: readonly Table[];
  readonly scheduleD: Lines;
  /** Worksheets used that are not among `tax`. */
  readonly worksheets: readonly Lines[];
  readonly carryover: Lines;
  /** The tax worksheets, form by form; empty when no profile was given. */
  readonly tax: readonly Lines[];
  readonly entries: Table;
  readonly attachment: Attachment;
  readonly checklist: {
    readonly heading: string;
    readonly intro: string;
    /** None: no checklist was kept, and the report has no such part. */
    readonly steps: readonly PrintedStep[];
  };
  readonly settings: {
    readonly heading: string;
    readonly intro: string;
    readonly facts: readonly Fact[];
    readonly tables: readonly Table[];
  };
  readonly notes: {
    readonly heading: string;
    readonly disclaimer: readonly string[];
    readonly authoritiesHeading: string;
    readonly authorities: readonly Authority[];
  };
}
