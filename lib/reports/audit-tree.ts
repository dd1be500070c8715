import { formatQuantity } from "@/lib/money/format";
import { quantityText } from "@/lib/money/quantity";
import { compareUsd, isZeroUsd, type Usd, usdText } from "@/lib/money/usd";
import { type FigureAddress, figureText } from "@/lib/tax/explain/address";
import { explain } from "@/lib/tax/explain/explain";
import type { Explanation, FigureSource, Operation } from "@/lib/tax/explain/explanation";
import type { ExplainedBooks } from "@/lib/tax/explain/facts";
import type { FilePart } from "@/lib/tax/transaction";
import { left, right } from "./columns";
import type { Table } from "./model";
import { NOT_KNOWN } from "./names";
import { printable } from "./text";

/** One level further in, in front of a cell's text: the paper sets it in by as much. */
const INDENT = "\u2007\u2007";

/** Operands told in one line where there are no more of them, and none has operands of its own. */
const IN_LINE = 4;

/** Columns of a table of figures and what they are made of. */
export const TREE_COLUMNS: Table["columns"] = [
  left("Figure and its operands", 44),
  right("Amount", 19),
  left("From what, by which rule", 37),
];

/** How a figure is told that stands elsewhere in the pack; null: it is taken apart where it is met. */
export type Elsewhere = (address: FigureAddress) => string | null;

/**
 * Prints figures with what they are made of, down to what a file, a person, a price or the law says. Each figure is taken apart once:
 * where it is met again, its amount stands with where it was taken apart; what only hands an amount on is left out; rules are numbered and told
 * at the end. So the length follows the number of figures, and nothing is cut.
 */
export class AuditTrees {
  readonly #books: ExplainedBooks;
  readonly #year: number;
  readonly #elsewhere: Elsewhere;
  readonly #rules = new Map<string, { readonly number: number; readonly cells: string[] }>();
  readonly #seen = new Map<string, string>();

  constructor(books: ExplainedBooks, year: number, elsewhere: Elsewhere) {
    this.#books = books;
    this.#year = year;
    this.#elsewhere = elsewhere;
  }

  /** Rows of a figure and everything under it; `name`: what it is called at the top. None: the books have no such figure. */
  rows(
    address: FigureAddress,
    name: { readonly short: string; readonly full: string } | null = null,
  ): readonly (readonly string[])[] {
    const figure = this.#figure(address);
    return figure === null
      ? []
      : this.#rowsOf(figure, name?.full ?? this.#labelOf(figure), {
          level: 0,
          sign: 1,
          under: name?.short ?? "",
        });
  }

  /**
   * A figure's operands in one line: "20,605.34 value told + 4.55 costs in dollars; ledger.csv, line 43; rule 3". null where it takes more
   * than a line, or the books have no such figure.
   */
  line(address: FigureAddress): string | null {
    const found = this.#figure(address);
    const figure = found === null ? null : this.#handedOn(found);
    return figure !== null && this.#isInLine(figure) ? this.#details(figure) : null;
  }

  /** The rules met so far, by number. */
  rules(): Table {
    return {
      heading: "Rules",
      intro: "How the figures above come about, by the numbers that stand beside them.",
      columns: [left("Rule", 8), left("How", 50), left("Authority", 42)],
      rows: [...this.#rules.values()].map(({ number, cells }) => [String(number), ...cells]),
      total: null,
      empty: "No rule was needed.",
      isDense: true,
    };
  }

  #figure(address: FigureAddress): Explanation | null {
    const found = explain(this.#books, address, { depth: 1, limit: Number.POSITIVE_INFINITY });
    return found.ok ? found.value : null;
  }

  /** The figure that really has operands: those that only hand on the same amount are passed over. */
  #handedOn(figure: Explanation): Explanation {
    const [only] = figure.parts;
    if (figure.parts.length !== 1 || only === undefined || only.sign !== 1) {
      return figure;
    }
    const { amount, address, partCount } = only.explanation;
    const below =
      isSame(amount, figure.amount) && partCount > 0 && this.#elsewhere(address) === null
        ? this.#figure(address)
        : null;
    return below === null ? figure : this.#handedOn(below);
  }

  /** Figures of other years say which: a carryover is made of lines of the same name. */
  #labelOf({ address, label }: Pick<Explanation, "address" | "label">): string {
    const year = "year" in address && address.year !== this.#year ? `${address.year} ` : "";
    return printable(`${year}${label}`, 160);
  }

  /** What is told elsewhere, also where it is only handed on. */
  #told({ address, amount, partCount }: Explanation): string | null {
    const told = this.#elsewhere(address);
    const below = told === null && partCount === 1 ? this.#figure(address) : null;
    const [part] = below?.parts ?? [];
    return part !== undefined && part.sign === 1 && isSame(part.explanation.amount, amount)
      ? this.#told(part.explanation)
      : told;
  }

  #rowsOf(named: Explanation, name: string, place: Place): readonly (readonly string[])[] {
    const { level, sign, under } = place;
    const mark = level === 0 ? "" : sign === 1 ? "+ " : "\u2212 ";
    const figure = this.#handedOn(named);
    const row = (details: string) => [
      `${INDENT.repeat(level)}${mark}${name}`,
      amountText(named.amount),
      details,
    ];
    const told = level === 0 ? null : this.#elsewhere(figure.address);
    if (told !== null) {
      return [row(told)];
    }
    const key = figureText(figure.address);
    const before = this.#seen.get(key);
    if (before !== undefined && figure.partCount > 0) {
      return [row(before === "" ? "as above" : `as above, ${before}`)];
    }
    this.#seen.set(key, under);
    const own = row(this.#details(figure));
    return this.#isInLine(figure)
      ? [own]
      : [
          own,
          ...figure.parts.flatMap((part) => {
            const below = this.#figure(part.explanation.address) ?? part.explanation;
            const { sign: next } = part;
            return this.#rowsOf(below, this.#labelOf(below), {
              level: level + 1,
              sign: next,
              under,
            });
          }),
        ];
  }

  #isInLine({ parts }: Explanation): boolean {
    return (
      parts.length <= IN_LINE &&
      parts.every(
        ({ explanation }) => explanation.partCount === 0 || this.#told(explanation) !== null,
      )
    );
  }

  /** Operands in one line where they fit, where they were read, and the rule's number. */
  #details(figure: Explanation): string {
    const inLine = this.#isInLine(figure) ? figure.parts : [];
    const operands = inLine
      .map(({ sign, explanation }, index) => {
        const told = this.#told(explanation);
        const mark = sign === -1 ? "\u2212 " : index === 0 ? "" : "+ ";
        const words = told ?? `${lowered(this.#labelOf(explanation))}${statedBy(explanation)}`;
        const isAlone = inLine.length === 1 && isSame(explanation.amount, figure.amount);
        return told !== null && isAlone
          ? told
          : `${mark}${amountText(explanation.amount)} ${words}`;
      })
      .join(" ");
    const sources = [figure.source, ...inLine.map(({ explanation }) => explanation.source)];
    const places = [...new Set(sources.map(placeWords))];
    return [operands, operationWords(figure.operation), ...places, this.#rule(figure)]
      .filter((words) => words !== "")
      .join("; ");
  }

  #rule({ how, authority }: Explanation): string {
    const key = `${how}\n${authority}`;
    if (how === "" && authority === "") {
      return "";
    }
    let rule = this.#rules.get(key);
    if (rule === undefined) {
      const cells = [printable(how, 400), printable(authority, 300)];
      rule = { number: this.#rules.size + 1, cells };
      this.#rules.set(key, rule);
    }
    return `rule ${rule.number}`;
  }
}

/** What a price, a profile, a broker or the law says stands with how; what a transaction tells has its line. */
function statedBy({ operation, how }: Explanation): string {
  const isTold = operation.kind !== "stated" || operation.by === "transaction";
  return isTold || how === "" ? "" : ` (${printable(how, 200)})`;
}

/** Where a figure stands under the one at the top. */
interface Place {
  readonly level: number;
  readonly sign: 1 | -1;
  /** The short name of the one at the top; empty: its own name says enough. */
  readonly under: string;
}

const isSame = (a: Usd | null, b: Usd | null): boolean =>
  a !== null && b !== null && compareUsd(a, b) === 0;

/** "Value told" within a line. Names of forms and assets keep their capitals. */
const lowered = (label: string): string =>
  /^[A-Z][a-z]/.test(label) && !/^(?:Schedule|Form|Capital Loss)/.test(label)
    ? label.slice(0, 1).toLowerCase() + label.slice(1)
    : label;

/** All digits, thousands grouped. */
export const amountText = (amount: Usd | null): string =>
  amount === null ? NOT_KNOWN : formatQuantity(usdText(amount));

function operationWords(operation: Operation): string {
  switch (operation.kind) {
    case "share": {
      const cut = isZeroUsd(operation.cut) ? "" : `, and ${usdText(operation.cut)} left by cuts`;
      return `${quantityText(operation.units)} / ${quantityText(operation.of)} of it${cut}`;
    }
    case "rounded":
      return `rounded to ${operation.to}`;
    case "product":
      return `times ${operation.rate}`;
    default:
      return "";
  }
}

function placeWords(source: FigureSource | null): string {
  if (source === null) {
    return "";
  }
  const { origin, transaction } = source;
  return origin.from === "hand"
    ? `entered by hand, ${printable(transaction, 80)}`
    : [origin, ...(origin.also ?? [])].map(place).join(", ");
}

const place = ({ file, lines }: FilePart): string =>
  `${printable(file, 80)}, ${lines.length === 1 ? "line" : "lines"} ${lines.join(" and ")}`;
