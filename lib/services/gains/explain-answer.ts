import { isZeroUsd } from "@/lib/money/usd";
import { figureText } from "@/lib/tax/explain/address";
import type { BrokerLine } from "@/lib/tax/facts";
import type { Form8949Part, Form8949Row } from "@/lib/tax/year-result";
import { BARE, type ExplainedFact, type Explanation } from "./explanation";
import { plainQuantity, plainUsd } from "./plain";

/** A row that answers a broker's line which is no sale of the books: why it is there and why its gain is zero. */
export function explainAnswer(
  year: number,
  part: Form8949Part,
  index: number,
  row: Form8949Row,
  line: BrokerLine,
): Explanation {
  const operand = (
    column: "d" | "e" | "g",
    label: string,
    amount: Form8949Row["gain"],
    role: "plus" | "minus",
  ) => ({
    key: column,
    label,
    amount: plainUsd(amount),
    role,
    why: isZeroUsd(amount)
      ? null
      : figureText({ at: "row", year, box: part.box, direct: false, row: index + 1, column }),
  });
  return {
    ...BARE,
    over: `Form 8949, box ${part.box}, ${year}`,
    title: row.description,
    amount: plainUsd(row.gain),
    sentence: WHY[line.answer],
    operands: [
      operand("d", "Proceeds as on the form (d)", row.proceeds, "plus"),
      operand("e", "Cost or other basis (e)", row.basis, "minus"),
      operand("g", `Adjustment (g), code ${row.codes}`, row.adjustment, "plus"),
      {
        key: "h",
        label: "Gain or loss (h)",
        amount: plainUsd(row.gain),
        role: "total",
        why: null,
      },
    ],
    facts: factsOf(line),
    rules: [RULES[line.answer]],
    authority: "Instructions for Form 8949, columns (d) to (g)",
  };
}

const WHY: Readonly<Record<BrokerLine["answer"], string>> = {
  "own-transfer":
    "The broker told the IRS of a sale that was a transfer between own accounts. The line is answered with a gain of zero.",
  nominee:
    "The broker told the IRS of a sale that is somebody else's. The line is answered with its gain taken out.",
};

const RULES: Readonly<Record<BrokerLine["answer"], string>> = {
  "own-transfer":
    "The form's proceeds stay in (d). Where the IRS was told no basis, the same amount is in (e) with code O; where it was, that basis stays in (e) and code B takes the rest out in (g).",
  nominee:
    "A nominee reports the sale as its owner would, with code N and the gain as a negative adjustment in (g), a loss as a positive one.",
};

function factsOf(line: BrokerLine): ExplainedFact[] {
  return [
    { label: "Form", value: `1099-DA, ${line.payer}`, as: "text" },
    {
      label: "Units",
      value: `${plainQuantity(line.units)} ${line.asset ?? line.name}`,
      as: "text",
    },
    line.sold === null
      ? { label: "Date sold (box 1e)", value: "blank", as: "text" }
      : { label: "Date sold (box 1e)", value: line.sold, as: "date" },
    {
      label: "Basis (box 1g)",
      value: line.basis === null ? "blank" : `$${plainUsd(line.basis)}`,
      as: "text",
    },
  ];
}
