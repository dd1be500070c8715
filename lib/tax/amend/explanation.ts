import { formatUsd } from "@/lib/money/format";
import { isZeroUsd, sumUsd, type Usd, usdText } from "@/lib/money/usd";
import type { AmendAction, AmendedYear } from "./cascade";
import type { YearDifference } from "./difference";
import type { FiledAmounts } from "./filed-year";
import type { Cause } from "./stages";

/** What Part II is drafted from. */
export interface ExplanationInput {
  readonly amended: AmendedYear;
  readonly filed: FiledAmounts;
  /** How the year's own gains moved. */
  readonly difference: YearDifference;
  /** The year before, when it was recomputed too: where a corrected carryover comes from. */
  readonly before: { readonly year: number; readonly action: AmendAction } | null;
}

/**
 * A draft of Part II of Form 1040-X, a paragraph an item: which rows changed and why, what becomes of the gains, of a carryover, of income and
 * tax. It says only what the books know; the reason in the person's life is theirs to add.
 */
export function draftExplanation(input: ExplanationInput): readonly string[] {
  return [
    ...rowsParagraph(input.difference),
    ...reasonsParagraph(input.difference),
    ...gainsParagraph(input),
    ...carryoverParagraph(input),
    ...taxParagraph(input),
    ...onwardParagraph(input.amended),
  ];
}

const money = (amount: Usd): string => formatUsd(amount);

function fromTo(what: string, from: Usd | null, to: Usd): string {
  return from === null
    ? `${what} is ${money(to)}`
    : `${what} changes from ${money(from)} to ${money(to)}`;
}

function rowsParagraph({ rows }: YearDifference): readonly string[] {
  const of = (kind: (typeof rows)[number]["kind"]) => rows.filter((row) => row.kind === kind);
  const [added, removed, changed] = [of("added"), of("removed"), of("changed")];
  const gain = (side: "before" | "after", list: typeof rows) =>
    money(sumUsd(list.flatMap((row) => row[side]?.gain ?? [])));
  const parts = [
    added.length === 0
      ? ""
      : `${rowsText(added.length)} left out of the original return ${isAre(added.length)} added (net gain or (loss) ${gain("after", added)})`,
    removed.length === 0
      ? ""
      : `${rowsText(removed.length)} ${isAre(removed.length)} taken out (net gain or (loss) as filed ${gain("before", removed)})`,
    changed.length === 0
      ? ""
      : `${rowsText(changed.length)} ${isAre(changed.length)} corrected (net gain or (loss) from ${gain("before", changed)} to ${gain("after", changed)})`,
  ].filter((part) => part !== "");
  return parts.length === 0
    ? []
    : [`Form 8949, sales of digital assets: ${parts.join("; ")}. The corrected form is attached.`];
}

const rowsText = (count: number): string =>
  count === 1 ? "1 transaction" : `${count.toLocaleString("en-US")} transactions`;
const isAre = (count: number): string => (count === 1 ? "is" : "are");

type Reasoned = Exclude<Cause["kind"], "by-hand">;

const REASONS: Readonly<Record<Reasoned, (cause: Cause) => string>> = {
  import: ({ file }) =>
    `transaction records that were not part of the books when the return was prepared (${file})`,
  withdrawn: ({ file }) => `records that were counted twice or by mistake (${file})`,
  entered: () => "transactions that were not recorded when the return was prepared",
  removed: () => "entries that were recorded by mistake",
  corrected: () => "entries that were recorded wrongly",
  assets: () => "units that were recorded under the sign of another asset",
  prices: () => "market values that were recorded wrongly",
  retold: () => "transaction records as their source corrected them",
  other: () => "corrected transaction records",
  later: () => "later transactions that reach back into the year",
  settings: () => "the way lots are chosen or sales are reported, corrected",
  "asset-facts": () => "the treatment of an asset, corrected",
  lots: () => "units that were identified for a sale",
  forms: () => "sales as brokers' forms and their corrections report them",
  profile: () => "income or deductions as corrected",
  engine: () => "a computation that is corrected",
};

/** What the person filed otherwise by hand is no reason to give: the return says what was filed. */
const reasonOf = (cause: Cause): readonly string[] =>
  cause.kind === "by-hand" ? [] : [REASONS[cause.kind](cause)];

function reasonsParagraph({ causes }: YearDifference): readonly string[] {
  const said = [...new Set(causes.flatMap(({ cause }) => reasonOf(cause)))];
  return said.length === 0 ? [] : [`Reason: ${said.join("; ")}.`];
}

function gainsParagraph({ amended, filed }: ExplanationInput): readonly string[] {
  const { corrected, change } = amended;
  const lines = [
    isZeroUsd(change.line7)
      ? []
      : [fromTo("net short-term gain or (loss) (line 7)", filed.line7, corrected.line7)],
    isZeroUsd(change.line15)
      ? []
      : [fromTo("net long-term gain or (loss) (line 15)", filed.line15, corrected.line15)],
    isZeroUsd(change.line16)
      ? []
      : [fromTo("the combined amount (line 16)", filed.line16, corrected.line16)],
  ].flat();
  return lines.length === 0 ? [] : [`Schedule D: ${lines.join("; ")}.`];
}

function carryoverParagraph({ amended, filed, before }: ExplanationInput): readonly string[] {
  const { carryoverIn } = amended;
  const was = sumKnown(filed.shortCarryoverIn, filed.longCarryoverIn);
  const is = sumUsd([carryoverIn.short, carryoverIn.long]);
  if (before === null || (was !== null && usdText(was) === usdText(is))) {
    return [];
  }
  return [
    `${fromTo(`The capital loss carried over from ${before.year}`, was, is)}: the Capital Loss Carryover Worksheet of ${before.year} is corrected. ${BEFORE[before.action](before.year)}`,
  ];
}

const BEFORE: Readonly<Record<AmendAction, (year: number) => string>> = {
  none: () => "",
  "record-only": (year) => `The tax of ${year} does not change.`,
  "amend-pay": (year) => `${year} is amended by a Form 1040-X of its own.`,
  "amend-refund": (year) => `${year} is amended by a Form 1040-X of its own.`,
  "tell-payments": (year) => `${year} is amended by a Form 1040-X of its own.`,
  "refund-closed": (year) =>
    `The time to claim a refund for ${year} has passed; its allowable loss is counted as used (section 1212(b)).`,
};

function taxParagraph({ amended, filed }: ExplanationInput): readonly string[] {
  const { corrected, change } = amended;
  const lines = [
    isZeroUsd(change.capitalGainLine)
      ? []
      : [fromTo("The capital gain line", filed.capitalGainLine, corrected.capitalGainLine)],
    isZeroUsd(change.incomeTax) ? [] : [fromTo("tax", filed.incomeTax, corrected.incomeTax)],
    isZeroUsd(change.niit) ? [] : [fromTo("net investment income tax", filed.niit, corrected.niit)],
  ].flat();
  return lines.length === 0 ? [] : [capitalised(`${lines.join("; ")}.`)];
}

const capitalised = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

function onwardParagraph({ year, corrected, change }: AmendedYear): readonly string[] {
  return isZeroUsd(change.shortCarryoverOut) && isZeroUsd(change.longCarryoverOut)
    ? []
    : [
        `Capital loss carried to ${year + 1}, corrected: short-term ${money(corrected.shortCarryoverOut)}, long-term ${money(corrected.longCarryoverOut)}.`,
      ];
}

function sumKnown(a: Usd | null, b: Usd | null): Usd | null {
  return a === null || b === null ? null : sumUsd([a, b]);
}
