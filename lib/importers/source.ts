import type { AssetChoice } from "@/lib/assets/resolve";
import type { Transaction } from "@/lib/tax/transaction";

/** A table of text cells with the line of the file each row began on (1-based, as an editor counts). */
export interface Table {
  readonly file: string;
  readonly header: readonly string[];
  readonly headerLine: number;
  readonly rows: Iterable<Row>;
}

/** One data row: cells by position (duplicate and hostile column names are real), and its own text. */
export interface Row {
  readonly line: number;
  readonly cells: readonly string[];
  readonly raw: string;
}

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/**
 * A transaction as a source tells it, before it has an id. Accounts are the source's own names ("Coinbase"); the service maps
 * them to the client's accounts. `key` is its stable identity as text: the source's own id where there is one, else content
 * and an ordinal among equals; two real identical fills have two keys, the same row in another export has the same key.
 */
export type ParsedTransaction = DistributiveOmit<
  Transaction,
  "id" | "account" | "origin" | "toAccount"
> & {
  readonly accountName: string;
  readonly toAccountName: string | null;
  readonly key: string;
  /** File lines it was made of, ascending. */
  readonly lines: readonly number[];
  /** Why a person must look before its figures count (foreign money, unknown kind, odd sign); null when clear. */
  readonly question: RowProblem | null;
  /** Set for a token that came unasked: kept out of the books until a person says it is theirs. */
  readonly spam?: UnaskedToken;
};

/** A token that came by nobody's wish. `contract`: as its chain names it; null when the file does not tell. */
export interface UnaskedToken {
  readonly contract: string | null;
}

/** One thing wrong with one row: file line, column name, the value found and why. */
export interface RowProblem {
  readonly line: number;
  readonly column: string;
  readonly value: string;
  readonly reason: string;
  /**
   * "dollars": everything is told but what it was worth in dollars, which a rate or price of that day answers too. "asset": nothing is
   * open but which coin the sign in `value` means, which one answer for the source settles.
   */
  readonly about?: "dollars" | "asset";
}

/** A row left out on purpose, with the reason people see (a repeated header, a pending duplicate, a move inside one account). */
export interface SkippedRow {
  readonly line: number;
  readonly reason: string;
}

/** What one file says. Every data row is in exactly one of the three: `lines` of a transaction, skipped, or rejected. */
export interface Parsed {
  readonly transactions: readonly ParsedTransaction[];
  readonly skipped: readonly SkippedRow[];
  readonly rejected: readonly RowProblem[];
  /** Data rows read (header, preamble and blank lines not counted). */
  readonly rowCount: number;
}

/** One known layout of a source: the exact header cells, trimmed, in order. */
export interface HeaderVersion {
  readonly version: string;
  readonly header: readonly string[];
}

/** A layout that other programs write too: it is this source's when the file's name says so, or a person. */
export interface SharedHeader extends HeaderVersion {
  /** What the name of such a file, or of its folder, looks like. */
  readonly named: RegExp;
}

/** What a layout leaves open and only a person can say. */
export type Ask =
  | "date-order" // 05-06-23: the fifth of June or May 6
  | "time-zone" // local times without a zone
  | "own-addresses" // which addresses of a chain are one's own
  | "asset" // a wallet's file that names its coin nowhere
  | "source" // a layout that several programs write, and the file's name says none of them
  | "encoding"; // bytes that are text in no encoding that is certain

/** Encodings a person can name. */
export const TEXT_ENCODINGS = [
  "utf-8",
  "windows-1252",
  "utf-16le",
  "utf-16be",
  "macintosh",
] as const;

/** One of them. */
export type TextEncoding = (typeof TEXT_ENCODINGS)[number];

/** What a person said to what a layout asks. */
export interface Answers {
  readonly dateOrder?: "day-first" | "month-first" | undefined;
  /** An IANA zone. */
  readonly timeZone?: string | undefined;
  /** Lower case. */
  readonly addresses?: readonly string[] | undefined;
  readonly asset?: string | undefined;
  /** The id of the source that wrote a layout which several write. */
  readonly source?: string | undefined;
  /** The encoding of its text, when it was asked or seen to be another. */
  readonly encoding?: TextEncoding | undefined;
}

/** What the reader may need to know that the file does not say. */
export interface ParseOptions {
  /** Zone of date-times that carry none and are not UTC by the source's own rule. */
  readonly timeZone: string;
  /** Account name to use when the file does not name one. */
  readonly accountName?: string;
  /** The file's own name: some sources tell a zone or a coin there and nowhere else. */
  readonly fileName?: string;
  readonly answers?: Answers;
  /** What shared signs were said to mean, by source: what is settled is not asked again. */
  readonly assetChoices?: readonly AssetChoice[];
}

/** Where a reader puts what it made of rows; emptied by whoever drives it, so memory stays bounded. */
export interface Collector {
  readonly transactions: ParsedTransaction[];
  readonly skipped: SkippedRow[];
  readonly rejected: RowProblem[];
}

/** Reads rows one after another. A reader may hold back a bounded number of rows that belong together; `end` gives them out. */
export interface RowReader {
  readonly row: (row: Row) => void;
  readonly end: () => void;
}

/** One importer: an origin of files and its formats. Pure: text in, transactions out. */
export interface Source {
  readonly id: string;
  readonly label: string;
  /** What to tell people about times: "UTC, stated in the file". */
  readonly timeRule: string;
  /** Exact layouts, for detection and for telling people what is known. */
  readonly headers: readonly HeaderVersion[];
  /** Layouts of other programs that this source writes as well. */
  readonly shared?: readonly SharedHeader[];
  /** For layouts that no fixed list can name (a currency inside a column name, columns in any order): the version, or null. */
  readonly recognise?: (header: readonly string[]) => string | null;
  /** What a person must say before this layout can be read. Absent: nothing. */
  readonly asks?: (version: string, header: readonly string[], fileName: string) => readonly Ask[];
  /** Why a row that is not as wide as the header is no data (a footer, a disclaimer, totals); null when it is broken. */
  readonly leavesOut?: (cells: readonly string[]) => string | null;
  /** Starts reading one file. */
  readonly open: (
    header: readonly string[],
    version: string,
    options: ParseOptions,
    out: Collector,
  ) => RowReader;
}
