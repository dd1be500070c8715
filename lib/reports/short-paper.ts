import type { Paper } from "./paper";
import { counted } from "./text";

/** Rows printed while somebody waits: about a second. Longer papers are made whole in the report centre, with progress. */
export const SHORT_ROWS = 2000;

const WHOLE = "the whole paper is made under Reports, Changes since filing";

/** A paper of a filed year with its long parts cut, saying so and where they are whole; one without long parts as it is. */
export function shortPaper(paper: Paper): Paper {
  const { statement, ...rest } = paper;
  const isLong = (statement?.rowCount ?? 0) > SHORT_ROWS;
  return {
    ...(isLong ? rest : paper),
    opening: isLong
      ? `${paper.opening} Its statement of ${counted(statement?.rowCount ?? 0, "row")} is not in this file: ${WHOLE}.`
      : paper.opening,
    sections: paper.sections.map((section) => {
      const longest = Math.max(0, ...section.tables.map(({ rows }) => rows.length));
      return longest <= SHORT_ROWS
        ? section
        : {
            ...section,
            paragraphs: [
              ...section.paragraphs,
              `The first ${SHORT_ROWS.toLocaleString("en-US")} lines of ${longest.toLocaleString("en-US")}. The CSV has them all; ${WHOLE}.`,
            ],
            tables: section.tables.map((table) => ({
              ...table,
              rows: table.rows.slice(0, SHORT_ROWS),
            })),
          };
    }),
  };
}
