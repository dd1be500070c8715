import {
  addUsd,
  compareUsd,
  isZeroUsd,
  minUsd,
  subtractUsd,
  sumUsd,
  timesRate,
  type Usd,
  ZERO_USD,
} from "@/lib/money/usd";
import type { Bracket } from "@/lib/tax/rules/year-rules";
import type { YearTax } from "@/lib/tax/year-result";

/** The tax of one rate. */
export interface BracketPart {
  readonly label: string;
  readonly kind: "ordinary" | "gain" | "niit";
  readonly tax: Usd;
}

/**
 * A year's tax by rate, from the lowest ordinary rate up, then the rates on long-term gain, then net investment income tax.
 * The parts add up to the tax exactly: when a worksheet's answer is not the sum of its bands (it never is by more than
 * the smaller-of line) the parts are those of the ordinary rates alone.
 */
export function bracketParts(tax: YearTax, brackets: readonly Bracket[]): BracketPart[] {
  const bands = tax.worksheet === "qdcg-worksheet" ? bandsOf(tax) : null;
  const split = bands === null ? null : withBands(bands, brackets);
  const parts =
    split !== null && compareUsd(sumOf(split), tax.incomeTax) === 0
      ? split
      : ordinaryParts(tax.taxableIncome, brackets);
  return [...parts, { label: "3.8% investment income", kind: "niit", tax: tax.niit }];
}

/** Without and with side by side: every rate either of them uses. */
export function pairedParts(
  without: YearTax,
  after: YearTax,
  brackets: readonly Bracket[],
): { readonly label: string; readonly kind: BracketPart["kind"]; without: Usd; with: Usd }[] {
  const sides = { without: bracketParts(without, brackets), with: bracketParts(after, brackets) };
  const order = [
    ...brackets.map(({ rate }) => ordinaryLabel(rate)),
    ...GAIN_RATES.map(({ label }) => label),
    "3.8% investment income",
  ];
  const taxAt = (parts: readonly BracketPart[], label: string): Usd =>
    parts.find((part) => part.label === label)?.tax ?? ZERO_USD;
  const kindAt = (label: string): BracketPart["kind"] =>
    [...sides.without, ...sides.with].find((part) => part.label === label)?.kind ?? "ordinary";
  return order
    .map((label) => ({
      label,
      kind: kindAt(label),
      without: taxAt(sides.without, label),
      with: taxAt(sides.with, label),
    }))
    .filter((pair) => !(isZeroUsd(pair.without) && isZeroUsd(pair.with)));
}

interface Bands {
  readonly ordinary: Usd;
  readonly at15: Usd;
  readonly at20: Usd;
}

const GAIN_RATES = [
  { label: "15% long-term", band: "at15", line: "QDCG 18" },
  { label: "20% long-term", band: "at20", line: "QDCG 21" },
] as const;

/** Lines 5, 18 and 21 of the Qualified Dividends and Capital Gain Tax Worksheet. */
function bandsOf(tax: YearTax): Bands | null {
  const at = (line: string): Usd | null =>
    tax.lines.find((each) => each.line === line)?.amount ?? null;
  const [ordinary, at15, at20] = [at("QDCG 5"), at("QDCG 18"), at("QDCG 21")];
  return ordinary === null || at15 === null || at20 === null ? null : { ordinary, at15, at20 };
}

const withBands = (bands: Bands, brackets: readonly Bracket[]): BracketPart[] => [
  ...ordinaryParts(bands.ordinary, brackets),
  ...GAIN_RATES.map(({ label, band }) => ({ label, kind: "gain" as const, tax: bands[band] })),
];

const sumOf = (parts: readonly BracketPart[]): Usd => sumUsd(parts.map(({ tax }) => tax));

const ordinaryLabel = (rate: string): string =>
  `${rate.replace(/^0\.(\d)(\d)$/, "$1$2")}%`.replace(/^0/, "");

function ordinaryParts(income: Usd, brackets: readonly Bracket[]): BracketPart[] {
  const parts: BracketPart[] = [];
  let from = ZERO_USD;
  for (const { upTo, rate } of brackets) {
    const to = upTo === null ? income : minUsd(income, upTo);
    const within = compareUsd(to, from) > 0 ? subtractUsd(to, from) : ZERO_USD;
    parts.push({ label: ordinaryLabel(rate), kind: "ordinary", tax: timesRate(within, rate) });
    from = addUsd(from, within);
  }
  return parts;
}
