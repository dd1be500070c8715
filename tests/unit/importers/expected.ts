import type { ParseOptions } from "@/lib/importers/source";

/** What one fixture must say, read off its rows by hand. */
export interface ExpectedFile {
  readonly version: string;
  /** One line for each transaction: file lines, kind, legs, value, fees, questions. */
  readonly told: readonly string[];
  /** The instant of each transaction, where the way the source writes time is worth a look. */
  readonly times?: readonly string[];
  /** Lines left out on purpose. */
  readonly skipped: readonly number[];
  /** Line and column of what cannot be read. */
  readonly rejected: readonly string[];
  /** What a person would have said before. */
  readonly options?: Partial<ParseOptions>;
}

/** By file name, for the fixtures of one source. */
export type Expected = Readonly<Record<string, ExpectedFile>>;
