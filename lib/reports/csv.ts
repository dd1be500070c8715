import type { Attachment, YearEndReport } from "./model";

const COLUMNS = [
  "Box",
  "Term",
  "(a) Description of property",
  "(b) Date acquired",
  "(c) Date sold or disposed of",
  "(d) Proceeds",
  "(e) Cost or other basis",
  "(f) Code(s)",
  "(g) Amount of adjustment",
  "(h) Gain or (loss)",
  "Account",
  "Lot",
  "Transaction",
];

// What a spreadsheet takes for a formula, also behind spaces or invisible characters, also in full width (OWASP, CSV injection).
const FORMULA = /^[\s\p{Cf}]*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20\u2212]/u;

/** A text cell no spreadsheet will run: an apostrophe goes before anything that begins like a formula. */
export function textCell(text: string): string {
  return quoted(FORMULA.test(text) || /^[\t\r\n]/.test(text) ? `'${text}` : text);
}

function quoted(text: string): string {
  return /[",\r\n\t']|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * The statement as CSV (RFC 4180: commas, CRLF, quotes doubled; UTF-8 with a byte order mark so that spreadsheets read
 * names right).
 */
export function statementCsv({ attachment }: Pick<YearEndReport, "attachment">): string {
  return `\ufeff${statementLines(attachment).join("\r\n")}\r\n`;
}

/**
 * The lines of that file: the eight columns of Form 8949 as printed, with box, term, account, lot and transaction ids. Amounts are
 * the report's own strings, negatives in parentheses; text cells are made safe against formula injection, amounts are not
 * touched.
 */
export function statementLines({ pages }: Attachment): readonly string[] {
  const lines = [COLUMNS.map(quoted).join(",")];
  for (const page of pages) {
    for (const row of page.rows) {
      lines.push(
        [
          quoted(page.box),
          quoted(page.term),
          textCell(row.description),
          textCell(row.acquired),
          textCell(row.sold),
          quoted(row.proceeds),
          quoted(row.basis),
          textCell(row.codes),
          quoted(row.adjustment),
          quoted(row.gain),
          textCell(row.account),
          textCell(row.lot),
          textCell(row.transaction),
        ].join(","),
      );
    }
  }
  return lines;
}

const OPEN_COLUMNS = ["Mark", "Where", "What is open", "What settles it", "Put aside"];

/**
 * What is open as CSV, in the same safe form: first the sentences that say how much hangs on it, then one row for each item as it
 * is printed.
 */
export function openItemsCsv({ issues }: Pick<YearEndReport, "issues">): string {
  const sentences = [issues.sentence, issues.range, issues.kinds, issues.more]
    .filter((words) => words !== "")
    .map((words) => `${textCell("Summary")},,${textCell(words)},,`);
  const rows = issues.items.map(({ mark, where, message, remedy, aside }) =>
    [mark, where, message, remedy, aside].map(textCell).join(","),
  );
  return `\ufeff${[OPEN_COLUMNS.map(quoted).join(","), ...sentences, ...rows].join("\r\n")}\r\n`;
}
