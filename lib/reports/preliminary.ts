import { formatFormUsd, formatPrice, formatUsd } from "@/lib/money/format";
import { toCents } from "@/lib/money/round";
import { addUsd, signUsd, subtractUsd, sumUsd, ZERO_USD } from "@/lib/money/usd";
import { formDate } from "@/lib/tax/forms/form-8949";
import type { HarvestPlan, HarvestRow } from "@/lib/tax/harvest/harvest";
import type { OpenPosition } from "@/lib/tax/harvest/position";
import { left, right } from "./columns";
import { letterDate } from "./dates";
import type { YearEndInput } from "./input";
import type { Preliminary, Table } from "./model";
import { accountName, acquiredText, knownUsd, METHOD_NAMES, NOT_KNOWN, unitsText } from "./names";
import { counted, printable } from "./text";

/** Reasons to leave a lot alone that are printed one by one; the rest is counted. */
const ALONE_PRINTED = 60;

/** True while the report's day is before the last of its year: gains can still be changed. */
export function isPreliminary({ asOf, year }: Pick<YearEndInput, "asOf" | "year">): boolean {
  return asOf < `${year}-12-31`;
}

/**
 * What a report before the year's end says beside its figures: every open lot against the prices given, and the sales that would
 * still save tax if executed on or before December 31 (rules.md 1.7, 15). null once the year is over.
 */
export function preliminary(input: YearEndInput): Preliminary | null {
  if (!isPreliminary(input)) {
    return null;
  }
  const positions = input.positions ?? [];
  return {
    mark: "PRELIMINARY",
    sentence: `As of ${letterDate(input.asOf)}; the year is not over`,
    heading: "Held, and what can still be saved",
    intro: `Everything up to ${letterDate(input.asOf)} is counted; sales later in ${input.year} will change these figures. Values are those of the prices named under "Prices used" and are estimates: what a sale brings is known when it is made.`,
    tables: [saving(input), ...leaveAlone(input), totals(positions), lots(input, positions)],
  };
}

function lots(input: YearEndInput, positions: readonly OpenPosition[]): Table {
  return {
    heading: "Unrealized gains and losses, lot by lot",
    intro:
      "Held more than a year on the day of sale is long-term (IRC 1222); the first day on which a sale is long-term stands under Long from.",
    columns: [
      left("Units", 24),
      left("Account", 15),
      left("Acquired", 13),
      left("Long from", 13),
      right("Price", 12),
      right("Basis", 12),
      right("Value", 12),
      right("Gain or (loss)", 13),
    ],
    rows: positions.map(({ lot, price, quote, value, gain, firstLongDate, termIfSold }) => [
      unitsText(input, lot),
      accountName(input.accounts, lot.account),
      acquiredText(lot.acquired),
      termIfSold === "long" ? "long" : firstLongDate === null ? NOT_KNOWN : formDate(firstLongDate),
      price === null || quote === null ? "no price" : formatPrice(quote.price),
      knownUsd(lot.basis),
      knownUsd(value),
      knownUsd(gain),
    ]),
    total: null,
    empty: "No units are held.",
  };
}

/** Gains and losses apart, by term: a net figure alone would hide what can be used. */
function totals(positions: readonly OpenPosition[]): Table {
  const rows = (["short", "long"] as const).map((term) => {
    const own = positions.flatMap(({ termIfSold, gain }) =>
      termIfSold === term && gain !== null ? [gain] : [],
    );
    const gains = sumUsd(own.filter((gain) => signUsd(gain) > 0));
    const losses = sumUsd(own.filter((gain) => signUsd(gain) < 0));
    return { term, count: own.length, gains, losses, net: addUsd(gains, losses) };
  });
  const unknown = positions.filter(({ gain }) => gain === null).length;
  return {
    heading: "Unrealized gains and losses, if sold today",
    intro:
      unknown === 0
        ? ""
        : `${counted(unknown, "lot")} without a price or a known basis ${unknown === 1 ? "is" : "are"} in none of these.`,
    columns: [
      left("Term", 28),
      right("Lots", 12),
      right("Gains", 20),
      right("Losses", 20),
      right("Net", 20),
    ],
    rows:
      positions.length === 0
        ? []
        : rows.map(({ term, count, gains, losses, net }) => [
            term === "short" ? "Short-term" : "Long-term",
            String(count),
            formatFormUsd(gains),
            formatFormUsd(losses),
            formatFormUsd(net),
          ]),
    total: null,
    empty: "No units are held.",
  };
}

function saving(input: YearEndInput): Table {
  const { plan, year } = input;
  const rows = plan?.rows.filter(({ pastCap }) => !pastCap) ?? [];
  return {
    heading: `What can still be saved in ${year}`,
    intro: plan === undefined || plan === null ? "" : savingIntro(plan, year),
    columns: [
      left("Sell", 30),
      left("Account", 16),
      left("Lots", 12),
      right("Value", 13),
      right("Gain or (loss)", 14),
      right("Tax saved", 13),
      right("Together", 13),
    ],
    rows: rows.map((row, index) => saleCells(input, row, rows[index - 1])),
    total: null,
    empty:
      plan === undefined || plan === null
        ? "What a sale would save cannot be told: it takes a tax profile of the year, and the year's forms in the product."
        : "No sale of what is held would lower this year's tax.",
  };
}

function savingIntro(plan: HarvestPlan, year: number): string {
  const [before, after] = [plan.without.tax.total, plan.withAll.tax.total];
  const later = plan.rows.filter(({ pastCap }) => pastCap).length;
  const carried =
    later === 0
      ? ""
      : ` ${counted(later, "further sale")} would only add to the loss carried into ${year + 1}.`;
  return `Federal tax of ${year} as the books stand: ${formatUsd(before)}; with all of these sales: ${formatUsd(after)}; less by ${formatUsd(plan.saving)} (worksheets with and without, each row after those above it).${carried} A sale counts for ${year} when it is executed on or before December 31 in the tax time zone, and the lots must be identified no later than the sale (Pub. 550; Reg. 1.1012-1(j)).`;
}

function saleCells(
  input: YearEndInput,
  row: HarvestRow,
  before: HarvestRow | undefined,
): readonly string[] {
  // Whole cents, so that the column adds up to what stands beside it.
  const together = toCents(row.cumulativeSaving);
  const saved = subtractUsd(together, toCents(before?.cumulativeSaving ?? ZERO_USD));
  return [
    unitsText(input, row),
    accountName(input.accounts, row.account),
    `${counted(row.lots.length, "lot")}, ${METHOD_NAMES[row.method]}`,
    formatFormUsd(row.value),
    formatFormUsd(addUsd(row.shortGain, row.longGain)),
    formatFormUsd(saved),
    formatFormUsd(together),
  ];
}

function leaveAlone(input: YearEndInput): readonly Table[] {
  const alone = input.plan?.leaveAlone ?? [];
  if (alone.length === 0) {
    return [];
  }
  const rest = alone.length - ALONE_PRINTED;
  return [
    {
      heading: "Better left alone this year",
      intro: rest > 0 ? `The first ${ALONE_PRINTED} of ${counted(alone.length, "holding")}.` : "",
      columns: [left("Holding", 30), right("Gain or (loss)", 15), left("Why", 55)],
      rows: alone
        .slice(0, ALONE_PRINTED)
        .map((one) => [
          `${unitsText(input, one)}, ${accountName(input.accounts, one.account)}`,
          knownUsd(one.gain),
          printable(one.reason, 300),
        ]),
      total: null,
      empty: "",
    },
  ];
}
