import { textCell } from "./csv";
import type { Paper } from "./paper";

/** An amount as the papers print it: dollars, cents, negatives in parentheses. */
const AMOUNT = /^\(?\$?[\d,]+(?:\.\d+)?\)?$/;

/**
 * A paper as CSV (RFC 4180, CRLF, UTF-8 with a byte order mark): its title, then every section with its words, facts and tables in the order of
 * the paper. The same strings as on the paper; text cells are made safe against formula injection, amounts are not touched.
 */
export function paperCsv(paper: Paper): string {
  const lines: (readonly string[])[] = [
    [paper.title],
    [paper.client, paper.edition, paper.generated],
  ];
  for (const section of paper.sections) {
    lines.push([], [section.heading]);
    lines.push(...[...section.paragraphs, ...section.quoted].map((words) => [words]));
    lines.push(...section.facts.map(({ label, value, note }) => [label, value, note]));
    for (const table of section.tables) {
      lines.push(
        ...(table.heading === "" ? [] : [[table.heading]]),
        table.columns.map(({ label }) => label),
        ...(table.rows.length === 0 ? [[table.empty]] : table.rows),
        ...(table.total === null ? [] : [table.total]),
      );
    }
  }
  return `\ufeff${lines.map((cells) => cells.map(cell).join(",")).join("\r\n")}\r\n`;
}

function cell(text: string): string {
  return AMOUNT.test(text) ? quotedAmount(text) : textCell(text);
}

function quotedAmount(text: string): string {
  return text.includes(",") ? `"${text}"` : text;
}
