import { type Quantity, quantityText, sumQuantity } from "@/lib/money/quantity";
import { toCents } from "@/lib/money/round";
import { isZeroUsd, subtractUsd, sumUsd, type Usd, usdText, ZERO_USD } from "@/lib/money/usd";
import { sumKnown } from "./disposals-of";
import { daysApart, sameUnits } from "./fit";
import type { Disposal, FormLine, LineMatch } from "./form-line";

/** What can differ between a form and the books (rules.md 13.6). */
export type DifferenceKind =
  /** No sale of the books is the one this line tells of. */
  | "no-sale"
  /** Box 11c: first sales of NFTs the person made; no sale of the books is looked for. */
  | "first-sale"
  /** Box 1c is not what the sales sold: only where a person put the line on them. */
  | "units"
  /** Box 1f is not what the books say was realized. */
  | "proceeds"
  /** Box 1g is not the basis of the books. */
  | "basis"
  /** Box 6 is not the term of the books. */
  | "term"
  /** Box 1i shows a wash sale the books deny. */
  | "wash"
  /** The days lie apart, in different tax years. */
  | "year"
  /** The books do not know what the sale brought. */
  | "unknown";

/** One difference. Amounts are the form's less those of the books; null where there is none to compare. */
export interface Difference {
  /** Its identity: what it is, about which lines, at which amounts. A decision is about exactly this. */
  readonly key: string;
  readonly kind: DifferenceKind;
  readonly lines: readonly FormLine[];
  readonly disposals: readonly Disposal[];
  readonly shown: Usd | null;
  readonly books: Usd | null;
  /** shown - books. */
  readonly apart: Usd | null;
}

/** Everything that differs within a match. */
export function differencesOf(match: LineMatch): readonly Difference[] {
  const { lines, disposals } = match;
  const proceeds = toCents(sumUsd(lines.map((line) => line.proceeds)));
  const realized = known(disposals.map((one) => one.proceeds));
  return [
    ...unitsDifference(match),
    ...(realized === null
      ? [made("unknown", match, proceeds, null)]
      : differs("proceeds", match, proceeds, realized)),
    ...basisDifference(match),
    ...termDifference(match),
    ...washDifference(match),
    ...yearDifference(match),
  ];
}

/** A line that no sale of the books answers. */
export function unmatched(line: FormLine): Difference {
  const kind = line.firstSale ? "first-sale" : "no-sale";
  return {
    key: keyOf(kind, [line], amountText(line.proceeds), amountText(null)),
    kind,
    lines: [line],
    disposals: [],
    shown: line.proceeds,
    books: null,
    apart: line.proceeds,
  };
}

function known(amounts: readonly (Usd | null)[]): Usd | null {
  const sum = sumKnown(amounts);
  return sum === null ? null : toCents(sum);
}

function differs(
  kind: DifferenceKind,
  match: LineMatch,
  shown: Usd,
  books: Usd,
): readonly Difference[] {
  return isZeroUsd(subtractUsd(shown, books)) ? [] : [made(kind, match, shown, books)];
}

function made(
  kind: DifferenceKind,
  { lines, disposals }: LineMatch,
  shown: Usd | null,
  books: Usd | null,
): Difference {
  return {
    key: keyOf(kind, lines, amountText(shown), amountText(books)),
    kind,
    lines,
    disposals,
    shown,
    books,
    apart: shown === null || books === null ? null : subtractUsd(shown, books),
  };
}

function keyOf(
  kind: DifferenceKind,
  lines: readonly FormLine[],
  shown: string,
  books: string,
): string {
  return [kind, lines[0]?.id ?? "", lines.length, shown, books].join(" ");
}

const amountText = (amount: Usd | null): string => (amount === null ? "-" : usdText(amount));

/** What is matched by its figures has the same units; a person may say otherwise, and then somebody has to say why. */
function unitsDifference(match: LineMatch): readonly Difference[] {
  const { lines, disposals } = match;
  if (sameUnits(lines, disposals)) {
    return [];
  }
  const text = (some: readonly { readonly units: Quantity }[]) =>
    quantityText(sumQuantity(some.map(({ units }) => units)));
  return [
    {
      ...made("units", match, null, null),
      key: keyOf("units", lines, text(lines), text(disposals)),
    },
  ];
}

/** Only where every line shows a basis: a blank box is not known, which there is nothing to correct in (rules.md 11.4). */
function basisDifference(match: LineMatch): readonly Difference[] {
  const shown = known(match.lines.map(({ basis }) => basis));
  const own = known(match.disposals.map(({ basis }) => basis));
  return shown === null || own === null ? [] : differs("basis", match, shown, own);
}

function termDifference(match: LineMatch): readonly Difference[] {
  const terms = new Set(match.disposals.flatMap((one) => one.terms));
  const wrong = match.lines.some(
    ({ term }) => term !== null && (term === "ordinary" || !terms.has(term)),
  );
  return wrong ? [made("term", match, null, null)] : [];
}

function washDifference(match: LineMatch): readonly Difference[] {
  const shown = sumUsd(match.lines.map(({ washDisallowed }) => washDisallowed ?? ZERO_USD));
  const own = sumUsd(match.disposals.map(({ washDisallowed }) => washDisallowed));
  return isZeroUsd(shown) ? [] : differs("wash", match, toCents(shown), toCents(own));
}

function yearDifference(match: LineMatch): readonly Difference[] {
  const apart = match.lines.some((line) =>
    match.disposals.some(
      (one) => daysApart(line, one) !== 0 && String(line.taxYear) !== one.sold.slice(0, 4),
    ),
  );
  return apart ? [made("year", match, null, null)] : [];
}
