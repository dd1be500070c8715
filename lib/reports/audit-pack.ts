import type { ExplainedBooks } from "@/lib/tax/explain/facts";
import { incomeFigures, lineFigures, rowFigures } from "./audit-figures";
import { countedUp, history, pricesGiven } from "./audit-history";
import { lotCosts, lotJourneys, type UsedLots, usedLots } from "./audit-lots";
import { AuditTrees, type Elsewhere } from "./audit-tree";
import { left } from "./columns";
import type { YearEndInput } from "./input";
import { lotRecordTable } from "./lot-record-table";
import type { PrintedIssue, Table } from "./model";
import { EMPTY_SECTION, type Paper, type PaperSection } from "./paper";
import { headFact, proofOf } from "./proof";
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
  const lots = usedLots(input, books);
  const trees = new AuditTrees(books, input.year, elsewhere(lots));
  const upTo = countedUp(input, books);
  const numberOf = new Map(upTo.map(({ id }, index) => [id, index + 1]));
  return {
    product,
    title,
    documentTitle: `${product} ${title.toLowerCase()}, ${client}`,
    client,
    proof: { ...proof, kind: "audit-pack", year: report.year, day: report.day },
    edition: `${report.edition}, figures ${proof.root.slice(0, 12)}`,
    generated,
    generatedAt,
    draft: [preliminary?.sentence, draft ?? undefined].filter(isSaid).join("  \u00b7  ") || null,
    opening: `Behind the figures of ${report.year}: ${counted(rows, "row")} of Form 8949, ${counted(lots.lots.length, "lot")} they draw on, and ${counted(upTo.length, "transaction")} up to December 31, each down to the line it was read from. Records are kept to show basis and dates (IRC 6001; Reg. 1.1012-1(j)).`,
    sections: [
      {
        ...EMPTY_SECTION,
        heading: "What these figures stand on",
        facts: [
          { label: "Engine", value: proof.engineVersion, note: "" },
          { label: "Records and settings", value: proof.inputHash, note: "SHA-256" },
          ...headFact(proof.auditHead),
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
      tableSection(lineFigures(trees, input.result)),
      tableSection(rowFigures(trees, input)),
      tableSection(lotJourneys(input, lots, numberOf)),
      tableSection(lotCosts(lots, trees)),
      tableSection(lotRecordTable(input, books)),
      tableSection(incomeFigures(trees, input.result)),
      tableSection(trees.rules()),
      tableSection(pricesGiven(input, upTo, books.valued)),
      tableSection(history(input, upTo)),
    ],
  };
}

/** Boxes are the sums of their rows, and lots have a part of their own: neither is taken apart inside other figures. */
const elsewhere =
  ({ nameOf }: UsedLots): Elsewhere =>
  (address) =>
    address.at === "box" ? `all rows of box ${address.box}` : nameOf(address);

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
