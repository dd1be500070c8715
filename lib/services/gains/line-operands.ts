import type { FormLine } from "@/lib/tax/year-result";

/** One figure another is made of. */
export interface LineOperand {
  readonly line: FormLine;
  readonly index: number;
}

/** "Schedule D 7" is line "7" of "Schedule D"; a Form 1040 line is its whole name. */
export function splitLine(name: string): { readonly form: string; readonly number: string } {
  const match = /^(.*?)\s*(\d+[a-z]?(?:-\d+[a-z]?)?)$/.exec(name);
  return match === null
    ? { form: name, number: "" }
    : { form: match[1] ?? "", number: match[2] ?? "" };
}

/** Lines of another paper: "Schedule D line 15 or 16", "28% Rate Gain Worksheet line 7", "Form 1040 line 7a". */
const ELSEWHERE =
  /(?:Schedule \w|Form \d+|Worksheet),? lines? \d+[a-z]?(?:(?: or| \+| and)(?: line)? \d+[a-z]?)*/g;

const REFERENCE =
  /\blines? (\d+[a-z]?)(?: through (\d+[a-z]?))?|\bor (\d+[a-z]?)\b|[+-] line (\d+[a-z]?)/g;

/** The lines a line's own words name, in the order of the sheet, itself left out: "lines 1a through 6", "line 7 + line 15". */
export function operandsOf(sheet: readonly FormLine[], index: number): LineOperand[] {
  const line = sheet[index];
  if (line === undefined) {
    return [];
  }
  const { form } = splitLine(line.line);
  const wanted = [...line.how.replace(ELSEWHERE, "").matchAll(REFERENCE)].map((match) => ({
    from: match[1] ?? match[3] ?? match[4] ?? "",
    to: match[2] ?? match[1] ?? match[3] ?? match[4] ?? "",
  }));
  return sheet.flatMap((other, at) => {
    const name = splitLine(other.line);
    const named =
      at !== index &&
      name.form === form &&
      wanted.some(({ from, to }) => isWithin(name.number, from, to));
    return named ? [{ line: other, index: at }] : [];
  });
}

/** "1a-5" begins at "1a"; "8b" lies between "8a" and "14". */
function isWithin(number: string, from: string, to: string): boolean {
  const at = orderOf(number.split("-")[0] ?? number);
  return at >= orderOf(from) && at <= orderOf(to);
}

/** "8b" → 8.02: forms order lines by number, then letter. */
function orderOf(number: string): number {
  const [, digits = "0", letter = ""] = /^(\d+)([a-z]?)$/.exec(number) ?? [];
  return Number(digits) + (letter === "" ? 0 : (letter.charCodeAt(0) - 96) / 100);
}

/** How the line is put together from its operands, when it is a plain sum; "other" when words say more. */
export function isPlainSum(how: string): boolean {
  return /^lines? \d+[a-z]?(?: through \d+[a-z]?)?(?: \+ line \d+[a-z]?)*$/.test(how);
}
