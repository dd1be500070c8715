import { subtractUsd } from "@/lib/money/usd";
import type { YearResult } from "@/lib/tax/year-result";
import type { AsFiled } from "./as-filed";
import type { AmendFigures, AmendYear } from "./cascade";
import type { FiledAmounts } from "./filed-year";
import type { FiledReturn } from "./refund-window";

/** A filed year beside what the books say of it now; `now` null: the books no longer have it. */
export interface YearToAmend {
  readonly filed: AsFiled;
  readonly filing: FiledReturn;
  readonly isEqual: boolean;
  readonly now: YearResult | null;
}

/** Why the cascade cannot pass a year. */
export type Hurdle =
  | { readonly year: number; readonly code: "not-filed" }
  | { readonly year: number; readonly code: "no-profile" }
  | { readonly year: number; readonly code: "unsupported"; readonly message: string }
  /** Figures as filed that are not known, by name. */
  | {
      readonly year: number;
      readonly code: "missing-figures";
      readonly figures: readonly (keyof FiledAmounts)[];
    };

/** The years a cascade can be run over, and what stands in its way after them. */
export interface Chain {
  readonly years: readonly AmendYear[];
  readonly hurdle: Hurdle | null;
}

/**
 * From the first filed year that is wrong on: every filed year, without a gap, for a carryover goes through each of them. Empty when all filed
 * years still stand. Stops at a year nobody marked as filed while later ones are, and at one whose figures as filed are not known.
 */
export function chainOf(filed: readonly YearToAmend[]): Chain {
  const first = filed.findIndex((year) => !year.isEqual);
  const years: AmendYear[] = [];
  if (first < 0) {
    return { years, hurdle: null };
  }
  let expected = filed[first]?.filed.computed.year ?? 0;
  for (const each of filed.slice(first)) {
    const { year } = each.filed.computed;
    if (year !== expected) {
      return { years, hurdle: { year: expected, code: "not-filed" } };
    }
    const made = amendYear(each);
    if ("code" in made) {
      return { years, hurdle: made };
    }
    years.push(made);
    expected = year + 1;
  }
  return { years, hurdle: null };
}

function amendYear({ filed, filing, now }: YearToAmend): AmendYear | Hurdle {
  const { year } = filed.computed;
  if (now?.refusal !== null && now?.refusal !== undefined) {
    return { year, code: "unsupported", message: now.refusal.message };
  }
  const profile = now?.profile ?? null;
  if (now === null || profile === null) {
    return { year, code: "no-profile" };
  }
  const { amounts } = filed;
  const { shortCarryoverIn: short, longCarryoverIn: long } = amounts;
  if (!areKnown(amounts) || short === null || long === null) {
    return { year, code: "missing-figures", figures: missingOf(amounts) };
  }
  return {
    profile,
    filedCarryoverIn: { short, long },
    filed: amounts,
    filing,
    gains: {
      short: now.netShort,
      long: subtractUsd(now.netLong, now.netCollectible),
      collectible: now.netCollectible,
    },
  };
}

const NEEDED: readonly (keyof AmendFigures)[] = [
  "line7",
  "line15",
  "line16",
  "line21",
  "capitalGainLine",
  "taxableIncomeSigned",
  "taxableIncome",
  "incomeTax",
  "niit",
  "totalTax",
  "shortCarryoverOut",
  "longCarryoverOut",
];

function missingOf(amounts: FiledAmounts): readonly (keyof FiledAmounts)[] {
  const carried = ["shortCarryoverIn", "longCarryoverIn"] as const;
  return [...carried, ...NEEDED].filter((name) => amounts[name] === null);
}

function areKnown(amounts: FiledAmounts): amounts is FiledAmounts & AmendFigures {
  return NEEDED.every((name) => amounts[name] !== null);
}
