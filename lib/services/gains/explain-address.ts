import { type FigureAddress, figureText } from "@/lib/tax/explain/address";
import { explain } from "@/lib/tax/explain/explain";
import type { Explanation as Explained } from "@/lib/tax/explain/explanation";
import { type Books, yearOfBooks } from "./books";
import { explainBox, explainRow } from "./explain-row";
import { explainedBooks } from "./explained-books";
import { BARE, type ExplainedAmount, type Explanation } from "./explanation";
import { plainUsd } from "./plain";
import { explainedSource } from "./source-view";

/** Parts listed under a figure; the rest is one line with what they add up to. */
const LISTED = 20;

/**
 * Any figure of the books by its address, with its parts to ask in turn, down to a transaction and its lines. `over`: where
 * it stands, in words. Boxes and rows have the views they have everywhere. Null: there is no such figure.
 */
export function explainAddress(
  books: Books,
  address: FigureAddress,
  over?: string,
): Explanation | null {
  const drawn = boxOrRow(books, address);
  if (drawn !== undefined) {
    return drawn;
  }
  const found = explain(explainedBooks(books), address, { limit: LISTED });
  return found.ok ? view(books, found.value, over ?? overOf(address)) : null;
}

/** A box and a row as the pages show them; undefined for every other figure. */
function boxOrRow(books: Books, address: FigureAddress): Explanation | null | undefined {
  if ((address.at !== "box" && address.at !== "row") || address.column !== "h" || address.direct) {
    return undefined;
  }
  const part = yearOfBooks(books, address.year)?.parts.find(({ box }) => box === address.box);
  if (part === undefined) {
    return null;
  }
  return address.at === "box"
    ? explainBox(address.year, part)
    : explainRow(books, address.year, part, address.row - 1);
}

function view(books: Books, found: Explained, over: string): Explanation {
  const { amount, operation, source } = found;
  const isSum = operation.kind === "sum" || operation.kind === "difference";
  const operands = operandsOf(found);
  const told = source === null ? null : explainedSource(books, source.transaction, "Told by");
  return {
    ...BARE,
    over,
    title: found.label,
    amount: plainUsd(amount),
    sentence: `${found.how.charAt(0).toUpperCase()}${found.how.slice(1)}.`,
    form: isSum && operands.length > 1 ? "sum" : "parts",
    operands:
      isSum && operands.length > 1
        ? [
            ...operands,
            {
              key: "total",
              label: found.label,
              amount: plainUsd(amount),
              role: "total",
              why: null,
            },
          ]
        : operands,
    box: boxUnder(found),
    sources: told === null ? [] : [told],
    authority: found.authority,
  };
}

function operandsOf({ parts, partCount, rest }: Explained): ExplainedAmount[] {
  const listed = parts.map(({ sign, explanation }): ExplainedAmount => {
    const name = figureText(explanation.address);
    return {
      key: name,
      label: explanation.label,
      amount: plainUsd(explanation.amount),
      role: sign === 1 ? "plus" : "minus",
      why: name,
    };
  });
  const left = partCount - parts.length;
  const others: ExplainedAmount = {
    key: "rest",
    label: `${left.toLocaleString("en-US")} more`,
    amount: plainUsd(rest),
    role: "plus",
    why: null,
  };
  return left === 0 ? listed : [...listed, others];
}

/** The box a line is the total of, when it is one box's. */
function boxUnder({ address, parts }: Explained): string | null {
  const only = parts.length === 1 ? parts[0]?.explanation.address : undefined;
  return address.at === "line" && only?.at === "box" && !only.direct ? only.box : null;
}

function overOf(address: FigureAddress): string {
  switch (address.at) {
    case "line":
    case "capital-gain":
    case "carried-in":
    case "return":
      return `Return, ${address.year}`;
    case "profile":
      return `Profile, ${address.year}`;
    case "rule":
      return `The law, ${address.year}`;
    case "told":
    case "costs":
    case "leg":
      return "Transaction";
    case "wash":
      return "Wash sale";
    case "step":
    case "carried":
    case "removed":
      return "Basis";
    case "lot":
      return "Closed lot";
    default:
      return "Figure";
  }
}
