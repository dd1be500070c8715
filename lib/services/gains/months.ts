import { addUsd, type Usd, ZERO_USD } from "@/lib/money/usd";
import type { ClosedLot } from "@/lib/tax/closed-lot";
import type { YearResult } from "@/lib/tax/year-result";
import { monthOf } from "@/lib/time/calendar-date";
import { plainUsd } from "./plain";

/** Net gain of one month by term, decimal text. */
export interface MonthView {
  /** 1 to 12. */
  readonly month: number;
  readonly short: string;
  readonly long: string;
}

/** A gain with its sale: from the printed rows, so that months add up to the boxes. */
function gainsIn(year: YearResult, closedLots: readonly ClosedLot[]) {
  if (year.refusal === null) {
    return year.parts.flatMap((part) =>
      part.rows.flatMap((row) => {
        const sold = row.parts[0]?.sold;
        return sold === undefined ? [] : [{ sold, term: part.term, gain: row.gain }];
      }),
    );
  }
  return closedLots.flatMap((lot) =>
    lot.gain !== null && Number(lot.sold.slice(0, 4)) === year.year
      ? [{ sold: lot.sold, term: lot.term, gain: lot.gain }]
      : [],
  );
}

/** The year's gain by month, January to December; months without a sale are zero. */
export function gainByMonth(year: YearResult, closedLots: readonly ClosedLot[]): MonthView[] {
  const sums = Array.from({ length: 12 }, () => ({ short: ZERO_USD, long: ZERO_USD }));
  for (const { sold, term, gain } of gainsIn(year, closedLots)) {
    const month: { short: Usd; long: Usd } | undefined = sums[monthOf(sold) - 1];
    if (month !== undefined) {
      month[term] = addUsd(month[term], gain);
    }
  }
  return sums.map(({ short, long }, index) => ({
    month: index + 1,
    short: plainUsd(short),
    long: plainUsd(long),
  }));
}
