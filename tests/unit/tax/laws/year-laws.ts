import { toCents } from "@/lib/money/round";
import {
  addUsd,
  floorZeroUsd,
  isZeroUsd,
  minUsd,
  negateUsd,
  signUsd,
  subtractUsd,
  sumUsd,
  type Usd,
  ZERO_USD,
} from "@/lib/money/usd";
import type { Form8949Part, LedgerResult, YearResult } from "@/lib/tax/year-result";
import { yearOf } from "@/lib/time/calendar-date";
import { type Laws, must, mustBeUsd } from "./law";

/** Gains of a year and term as the closed lots say, each row in cents as it prints: (d) - (e) + (g). */
function ownGain(ledger: LedgerResult, year: YearResult, term: "short" | "long"): Usd {
  return sumUsd(
    ledger.closedLots
      .filter((lot) => yearOf(lot.sold) === year.year && lot.term === term && lot.gain !== null)
      .map(({ proceeds, basis, adjustments, gain }) =>
        year.refusal === null
          ? addUsd(
              subtractUsd(toCents(proceeds ?? ZERO_USD), toCents(basis ?? ZERO_USD)),
              toCents(sumUsd(adjustments.map(({ amount }) => amount))),
            )
          : (gain ?? ZERO_USD),
      ),
  );
}

const COLUMNS = ["proceeds", "basis", "adjustment", "gain"] as const;

function mustFoot(part: Form8949Part): void {
  for (const row of [...part.rows, part]) {
    const across = addUsd(subtractUsd(row.proceeds, row.basis), row.adjustment);
    mustBeUsd(row.gain, across, `(h) = (d) - (e) + (g) in box ${part.box}`);
  }
  for (const column of COLUMNS) {
    mustBeUsd(
      part[column],
      sumUsd(part.rows.map((row) => row[column])),
      `${column} of ${part.box}`,
    );
  }
}

/** The part of the allowed loss that the year's income used: all of it, or as much as was there (IRC 1212(b)(2)). */
function usedOf({ line16, line21, profile }: YearResult): Usd {
  if (profile === null || signUsd(line16) >= 0) {
    return line21;
  }
  const withoutLoss = subtractUsd(
    addUsd(profile.ordinaryIncome, profile.qualifiedDividends),
    profile.deduction,
  );
  return minUsd(line21, floorZeroUsd(withoutLoss));
}

/** Short and long are the total, form lines are Schedule D, a carryover in is used or goes out. */
export const YEARS: Laws = {
  "lines 7 and 15 are the year's closed lots, the profile's other gains and the carryovers, and line 16 is both":
    ({ ledger, years }) => {
      for (const year of years) {
        const { profile } = year;
        const short = addUsd(ownGain(ledger, year, "short"), profile?.otherShort ?? ZERO_USD);
        const long = addUsd(ownGain(ledger, year, "long"), profile?.otherLong ?? ZERO_USD);
        mustBeUsd(year.line7, subtractUsd(short, year.shortCarryoverIn), `line 7 of ${year.year}`);
        mustBeUsd(year.line15, subtractUsd(long, year.longCarryoverIn), `line 15 of ${year.year}`);
        mustBeUsd(year.line16, addUsd(year.line7, year.line15), `line 16 of ${year.year}`);
      }
    },

  "rows foot across, boxes foot down, and each box is on its line of Schedule D": ({ years }) => {
    for (const { parts, scheduleD, line7, line15, line16, line21 } of years) {
      parts.forEach(mustFoot);
      const on = (line: string): Usd | undefined =>
        scheduleD.find((each) => each.line === `Schedule D ${line}`)?.amount;
      for (const name of new Set(parts.map(({ scheduleDLine }) => scheduleDLine))) {
        const boxes = parts.filter((part) => part.scheduleDLine === name);
        mustBeUsd(on(name), sumUsd(boxes.map(({ gain }) => gain)), `Schedule D line ${name}`);
      }
      mustBeUsd(on("7"), line7, "Schedule D line 7");
      mustBeUsd(on("15"), line15, "Schedule D line 15");
      mustBeUsd(on("16"), line16, "Schedule D line 16");
      mustBeUsd(on("21") ?? ZERO_USD, negateUsd(line21), "Schedule D line 21");
    }
  },

  "a loss is allowed up to the limit, what income could not use goes on, and the next year begins with it":
    ({ years }) => {
      let before: YearResult | null = null;
      for (const year of years) {
        const { profile, shortCarryoverOut, longCarryoverOut } = year;
        const loss = floorZeroUsd(negateUsd(year.line16));
        const out = addUsd(shortCarryoverOut, longCarryoverOut);
        mustBeUsd(out, subtractUsd(loss, usedOf(year)), `carried out of ${year.year}`);
        must(signUsd(shortCarryoverOut) >= 0 && signUsd(longCarryoverOut) >= 0, "sign");
        must(signUsd(year.line7) < 0 || isZeroUsd(shortCarryoverOut), "short without a loss");
        must(signUsd(year.line15) < 0 || isZeroUsd(longCarryoverOut), "long without a loss");
        const shortIn = profile?.shortCarryoverIn ?? before?.shortCarryoverOut ?? ZERO_USD;
        const longIn = profile?.longCarryoverIn ?? before?.longCarryoverOut ?? ZERO_USD;
        mustBeUsd(year.shortCarryoverIn, shortIn, `short carried into ${year.year}`);
        mustBeUsd(year.longCarryoverIn, longIn, `long carried into ${year.year}`);
        before = year;
      }
    },
};
