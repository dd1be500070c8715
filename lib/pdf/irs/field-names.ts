import type { OfficialPage, OfficialScheduleD } from "@/lib/reports/irs-forms";

type Box = OfficialPage["box"];
type ColumnLine = keyof OfficialScheduleD["columns"];

/** Names of one page of Form 8949, as its form fields are named in the IRS's PDF. */
export interface PageFields {
  readonly name: string;
  readonly ssn: string;
  readonly box: (box: Box) => string;
  readonly cell: (row: number, column: Column) => string;
  readonly total: (column: "d" | "e" | "g" | "h") => string;
}

/** Columns of a row. */
export type Column = "a" | "b" | "c" | "d" | "e" | "f" | "g" | "h";

const COLUMNS: readonly Column[] = ["a", "b", "c", "d", "e", "f", "g", "h"];

/** Boxes in the order they are printed, top to bottom. */
const BOXES: Readonly<Record<"I" | "II", readonly Box[]>> = {
  I: ["A", "B", "C", "G", "H", "I"],
  II: ["D", "E", "F", "J", "K", "L"],
};

/** Totals: (d), (e), then a greyed field under (f), (g), (h). */
const TOTAL_AT = { d: 0, e: 1, g: 3, h: 4 } as const;

/**
 * Form 8949 of 2020 to 2025. Fields are numbered through the page: name, number, eight a row, totals. From 2025 there are 11
 * rows, numbers have two digits and each part's table has a name of its own.
 */
export function form8949Fields(year: number, part: "I" | "II"): PageFields {
  const page = part === "I" ? 1 : 2;
  const since2025 = year >= 2025;
  const top = `topmostSubform[0].Page${page}[0]`;
  const field = (number: number): string =>
    `f${page}_${since2025 ? String(number).padStart(2, "0") : number}[0]`;
  const table = since2025 ? `Table_Line1_Part${page}[0]` : "Table_Line1[0]";
  const totals = 3 + COLUMNS.length * (since2025 ? 11 : 14);
  return {
    name: `${top}.${field(1)}`,
    ssn: `${top}.${field(2)}`,
    box: (box) => `${top}.c${page}_1[${BOXES[part].indexOf(box)}]`,
    cell: (row, column) =>
      `${top}.${table}.Row${row}[0].${field(3 + COLUMNS.length * (row - 1) + COLUMNS.indexOf(column))}`,
    total: (column) => `${top}.${field(totals + TOTAL_AT[column])}`,
  };
}

/** Names of Schedule D's fields. */
export interface ScheduleDFields {
  readonly name: string;
  readonly ssn: string;
  readonly column: (line: ColumnLine, column: "d" | "e" | "g" | "h") => string;
  /** A single amount; undefined for a line the form does not have. */
  readonly line: (line: string) => string | undefined;
  readonly question: (line: "17" | "20" | "22", answer: boolean) => string;
}

/** First number of each line with columns, and of each single line of page 1. */
const FIRST: Readonly<Record<ColumnLine, number>> = {
  "1a": 3,
  "1b": 7,
  "2": 11,
  "3": 15,
  "8a": 23,
  "8b": 27,
  "9": 31,
  "10": 35,
};
const SINGLE: Readonly<Record<string, number>> = {
  "4": 19,
  "5": 20,
  "6": 21,
  "7": 22,
  "11": 39,
  "12": 40,
  "13": 41,
  "14": 42,
  "15": 43,
};
const SECOND_PAGE: Readonly<Record<string, number>> = { "16": 1, "18": 2, "19": 3, "21": 4 };
const QUESTIONS = { "17": 1, "20": 2, "22": 3 } as const;

/** Where line 21 stands in years that put it in a group of its own. */
const LINE_21: ReadonlyMap<number, string> = new Map([
  [2021, "Line21_ReadOrder[0].TagCorrectingSubform[0]."],
  [2022, "TagCorrectingSubform[0]."],
  [2023, "TagCorrectingSubform[0]."],
  [2024, "TagCorrectingSubform[0]."],
]);

/** Schedule D of 2020 to 2025: numbered through each page, two digits until 2024. */
export function scheduleDFields(year: number): ScheduleDFields {
  const field = (page: 1 | 2, number: number): string =>
    `f${page}_${year < 2025 ? String(number).padStart(2, "0") : number}[0]`;
  const first = "topmostSubform[0].Page1[0]";
  const second = "topmostSubform[0].Page2[0]";
  return {
    name: `${first}.${field(1, 1)}`,
    ssn: `${first}.${field(1, 2)}`,
    column: (line, column) => {
      const part = FIRST[line] < FIRST["8a"] ? "PartI" : "PartII";
      const number = FIRST[line] + ["d", "e", "g", "h"].indexOf(column);
      return `${first}.Table_${part}[0].Row${line}[0].${field(1, number)}`;
    },
    line: (line) => {
      const [early, late] = [SINGLE[line], SECOND_PAGE[line]];
      if (early !== undefined) {
        return `${first}.${field(1, early)}`;
      }
      const group = line === "21" ? (LINE_21.get(year) ?? "") : "";
      return late === undefined ? undefined : `${second}.${group}${field(2, late)}`;
    },
    question: (line, answer) => `${second}.c2_${QUESTIONS[line]}[${answer ? 0 : 1}]`,
  };
}
