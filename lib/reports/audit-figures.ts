import { formatQuantity } from "@/lib/money/format";
import { quantityText } from "@/lib/money/quantity";
import { isZeroUsd, type Usd, usdText } from "@/lib/money/usd";
import { type FigureAddress, figureText } from "@/lib/tax/explain/address";
import { explain } from "@/lib/tax/explain/explain";
import type { Explanation, FigureSource, Operation } from "@/lib/tax/explain/explanation";
import type { ExplainedBooks } from "@/lib/tax/explain/facts";
import type { FilePart } from "@/lib/tax/transaction";
import type { YearResult } from "@/lib/tax/year-result";
import { left, right } from "./columns";
import type { Table } from "./model";
import { NOT_KNOWN } from "./names";
import { printable } from "./text";

/** Levels of operands printed below a row, and operands of one figure printed one by one. */
const DEPTH = 12;
const LIMIT = 24;

const COLUMNS: Table["columns"] = [
  left("Figure and its operands", 47),
  right("Amount", 20),
  left("How, by which rule, from which line", 33),
];

/** Schedule D and the lines of the return: each with the boxes and lines it is made of. */
export function lineFigures(books: ExplainedBooks, result: YearResult): Table {
  const lines = result.scheduleD.flatMap(({ line }): readonly FigureAddress[] =>
    line.startsWith("Schedule D ")
      ? [{ at: "line", year: result.year, sheet: "schedule-d", line: line.slice(11) }]
      : [],
  );
  return {
    heading: "Lines of Schedule D and what they are made of",
    intro: "",
    columns: COLUMNS,
    rows: lines.flatMap((address) => treeRows(books, address, 2)),
    total: null,
    empty: "No line of Schedule D applies.",
  };
}

/** Every row of Form 8949 down to what a file, a person, a price or the law says. */
export function rowFigures(books: ExplainedBooks, result: YearResult): Table {
  const rows = result.parts.flatMap(({ box, rows: own }) =>
    own.map(
      (_, index): FigureAddress => ({
        at: "row",
        year: result.year,
        box,
        direct: false,
        row: index + 1,
        column: "h",
      }),
    ),
  );
  return {
    heading: "Rows of Form 8949 down to their sources",
    intro:
      "Column (h) of each row. Amounts are exact until a form rounds them; each figure follows from those set in below it, to the last digit.",
    columns: COLUMNS,
    rows: rows.flatMap((address) => treeRows(books, address, DEPTH)),
    total: null,
    empty: "No row of Form 8949 was made.",
  };
}

function treeRows(
  books: ExplainedBooks,
  address: FigureAddress,
  depth: number,
): readonly (readonly string[])[] {
  const found = explain(books, address, { depth, limit: LIMIT });
  return found.ok ? rowsOf(found.value, 0, 1) : [];
}

const INDENT = "\u2007\u2007";

function rowsOf(figure: Explanation, level: number, sign: 1 | -1): readonly (readonly string[])[] {
  const { label, amount, address, parts, partCount, rest } = figure;
  const indent = INDENT.repeat(level);
  const left = partCount - parts.length;
  const more =
    left > 0 && parts.length > 0
      ? [
          [
            `${indent}${INDENT}and ${left} more`,
            rest === null ? "" : exact(rest),
            figureText(address),
          ],
        ]
      : [];
  return [
    [
      `${indent}${level === 0 ? "" : sign === 1 ? "+ " : "\u2212 "}${printable(label, 160)}`,
      amount === null ? NOT_KNOWN : exact(amount),
      details(figure),
    ],
    ...parts.flatMap((part) => rowsOf(part.explanation, level + 1, part.sign)),
    ...more,
  ];
}

/** All digits, thousands grouped. */
const exact = (amount: Usd): string => formatQuantity(usdText(amount));

/** Where it was read comes first: a long rule may be cut, the line of the file must not be. */
function details({ how, authority, operation, source }: Explanation): string {
  return [
    placeWords(source),
    printable(how, 200),
    operationWords(operation),
    printable(authority, 160),
  ]
    .filter((words) => words !== "")
    .join("; ");
}

function operationWords(operation: Operation): string {
  switch (operation.kind) {
    case "share": {
      const cut = isZeroUsd(operation.cut) ? "" : `, and ${usdText(operation.cut)} left by cuts`;
      return `${quantityText(operation.units)} / ${quantityText(operation.of)} of it${cut}`;
    }
    case "rounded":
      return `rounded to ${operation.to}`;
    case "product":
      return `times ${operation.rate}`;
    default:
      return "";
  }
}

function placeWords(source: FigureSource | null): string {
  if (source === null) {
    return "";
  }
  const { origin, transaction } = source;
  return origin.from === "hand"
    ? `entered by hand, ${printable(transaction, 80)}`
    : [origin, ...(origin.also ?? [])].map(place).join(", ");
}

const place = ({ file, lines }: FilePart): string =>
  `${printable(file, 80)}, line ${lines.join(" and ")}`;
