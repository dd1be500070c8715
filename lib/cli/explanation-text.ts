import { quantityText } from "@/lib/money/quantity";
import { isZeroUsd, type Usd, usdText } from "@/lib/money/usd";
import { figureText } from "@/lib/tax/explain/address";
import type { Explanation, FigureSource, Operation } from "@/lib/tax/explain/explanation";
import type { FilePart } from "@/lib/tax/transaction";

/** What each operation is called in front of its parts. */
const WORDS: Readonly<Record<Operation["kind"], string>> = {
  stated: "stated",
  sum: "sum of",
  difference: "sum of",
  "not-below-zero": "sum, not below zero, of",
  "not-above-zero": "sum, not above zero, of",
  smallest: "smallest of",
  "smallest-not-below-zero": "smallest, not below zero, of",
  largest: "largest of",
  same: "is",
  middle: "middle one of",
  rounded: "rounded from",
  share: "share of",
  product: "rate times",
  table: "tax on",
};

const shown = (amount: Usd | null): string => (amount === null ? "not known" : usdText(amount));

/** The tree as indented text: amount, label, how, authority, address; leaves end with the file and its lines. */
export function explanationText(explanation: Explanation): string {
  return linesOf(explanation, "", "").join("\n");
}

function linesOf(explanation: Explanation, indent: string, sign: string): readonly string[] {
  const { label, amount, how, authority, address, parts, partCount, rest, source } = explanation;
  const details = [how, operationText(explanation), authority].filter((text) => text !== "");
  const inner = `${indent}  `;
  const left = partCount - parts.length;
  const more =
    left === 0
      ? []
      : [
          `${inner}… ${left} more${rest === null ? "" : `, together ${usdText(rest)}`}: explain ${figureText(address)}`,
        ];
  return [
    `${indent}${sign}${shown(amount)}  ${label}  [${figureText(address)}]`,
    `${inner}${details.join(" · ")}`,
    ...(source === null ? [] : [`${inner}${placeText(source)}`]),
    ...parts.flatMap((part) => linesOf(part.explanation, inner, part.sign === 1 ? "+ " : "- ")),
    ...more,
  ];
}

function operationText({ operation }: Explanation): string {
  switch (operation.kind) {
    case "share": {
      const cut = isZeroUsd(operation.cut)
        ? ""
        : `, and ${usdText(operation.cut)} that earlier cuts left`;
      return `${quantityText(operation.units)} / ${quantityText(operation.of)} of${cut}`;
    }
    case "rounded":
      return `rounded to ${operation.to}`;
    case "product":
      return `times ${operation.rate}`;
    case "stated":
      return `stated by ${operation.by === "law" ? "the law" : `the ${operation.by}`}`;
    default:
      return WORDS[operation.kind];
  }
}

function placeText({ transaction, origin }: FigureSource): string {
  return origin.from === "hand"
    ? `transaction ${transaction}, entered by hand`
    : `transaction ${transaction}: ${[origin, ...(origin.also ?? [])].map(placeIn).join("; ")}`;
}

const placeIn = ({ file, lines }: FilePart): string => `${file}, line ${lines.join(" and ")}`;

/** The tree as plain data: amounts as exact decimal text, null when not known. */
export function explanationJson(explanation: Explanation): object {
  const { address, amount, label, how, authority, operation, source, partCount, parts, rest } =
    explanation;
  return {
    figure: figureText(address),
    label,
    amount: amount === null ? null : usdText(amount),
    how,
    authority,
    operation: operationJson(operation),
    partCount,
    parts: parts.map((part) => ({
      sign: part.sign,
      ...explanationJson(part.explanation),
    })),
    rest: rest === null ? null : usdText(rest),
    source: source === null ? null : { transaction: source.transaction, origin: source.origin },
  };
}

function operationJson(operation: Operation): object {
  switch (operation.kind) {
    case "share":
      return {
        kind: operation.kind,
        units: quantityText(operation.units),
        of: quantityText(operation.of),
        cut: usdText(operation.cut),
      };
    case "table":
      return { kind: operation.kind, method: operation.method };
    default:
      return operation;
  }
}
