import type { Term } from "@/lib/tax/closed-lot";
import type { Form8949Box } from "@/lib/tax/year-result";

/** Columns of Form 8949 with amounts. */
export type FormColumn = "d" | "e" | "g" | "h";

/** Worksheets and forms whose lines can be asked: their names in an address. */
export type SheetName =
  | "schedule-d"
  | "1040"
  | "qdcg"
  | "schedule-d-tax"
  | "28"
  | "8960"
  | "carryover";

/**
 * Figures of a step: what it "drew" or "placed"; what of the lot was in the account "before"; all that "stood" there after
 * units were placed; what was "moved" there before anything was added on the way; what the lot cost when it was "opened".
 */
export type StepFigure = "drawn" | "before" | "placed" | "stood" | "moved" | "opened";

/** Whose basis of a step is meant: the one for a gain, or the lower one for a loss (IRC 1015(a), 267(d)). */
export type BasisSide = "gain" | "loss";

/**
 * Names one figure of a client's books. Lots, legs, steps and wash sales are counted from 1 in the order of the result, and
 * mean the same only as long as transactions and settings stay the same.
 */
export type FigureAddress =
  /** A line of Schedule D, of Form 1040 as the tax is worked out, or of a worksheet. */
  | {
      readonly at: "line";
      readonly year: number;
      readonly sheet: SheetName;
      readonly line: string;
    }
  /** A line as the return prints it, rounded. */
  | { readonly at: "return"; readonly year: number; readonly line: string }
  /** A column of one box of Form 8949; `direct`: totals that skip the form (exception 1). */
  | {
      readonly at: "box";
      readonly year: number;
      readonly box: Form8949Box;
      readonly direct: boolean;
      readonly column: FormColumn;
    }
  | {
      readonly at: "row";
      readonly year: number;
      readonly box: Form8949Box;
      readonly direct: boolean;
      readonly row: number;
      readonly column: FormColumn;
    }
  /** The part of a merged row that one of its closed lots is, rounded. */
  | {
      readonly at: "row-part";
      readonly year: number;
      readonly box: Form8949Box;
      readonly direct: boolean;
      readonly row: number;
      readonly column: "d" | "e" | "g";
      readonly part: number;
    }
  /** The year's closed lots of one term as they are, for years without forms. */
  | { readonly at: "books"; readonly year: number; readonly term: Term }
  /** Net gain or loss of the year's collectibles. */
  | { readonly at: "collectibles"; readonly year: number }
  /** The gain or allowed loss that Schedule D hands to Form 1040. */
  | { readonly at: "capital-gain"; readonly year: number }
  | { readonly at: "carried-in"; readonly year: number; readonly term: Term }
  /** What a year leaves to the next. */
  | { readonly at: "carryover"; readonly year: number; readonly term: Term }
  | { readonly at: "income"; readonly year: number }
  /** One receipt of income, counted from 1 over all years. */
  | { readonly at: "receipt"; readonly receipt: number }
  /** What the person told about the year, or what the law says for it. */
  | { readonly at: "profile" | "rule"; readonly year: number; readonly name: string }
  /** A closed lot, or one of its operands; "w" and "l" are its adjustments. */
  | {
      readonly at: "lot";
      readonly disposal: string;
      readonly lot: number;
      readonly of: LotOperand;
    }
  /** Proceeds of all units of one leg of a transaction: the sale itself, then each fee in kind. */
  | { readonly at: "leg"; readonly transaction: string; readonly leg: number }
  /** Basis of units that left without a sale, counted from 1 in the order of the result. */
  | { readonly at: "removed"; readonly removed: number }
  /** One wash sale of the result. */
  | { readonly at: "wash"; readonly wash: number }
  /** A step in the life of a lot: see `TraceStep`. */
  | {
      readonly at: "step";
      readonly step: number;
      readonly of: StepFigure;
      readonly side: BasisSide;
    }
  /** Basis that fees of a move left to the units placed by a step. */
  | { readonly at: "carried"; readonly step: number }
  /** Costs of an exchange: all of them, or those of one side (rules.md 2.3). */
  | {
      readonly at: "costs";
      readonly transaction: string;
      readonly of: "all" | "given-up" | "received";
    }
  /** A figure as a transaction tells it: "value", "fee", "fee/2", "donor-basis" … */
  | { readonly at: "told"; readonly transaction: string; readonly name: string };

/** Operands of a closed lot. */
export type LotOperand =
  | "gain"
  | "proceeds"
  | "basis"
  | "gain-basis"
  | "loss-basis"
  | "w"
  | "l"
  | "loss";

/** Why there is no explanation. */
export interface FigureRefusal {
  readonly code: "no-such-figure";
  /** The address as it was given. */
  readonly figure: string;
  readonly message: string;
}

/** The refusal for text or an address that names nothing. */
export function noSuchFigure(figure: string): FigureRefusal {
  return {
    code: "no-such-figure",
    figure,
    message: `There is no figure "${figure}" in these books.`,
  };
}

const encode = (text: string): string => encodeURIComponent(text);

/** The address as text for a URL or a command line; ids are percent-encoded, so "/" always parts segments. */
export function figureText(address: FigureAddress): string {
  switch (address.at) {
    case "line":
      return lineText(address);
    case "return":
      return `${address.year}/return/${encode(address.line)}`;
    case "box":
    case "row":
    case "row-part":
      return formText(address);
    case "books":
    case "carried-in":
      return `${address.year}/${address.at}/${address.term}`;
    case "collectibles":
      return `${address.year}/collectibles`;
    case "capital-gain":
      return `${address.year}/schedule-d/to-1040`;
    case "carryover":
      return `carryover/${address.year}/${address.term}`;
    case "income":
      return `income/${address.year}`;
    case "receipt":
      return `receipt/${address.receipt}`;
    case "profile":
    case "rule":
      return `${address.year}/${address.at}/${encode(address.name)}`;
    case "lot":
      return `lot/${encode(address.disposal)}/${address.lot}${address.of === "gain" ? "" : `/${address.of}`}`;
    case "leg":
      return `leg/${encode(address.transaction)}/${address.leg}`;
    case "removed":
      return `removed/${address.removed}`;
    case "wash":
      return `wash/${address.wash}`;
    case "step":
      return `step/${address.step}/${address.of}${sideText(address.side)}`;
    case "carried":
      return `step/${address.step}/carried`;
    case "costs":
      return `costs/${encode(address.transaction)}/${address.of}`;
    case "told":
      return `told/${encode(address.transaction)}/${address.name}`;
  }
}

const sideText = (side: BasisSide): string => (side === "loss" ? "/loss" : "");

function lineText({ year, sheet, line }: Extract<FigureAddress, { at: "line" }>): string {
  const under = sheet === "schedule-d" || sheet === "carryover" ? sheet : `tax/${sheet}`;
  return `${year}/${under}/${encode(line)}`;
}

function formText(address: Extract<FigureAddress, { at: "box" | "row" | "row-part" }>): string {
  const box = `${address.year}/${address.direct ? "direct" : "8949"}/${address.box}`;
  const column = address.column === "h" ? "" : `/${address.column}`;
  if (address.at === "box") {
    return `${box}${column}`;
  }
  const row = `${box}/row/${address.row}${column}`;
  return address.at === "row" ? row : `${row}/${address.part}`;
}
