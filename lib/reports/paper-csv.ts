import { left, plainTable, right } from "./columns";
import { statementLines, textCell } from "./csv";
import type { Lines, Table } from "./model";
import type { Paper, PaperSection } from "./paper";

/** An amount as the papers print it: dollars, cents, negatives in parentheses. */
const AMOUNT = /^\(?\$?[\d,]+(?:\.\d+)?\)?$/;

/**
 * A paper as CSV (RFC 4180, CRLF, UTF-8 with a byte order mark): its title, then every section with its words, facts and tables in the order of
 * the paper. The same strings as on the paper; text cells are made safe against formula injection, amounts are not touched.
 */
export function paperCsv(paper: Paper): string {
  const rows = [
    [paper.title],
    [paper.client, paper.edition, paper.generated],
    ...paper.sections.flatMap(sectionRows),
  ];
  const { statement } = paper;
  const lines = [
    ...rows.map((cells) => cells.map(cell).join(",")),
    ...(statement === undefined ? [] : ["", statement.heading, ...statementLines(statement)]),
  ];
  return `\ufeff${lines.join("\r\n")}\r\n`;
}

function sectionRows(section: PaperSection): readonly (readonly string[])[] {
  return [
    [],
    [section.heading],
    ...[...section.paragraphs, ...section.quoted].map((words) => [words]),
    ...section.facts.map(({ label, value, note }) => [label, value, note]),
    ...[...section.tables, ...section.lines.map(linesTable)].flatMap((table) => [
      ...(table.heading === "" ? [] : [[table.heading]]),
      table.columns.map(({ label }) => label),
      ...(table.rows.length === 0 ? [[table.empty]] : table.rows),
      ...(table.total === null ? [] : [table.total]),
    ]),
  ];
}

const LINES = [left("Line", 1), left("What it is", 1), left("How", 1), right("Amount", 1)];

/** A form as a table of its lines. */
function linesTable({ heading, lines, empty }: Lines): Table {
  const rows = lines.map(({ line, label, how, amount }) => [line, label, how, amount]);
  return { ...plainTable(LINES, rows, empty), heading };
}

function cell(text: string): string {
  return AMOUNT.test(text) ? quotedAmount(text) : textCell(text);
}

function quotedAmount(text: string): string {
  return text.includes(",") ? `"${text}"` : text;
}
