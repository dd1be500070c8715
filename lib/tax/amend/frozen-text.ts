import type { FiledYear } from "./filed-year";
import type { YearInputs } from "./year-inputs";

/** Exact integers inside JSON: amounts are bigints of a fixed scale, which JSON does not have. */
interface ExactInteger {
  readonly $exact: string;
}

const INPUTS = "lotwise-inputs/1";
const FIGURES = "lotwise-filed-year/1";

/** Inputs as text that gives the same inputs again, to the last digit. */
export function inputsText(inputs: YearInputs): string {
  return textOf(INPUTS, inputs);
}

/** Inputs from their text; null when it is not such a text. */
export function inputsFromText(text: string): YearInputs | null {
  const content = contentOf(INPUTS, text);
  return isInputs(content) ? content : null;
}

/** A filed year as text. */
export function filedYearText(filed: FiledYear): string {
  return textOf(FIGURES, filed);
}

/** A filed year from its text; null when it is not such a text. */
export function filedYearFromText(text: string): FiledYear | null {
  const content = contentOf(FIGURES, text);
  return isFiledYear(content) ? content : null;
}

/** Any of them as plain data, amounts as exact integers that `fromExactData` reads back. */
export function exactData(content: unknown): unknown {
  return JSON.parse(exactText(content));
}

/** Data written by `exactData` as it was. */
export function fromExactData(data: unknown): unknown {
  return revived(JSON.stringify(data));
}

function textOf(format: string, content: unknown): string {
  return exactText({ format, content });
}

function exactText(content: unknown): string {
  return JSON.stringify(content, (_, value: unknown) =>
    typeof value === "bigint" ? { $exact: value.toString() } : value,
  );
}

function revived(text: string): unknown {
  return JSON.parse(text, (_, value: unknown) => (isExact(value) ? BigInt(value.$exact) : value));
}

function contentOf(format: string, text: string): unknown {
  let parsed: unknown;
  try {
    parsed = revived(text);
  } catch {
    return null;
  }
  return isObject(parsed) && parsed["format"] === format ? parsed["content"] : null;
}

function isExact(value: unknown): value is ExactInteger {
  return (
    isObject(value) && typeof value["$exact"] === "string" && /^-?\d{1,60}$/.test(value["$exact"])
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

// What is inside was written by `textOf` from the very types, and its hash is checked where it is read: only the outline is looked at here.
/** True for what has the outline of inputs. */
export function isInputs(value: unknown): value is YearInputs {
  return (
    isObject(value) &&
    Array.isArray(value["transactions"]) &&
    Array.isArray(value["profiles"]) &&
    isObject(value["settings"]) &&
    isObject(value["forms"]) &&
    isObject(value["asOf"])
  );
}

/** True for what has the outline of a filed year. */
export function isFiledYear(value: unknown): value is FiledYear {
  return (
    isObject(value) &&
    typeof value["year"] === "number" &&
    Array.isArray(value["rows"]) &&
    Array.isArray(value["boxes"]) &&
    isObject(value["amounts"])
  );
}
