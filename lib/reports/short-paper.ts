import type { Paper, PaperSection } from "./paper";
import { counted } from "./text";

/** Rows printed while somebody waits: about a second. Longer papers are made whole in the report centre, with progress; a letter goes with its table. */
export const SHORT_ROWS = 2000;

const WHOLE = "the whole paper is made under Reports, Changes since filing";

/** Where all rows of a paper of a filed year are. */
const FILED_ROWS = `The CSV has them all; ${WHOLE}.`;
/** Where all rows of a letter are. */
export const LETTER_ROWS = "All of them are in the table sent with this letter.";

/** A paper of a filed year, or a letter, with its long parts cut, saying so and where they are whole; one without long parts as it is. */
export function shortPaper(paper: Paper, allRows = FILED_ROWS): Paper {
  const { statement, proof, ...rest } = paper;
  const isLong = (statement?.rowCount ?? 0) > SHORT_ROWS;
  // What is cut is not proven: the whole paper is.
  const isWhole = !isLong && paper.sections.every((section) => longestOf(section) <= SHORT_ROWS);
  return {
    ...rest,
    ...(isLong || statement === undefined ? {} : { statement }),
    ...(isWhole && proof !== undefined ? { proof } : {}),
    opening: isLong
      ? `${paper.opening} Its statement of ${counted(statement?.rowCount ?? 0, "row")} is not in this file: ${WHOLE}.`
      : paper.opening,
    sections: paper.sections.map((section) => {
      const longest = longestOf(section);
      return longest <= SHORT_ROWS
        ? section
        : {
            ...section,
            paragraphs: [
              ...section.paragraphs,
              `The first ${SHORT_ROWS.toLocaleString("en-US")} lines of ${longest.toLocaleString("en-US")}. ${allRows}`,
            ],
            tables: section.tables.map((table) => ({
              ...table,
              rows: table.rows.slice(0, SHORT_ROWS),
            })),
          };
    }),
  };
}

const longestOf = ({ tables }: PaperSection): number =>
  Math.max(0, ...tables.map(({ rows }) => rows.length));
