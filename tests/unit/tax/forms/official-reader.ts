import { existsSync, readFileSync } from "node:fs";
import { findPdfReader, pdfText } from "@/tests/support/pdf-text";

const FOLDER = "../shared/tax/irs-forms";

/** Why the official forms cannot be read here; undefined when they can. */
export function whyNotRead(): string | undefined {
  if (!existsSync(FOLDER)) {
    return "the official forms are not part of the project";
  }
  return findPdfReader() === undefined ? "there is no pdftotext" : undefined;
}

/** Years whose blank forms are there. */
export const FORM_YEARS: readonly number[] = [2017, 2020, 2021, 2022, 2023, 2024, 2025];

const texts = new Map<string, string>();

/** The text of an official form, laid out as on paper or with "-raw" in the order it was set: "f1040sd--2025". */
export function formText(name: string, ...options: readonly string[]): string {
  const key = [name, ...options].join(" ");
  const text = texts.get(key) ?? pdfText(`${FOLDER}/${name}.pdf`, ...options);
  texts.set(key, text);
  return text;
}

/** field-maps.json: the names of the fields by year, part, row and column, as far as the tests ask. */
export interface FieldMaps {
  readonly f8949: Readonly<Record<string, Readonly<Record<"partI" | "partII", PartFields>>>>;
  readonly f1040sd: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** One part of Form 8949. */
export interface PartFields {
  readonly boxes: Readonly<Record<string, unknown>>;
  readonly rowCount: number;
  readonly rows: readonly Readonly<Record<string, string>>[];
  readonly totals: Readonly<Record<string, string>>;
}

/** Read and trusted: the file lies beside the forms. */
export function fieldMaps(): FieldMaps {
  return JSON.parse(readFileSync(`${FOLDER}/field-maps.json`, "utf8"));
}

/**
 * The words of a text that are compared: lower case, one kind of apostrophe, "wasn't" as "was not", a word broken at the end
 * of a row put together; dots, brackets and other marks are left out.
 */
export function wordsOf(text: string): readonly string[] {
  return text
    .replaceAll("\u2019", "'")
    .replace(/wasn't/g, "was not")
    .replace(/(\w)-\n\s*(?=[a-z])/g, "$1-")
    .toLowerCase()
    .replace(/[^a-z0-9$%',-]+/g, " ")
    .replace(/,(?!\d)/g, " ")
    .split(" ")
    .filter((word) => /[a-z0-9]/.test(word));
}

/** True when our words stand on the form in this order: words may be left out, none is put in and none is moved. */
export function isShortening(ours: string, official: string): boolean {
  const left = [...wordsOf(ours)];
  for (const word of wordsOf(official)) {
    if (word === left[0]) {
      left.shift();
    }
  }
  return wordsOf(ours).length > 0 && left.length === 0;
}

/** True when our words stand on the form without a gap. */
export function isPrinted(ours: string, official: string): boolean {
  return ` ${wordsOf(official).join(" ")} `.includes(` ${wordsOf(ours).join(" ")} `);
}

/**
 * What a form prints on one of its lines, from its number at the left to its number at the right: "7", "12e", "4c". Lines with
 * columns have no number at the right; they end where the next line begins. null: the form has no such line.
 */
export function lineText(form: string, number: string): string | null {
  const rows = formText(form).split("\n");
  return closedLine(rows, number) ?? openLine(rows, number);
}

function starts(row: string, number: string): boolean {
  const letter = /\d+([a-z])$/.exec(number)?.[1];
  const short = letter === undefined ? "" : `|${letter}`;
  return new RegExp(`(?:^|\\s{2,}|\\s)(?:${number}${short})\\s{1,}[A-Z(]`).test(row.slice(0, 70));
}

function closedLine(rows: readonly string[], number: string): string | null {
  for (const [end, row] of rows.entries()) {
    if (new RegExp(`\\s${number}\\s*(?:\\(\\s*\\))?\\s*$`).test(row)) {
      for (let from = end; from > end - 9 && from >= 0; from--) {
        if (starts(rows[from] ?? "", number)) {
          return rows.slice(from, end + 1).join("\n");
        }
      }
    }
  }
  return null;
}

function openLine(rows: readonly string[], number: string): string | null {
  const from = rows.findIndex((row) => new RegExp(`^\\s*${number}\\s+[A-Z]`).test(row));
  if (from < 0) {
    return null;
  }
  const length = rows.slice(from + 1).findIndex((row) => /^\s*\d+[a-z]?\s+[A-Z]/.test(row));
  return rows.slice(from, length < 0 ? from + 9 : from + 1 + length).join("\n");
}

/** A worksheet of the instructions, from its title to its end, line by line with what stands between the lines. */
export function worksheet(form: string, from: string, to: RegExp): ReadonlyMap<string, string> {
  const text = formText(form);
  const begin = text.indexOf(from);
  const rest = begin < 0 ? "" : text.slice(begin);
  const end = rest.search(to);
  const lines = new Map<string, string>();
  let number = "";
  for (const row of rest.slice(0, end < 0 ? undefined : end).split("\n")) {
    number = /^\s*(\d+)\.\s/.exec(row)?.[1] ?? number;
    lines.set(number, `${lines.get(number) ?? ""}${row}\n`);
  }
  return lines;
}

const numbers = (text: string): readonly string[] => text.match(/\d+[a-z]?/g) ?? [];

/** What a line's instruction comes to, in the short way our lines say it; null when it is no plain instruction. */
export function instruction(official: string): string | null {
  const text = official.replace(/\s+/g, " ").replace(/(?: ?\. ?){3,}/g, " . ");
  const floor = /If zero or less, enter -0-/.test(text) ? ", not below zero" : "";
  const take = (pattern: RegExp) => pattern.exec(text);
  const less = take(/Subtract (?:Part II, )?line (\w+),? from (?:Part I, )?line (\w+)/);
  if (less !== null) {
    return `line ${less[2]} - line ${less[1]}${floor}`;
  }
  const bound = take(/(smaller|larger) of line (\w+) or line (\w+)/);
  if (bound !== null) {
    return `${bound[1]} of line ${bound[2]} or ${bound[3]}`;
  }
  const rate = take(/Multiply line (\w+) by ([\d.]+%)/);
  if (rate !== null) {
    return `line ${rate[1]} x ${rate[2]}`;
  }
  const range = take(/Combine lines (\w+) through (\w+)/);
  if (range !== null) {
    return `lines ${range[1]} through ${range[2]}${floor}`;
  }
  const sum = take(/(?:Add|Combine) lines ((?:\w+, )*\w+,? and \w+)/);
  if (sum !== null) {
    const of = numbers(sum[1] ?? "");
    return of.length === 2
      ? `line ${of[0]} + line ${of[1]}${floor}`
      : `lines ${of.join(" + ")}${floor}`;
  }
  const same = take(/Enter the amount from line (\w+)/);
  return same === null ? null : `line ${same[1]}`;
}
