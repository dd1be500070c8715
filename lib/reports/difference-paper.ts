import { formatFormUsd } from "@/lib/money/format";
import {
  type CausedChange,
  type CauseEffect,
  movedAmounts,
  taxChangeOf,
  type YearDifference,
} from "@/lib/tax/amend/difference";
import type { FiledRow } from "@/lib/tax/amend/filed-year";
import type { CalendarDate } from "@/lib/time/calendar-date";
import type { Instant } from "@/lib/time/instant";
import { causeWords } from "./cause-words";
import { left, plainTable, right } from "./columns";
import { letterDate, momentText } from "./dates";
import { figureWords } from "./filed-figures";
import type { Column } from "./model";
import { knownUsd } from "./names";
import { EMPTY_SECTION, type Paper, type PaperSection } from "./paper";
import { capitalised, counted, printable } from "./text";

/** What both papers of a filed year need besides their figures. */
export interface FilingPaperInput {
  readonly product: string;
  readonly client: string;
  readonly year: number;
  readonly filedOn: CalendarDate;
  readonly asOf: CalendarDate;
  readonly engine: string;
  /** The moment of the newest fact. */
  readonly generatedAt: Instant;
  /** What keeps the books' figures of the year from being final; null for nothing. */
  readonly draft: string | null;
}

const CAUSES: readonly Column[] = [
  left("Cause, each after those above it", 44),
  right("Added", 9),
  right("Removed", 10),
  right("Changed", 10),
  right("Short-term", 17),
  right("Long-term", 17),
  right("Tax", 15),
];

const LINES: readonly Column[] = [
  left("Line", 26),
  left("What it is", 34),
  right("As filed", 18),
  right("Change", 18),
  right("Now", 18),
];

const ROWS: readonly Column[] = [
  left("", 9),
  left("(a) Description", 23),
  left("(b) Acquired", 16),
  left("(c) Sold", 16),
  left("Box", 5),
  right("(d) Proceeds", 16),
  right("(e) Basis", 16),
  left("(f)", 5),
  right("(h) Gain", 16),
  left("Because of", 28),
];

/** What the head of a filing paper says. */
export function filingHead(
  input: FilingPaperInput,
  title: string,
  opening: string,
): Omit<Paper, "sections"> {
  return {
    product: input.product,
    title,
    documentTitle: `${title} - ${printable(input.client)}`,
    client: printable(input.client),
    edition: `Engine ${input.engine}, as of ${letterDate(input.asOf)}`,
    generated: momentText(input.generatedAt),
    generatedAt: input.generatedAt,
    draft: input.draft,
    opening,
  };
}

/** How a year as the books have it now differs from the year as filed: by cause, by line, row by row. */
export function differencePaper(input: FilingPaperInput, difference: YearDifference): Paper {
  const { year, filedOn } = input;
  const says = difference.isEqual
    ? "The books still give what was filed: no row and no figure has moved."
    : "This is what the books say now, less what was filed.";
  const opening = `The return for ${year} was filed on ${letterDate(filedOn)}. ${says}`;
  return {
    ...filingHead(input, `What has moved since ${year} was filed`, opening),
    sections: difference.isEqual
      ? []
      : [
          causesSection(difference),
          termsSection(difference),
          linesSection(difference),
          rowsSection(difference),
        ],
  };
}

function causesSection(difference: YearDifference): PaperSection {
  const { causes, terms } = difference;
  const [short, long] = terms;
  return {
    ...EMPTY_SECTION,
    heading: "By cause",
    paragraphs: [
      "The engine was run on the facts as filed, with one group of changes more each time: every effect is measured, and together they are the whole difference.",
    ],
    tables: [
      {
        ...plainTable(CAUSES, causes.map(causeRow), "Nothing has moved."),
        total:
          causes.length === 0
            ? null
            : [
                "Together",
                "",
                "",
                "",
                knownUsd(short.change),
                knownUsd(long.change),
                knownUsd(taxChangeOf(difference)),
              ],
      },
    ],
  };
}

const TERMS: readonly Column[] = [
  left("Gain or loss of Form 8949", 60),
  right("As filed", 18),
  right("Change", 18),
  right("Now", 18),
];

function termsSection({ terms }: YearDifference): PaperSection {
  return {
    ...EMPTY_SECTION,
    heading: "By term",
    tables: [
      plainTable(
        TERMS,
        terms.map(({ term, filed, change, now }) => [
          term === "short" ? "Short-term" : "Long-term",
          knownUsd(filed),
          knownUsd(change),
          knownUsd(now),
        ]),
        "",
      ),
    ],
  };
}

function causeRow(effect: CauseEffect): readonly string[] {
  return [
    capitalised(printable(causeWords(effect.cause))),
    String(effect.added),
    String(effect.removed),
    String(effect.changed),
    knownUsd(effect.short),
    knownUsd(effect.long),
    knownUsd(effect.tax),
  ];
}

function linesSection(difference: YearDifference): PaperSection {
  return {
    ...EMPTY_SECTION,
    heading: "Lines that move",
    tables: [
      plainTable(
        LINES,
        movedAmounts(difference).map(({ name, filed, now, change }) => {
          const { line, label } = figureWords(difference.year, name);
          return [line, label, knownUsd(filed), knownUsd(change), knownUsd(now)];
        }),
        "No line moves.",
      ),
    ],
  };
}

function rowsSection({ rows }: YearDifference): PaperSection {
  return {
    ...EMPTY_SECTION,
    heading: "Rows of Form 8949",
    paragraphs: rows.length === 0 ? [] : [`${counted(rows.length, "row")} moved.`],
    tables: [plainTable(ROWS, rows.flatMap(changeRows), "No row has moved.")],
  };
}

function changeRows(change: CausedChange): readonly (readonly string[])[] {
  const because = capitalised(printable(change.causes.map(causeWords).join("; "), 400));
  switch (change.kind) {
    case "added":
      return change.after === null ? [] : [rowCells("added", change.after, because)];
    case "removed":
      return change.before === null ? [] : [rowCells("removed", change.before, because)];
    case "changed":
      return [
        ...(change.before === null ? [] : [rowCells("as filed", change.before, "")]),
        ...(change.after === null ? [] : [rowCells("now", change.after, because)]),
      ];
  }
}

function rowCells(mark: string, row: FiledRow, because: string): readonly string[] {
  return [
    mark,
    printable(row.description),
    row.acquired,
    row.sold,
    row.box,
    formatFormUsd(row.proceeds),
    formatFormUsd(row.basis),
    row.codes,
    formatFormUsd(row.gain),
    because,
  ];
}
