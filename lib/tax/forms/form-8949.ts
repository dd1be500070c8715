import { quantityText } from "@/lib/money/quantity";
import { toCents } from "@/lib/money/round";
import { addUsd, subtractUsd, sumUsd, type Usd, ZERO_USD } from "@/lib/money/usd";
import type { ClosedLot, Term } from "@/lib/tax/closed-lot";
import type { FormEdition } from "@/lib/tax/rules/year-rules";
import type { Form8949Box, Form8949Part, Form8949Row } from "@/lib/tax/year-result";
import type { CalendarDate } from "@/lib/time/calendar-date";

/** The year's Form 8949, and the rows that cannot be on it yet. */
export interface Form8949 {
  readonly parts: readonly Form8949Part[];
  /** Closed lots whose proceeds or basis is not known: in no part and in no total. */
  readonly unknownRows: readonly ClosedLot[];
}

/**
 * Form 8949 for digital assets without a Form 1099 (boxes C/F up to 2024, I/L from 2025): one row per closed lot, rounded
 * to cents so that (h) = (d) - (e) + (g) on every row and the totals are sums of printed rows (rules.md 11.2, 11.8). Rows
 * are in order of date sold, then asset, then date acquired. A part appears only when it has rows.
 */
export function form8949(closedLots: readonly ClosedLot[], edition: FormEdition): Form8949 {
  const known = closedLots.filter((lot) => lot.gain !== null);
  const parts = (["short", "long"] as const).map((term) => part(known, term, edition));
  return {
    parts: parts.filter(({ rows }) => rows.length > 0),
    unknownRows: closedLots.filter((lot) => lot.gain === null),
  };
}

function part(lots: readonly ClosedLot[], term: Term, edition: FormEdition): Form8949Part {
  const box = term === "short" ? edition.shortBox : edition.longBox;
  const rows = lots
    .filter((lot) => lot.term === term)
    .sort(byDateSold)
    .map((lot) => row(lot, box));
  return {
    box,
    term,
    scheduleDLine: SCHEDULE_D_LINE[box],
    rows,
    proceeds: sumUsd(rows.map(({ proceeds }) => proceeds)),
    basis: sumUsd(rows.map(({ basis }) => basis)),
    adjustment: sumUsd(rows.map(({ adjustment }) => adjustment)),
    gain: sumUsd(rows.map(({ gain }) => gain)),
  };
}

function row(lot: ClosedLot, box: Form8949Box): Form8949Row {
  const proceeds = toCents(lot.proceeds ?? ZERO_USD);
  const basis = toCents(lot.basis ?? ZERO_USD);
  const adjustment = ZERO_USD;
  return {
    parts: [lot],
    box,
    description: `${quantityText(lot.quantity)} ${lot.asset}`,
    acquired: acquiredText(lot.acquired),
    sold: formDate(lot.sold),
    proceeds,
    basis,
    codes: "",
    adjustment,
    gain: columnH(proceeds, basis, adjustment),
  };
}

/** Column (h) = (d) - (e) + (g) (i8949, column (h)). */
export function columnH(proceeds: Usd, basis: Usd, adjustment: Usd): Usd {
  return addUsd(subtractUsd(proceeds, basis), adjustment);
}

/** Pages one box needs: rows divided by rows a page, upwards; zero for none. */
export function pagesNeeded(rowCount: number, edition: FormEdition): number {
  const rest = rowCount % edition.rowsPerPage;
  return (rowCount - rest) / edition.rowsPerPage + (rest === 0 ? 0 : 1);
}

/** MM/DD/YYYY, as the form asks. */
export function formDate(date: CalendarDate): string {
  return `${date.slice(5, 7)}/${date.slice(8, 10)}/${date.slice(0, 4)}`;
}

function acquiredText(acquired: ClosedLot["acquired"]): string {
  if (acquired === null) {
    return "";
  }
  return acquired === "inherited" ? "INHERITED" : formDate(acquired);
}

const SCHEDULE_D_LINE: Readonly<Record<Form8949Box, string>> = {
  A: "1b",
  B: "2",
  C: "3",
  D: "8b",
  E: "9",
  F: "10",
  G: "1b",
  H: "2",
  I: "3",
  J: "8b",
  K: "9",
  L: "10",
};

function byDateSold(a: ClosedLot, b: ClosedLot): number {
  return (
    compareText(a.sold, b.sold) ||
    compareText(a.asset, b.asset) ||
    compareText(a.acquired ?? "", b.acquired ?? "")
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
