import { formatFormUsd } from "@/lib/money/format";
import type { FormInput } from "@/lib/tax/forms/form-facts";
import type { FormLine, YearResult } from "@/lib/tax/year-result";
import type { FormAmount } from "./form-amount";
import type { Lines, PrintedLine } from "./model";
import { printable } from "./text";

/** "Schedule D 7" is line 7 of Schedule D: the form's name goes to the heading, its number to the line. */
function splitLine(line: string): { form: string; number: string } {
  const cut = line.lastIndexOf(" ");
  return { form: line.slice(0, Math.max(0, cut)), number: line.slice(cut + 1) };
}

function printLines(
  lines: readonly FormLine[],
  form: string,
  shared: string,
  amount: FormAmount,
): PrintedLine[] {
  return lines.map((line) => {
    const split = splitLine(printable(line.line));
    return {
      line: split.form === form ? split.number : printable(line.line),
      label: printable(line.label, 400),
      how: printable(line.how, 400),
      amount: amount(line.amount),
      authority: line.authority === shared ? "" : printable(line.authority),
    };
  });
}

/** The authority most lines share is said once, above them. */
function sharedAuthority(lines: readonly FormLine[]): string {
  const first = lines[0]?.authority ?? "";
  return lines.filter((line) => line.authority === first).length > 1 ? first : "";
}

/** Lines with their heading; the authority most of them share is said once, in the intro. */
export function formLines(
  words: { heading: string; intro: string; empty: string; form: string },
  lines: readonly FormLine[],
  amount: FormAmount,
): Lines {
  const shared = sharedAuthority(lines);
  const authority = shared === "" ? "" : ` ${printable(shared, 300)}.`;
  return {
    heading: words.heading,
    intro: `${words.intro}${authority}`.trim(),
    lines: printLines(lines, words.form, shared, amount),
    empty: words.empty,
  };
}

/** Schedule D as the engine filled it in. */
export function scheduleDLines(
  result: YearResult,
  amount: FormAmount = formatFormUsd,
  rounding: FormInput["rounding"] = "cents",
): Lines {
  const precision =
    rounding === "dollars"
      ? "Lines that apply, in whole dollars as the whole return is."
      : "Lines that apply, to the cent; round to whole dollars only if the whole return does.";
  return formLines(
    {
      heading: `Schedule D, ${result.year}`,
      intro: `${result.formsNote === null ? "" : `${result.formsNote} `}${precision}`,
      empty: `No line of Schedule D applies for ${result.year}.`,
      form: "Schedule D",
    },
    result.scheduleD,
    amount,
  );
}

/** The carryover worksheet into the next year; says so when income had to be assumed. */
export function carryoverLines(result: YearResult, amount: FormAmount = formatFormUsd): Lines {
  const assumed = result.assumedIncome
    ? " No tax profile was given: income is assumed to be enough to use the whole limit."
    : "";
  return formLines(
    {
      heading: `Capital loss carryover from ${result.year} to ${result.year + 1}`,
      intro: `Capital Loss Carryover Worksheet, line by line.${assumed}`,
      empty: `No capital loss is carried from ${result.year} to ${result.year + 1}.`,
      form: "Capital Loss Carryover Worksheet",
    },
    result.carryoverWorksheet,
    amount,
  );
}

/** Names of forms the engine shortens, in full. */
const FULL_NAMES: Readonly<Record<string, string>> = {
  "": "Tax",
  "Form 1040 line": "Form 1040",
  QDCG: "Qualified Dividends and Capital Gain Tax Worksheet",
};

/** The tax, form by form in the order the engine worked through them; nothing without a profile. */
export function taxLines(result: YearResult, amount: FormAmount = formatFormUsd): Lines[] {
  const groups: { form: string; lines: FormLine[] }[] = [];
  for (const line of result.tax?.lines ?? []) {
    const { form } = splitLine(printable(line.line));
    const last = groups.at(-1);
    if (last?.form === form) {
      last.lines.push(line);
    } else {
      groups.push({ form, lines: [line] });
    }
  }
  return groups.map(({ form, lines }, index) =>
    formLines(
      {
        heading: FULL_NAMES[form] ?? form,
        intro: index === 0 ? "An estimate from the income told in the profile." : "",
        empty: "",
        form,
      },
      lines,
      amount,
    ),
  );
}
