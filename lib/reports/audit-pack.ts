import type { ExplainedBooks } from "@/lib/tax/explain/facts";
import { lineFigures, rowFigures } from "./audit-figures";
import { history, pricesGiven } from "./audit-history";
import { lotJourneys } from "./audit-lots";
import { left } from "./columns";
import type { YearEndInput } from "./input";
import { lotRecordTable } from "./lot-record-table";
import type { PrintedIssue, Table } from "./model";
import { EMPTY_SECTION, type Paper, type PaperSection } from "./paper";
import { proofOf } from "./proof";
import { counted, isSaid } from "./text";
import { yearEndReport } from "./year-end";

/**
 * Everything behind a year's figures on paper: settings and identifications with their times, what is open, every transaction, every
 * lot's journey, every price with its source, and each figure's operands down to the file and line. Pure and deterministic; the
 * figures are those of the year-end report, whose root stands in the footer.
 */
export function auditPack(input: YearEndInput, books: ExplainedBooks): Paper {
  const report = yearEndReport(input);
  const proof = proofOf(report);
  const { client, product, generated, generatedAt, draft, preliminary } = report;
  const title = `Audit pack ${report.year}`;
  const rows = report.attachment.rowCount;
  return {
    product,
    title,
    documentTitle: `${product} ${title.toLowerCase()}, ${client}`,
    client,
    edition: `${report.edition}, figures ${proof.root.slice(0, 12)}`,
    generated,
    generatedAt,
    draft: [preliminary?.sentence, draft ?? undefined].filter(isSaid).join("  \u00b7  ") || null,
    opening: `Behind the figures of ${report.year}: ${counted(books.transactions.length, "transaction")}, the lots they made, and ${counted(rows, "row")} of Form 8949, each down to the line it was read from. Records are kept to show basis and dates (IRC 6001; Reg. 1.1012-1(j)).`,
    sections: [
      {
        ...EMPTY_SECTION,
        heading: "What these figures stand on",
        facts: [
          { label: "Engine", value: proof.engineVersion, note: "" },
          { label: "Records and settings", value: proof.inputHash, note: "SHA-256" },
          {
            label: "Figures of the year-end report",
            value: proof.root,
            note: `Merkle tree over ${proof.figures.length.toLocaleString("en-US")} printed figures (RFC 6962), SHA-256. lotwise verify confirms it.`,
          },
          ...report.headline,
        ],
      },
      {
        ...EMPTY_SECTION,
        heading: report.settings.heading,
        paragraphs: [report.settings.intro],
        facts: report.settings.facts,
        tables: report.settings.tables,
      },
      tableSection(openTable(report.issues.items, report.issues.sentence)),
      tableSection(history(input, books)),
      tableSection(lotJourneys(input, books)),
      tableSection(lotRecordTable(input, books)),
      tableSection(pricesGiven(input, books)),
      tableSection(lineFigures(books, input.result)),
      tableSection(rowFigures(books, input.result)),
    ],
  };
}

/** A section that is one table: the section has the heading, the table has none. */
function tableSection(table: Table): PaperSection {
  const { heading, ...rest } = table;
  return { ...EMPTY_SECTION, heading, tables: [{ heading: "", ...rest }] };
}

function openTable(items: readonly PrintedIssue[], sentence: string): Table {
  return {
    heading: "Open items",
    intro: sentence,
    columns: [left("", 10), left("What", 34), left("What settles it", 30), left("Where", 26)],
    rows: items.map(({ mark, message, remedy, aside, where }) => [
      mark,
      message,
      [remedy, aside].filter((words) => words !== "").join(" "),
      where,
    ]),
    total: null,
    empty: sentence,
  };
}
