import { signUsd } from "@/lib/money/usd";
import { rateGain28 } from "@/lib/tax/worksheets/rate-gain-28";
import type { FormLine } from "@/lib/tax/year-result";
import type { FormAmount } from "./form-amount";
import { formLines } from "./form-lines";
import type { YearEndInput } from "./input";
import type { Lines, PrintedQuestion } from "./model";
import { printable } from "./text";

const ANSWERS = { yes: "Yes", no: "No", check: "Yes or no: see the reasons" } as const;

/** The return's question about digital assets with its answer and why; null where the year's return does not ask. */
export function printedQuestion({ result }: YearEndInput): PrintedQuestion | null {
  const asked = result.digitalAssetQuestion;
  return asked === null
    ? null
    : {
        heading: "The digital asset question",
        where: printable(asked.where, 120),
        text: printable(asked.text, 800),
        answer: ANSWERS[asked.answer],
        reasons: asked.reasons.map((reason) => printable(reason, 400)),
        authority: printable(asked.authority, 300),
      };
}

/** Lines of Form 1040 and its schedules that these books fill. */
export function returnFigures({ result, year }: YearEndInput, amount: FormAmount): Lines {
  return formLines(
    {
      heading: "Form 1040 and its schedules",
      intro: "The lines these books fill; amounts from elsewhere are added to them.",
      empty: `These books fill no line of the return for ${year}.`,
      form: "",
    },
    result.returnLines.map(shortened),
    amount,
  );
}

/** "Schedule 1 (Form 1040) line 8v" as "Schedule 1 line 8v": the heading says whose schedules these are. */
const shortened = ({ line, ...rest }: FormLine): FormLine => ({
  line: line.replace(" (Form 1040)", ""),
  ...rest,
});

/**
 * The 28% Rate Gain Worksheet where Schedule D line 17 sends one to it and there are collectibles; empty where it is not used or is
 * already among the worksheets of the tax (IRC 1(h)(4)-(5); Schedule D line 18).
 */
export function rate28Lines({ result }: YearEndInput, amount: FormAmount): Lines | null {
  const isUsed = result.scheduleDForm?.line17 === true && signUsd(result.netCollectible) !== 0;
  const isPrinted = result.tax?.lines.some(({ line }) => line.startsWith("28% Rate")) ?? false;
  if (!isUsed || isPrinted) {
    return null;
  }
  const { lines } = rateGain28({
    collectible: result.netCollectible,
    longCarryoverIn: result.longCarryoverIn,
    line7: result.line7,
  });
  return formLines(
    {
      heading: "28% Rate Gain Worksheet",
      intro: "To Schedule D line 18.",
      empty: "",
      form: "28% Rate Gain Worksheet",
    },
    lines,
    amount,
  );
}
