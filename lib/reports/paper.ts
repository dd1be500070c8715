import type { CalendarDate } from "@/lib/time/calendar-date";
import type { Attachment, Fact, Lines, PrintedStep, Table } from "./model";
import type { Proof } from "./proof";

/** One part of a paper, in this order: words, facts, what is quoted word for word, tables, lines of forms, steps. */
export interface PaperSection {
  readonly heading: string;
  readonly paragraphs: readonly string[];
  readonly facts: readonly Fact[];
  /** Lines as they were written, set apart; an empty one is room. */
  readonly quoted: readonly string[];
  readonly tables: readonly Table[];
  /** Forms and worksheets; one without a heading stands under that of the section. */
  readonly lines: readonly Lines[];
  readonly steps: readonly PrintedStep[];
}

/**
 * A short document of its own (a ticket, a record of lots, a plan, evidence of a loss) as strings: what is printed, word for
 * word. Everything is formatted and cleaned; equal papers give equal bytes.
 */
export interface Paper {
  readonly product: string;
  readonly title: string;
  readonly documentTitle: string;
  readonly client: string;
  /** "Engine 1.4, as of November 22, 2026": what the figures stand on. */
  readonly edition: string;
  /** "Nov 22, 2026, 16:31 UTC": the moment of its newest part, not of printing. */
  readonly generated: string;
  /** ISO instant; becomes the file's dates. */
  readonly generatedAt: string;
  /** Said in a bar on every page; null for none. */
  readonly draft: string | null;
  readonly opening: string;
  readonly sections: readonly PaperSection[];
  /** Rows of Form 8949 on pages of their own behind the sections; left out where there are none. */
  readonly statement?: Attachment;
  /** Figures the paper takes apart, carried in its file so that it can be verified; left out where there are none. */
  readonly proof?: Proof & {
    readonly kind: "audit-pack" | "changes" | "form-1040x";
    readonly year: string;
    /** The day the paper is of, where its words depend on it. */
    readonly day?: CalendarDate;
  };
}

/** A section with nothing in it yet. */
export const EMPTY_SECTION: Omit<PaperSection, "heading"> = {
  paragraphs: [],
  facts: [],
  quoted: [],
  tables: [],
  lines: [],
  steps: [],
};
