import { addUsd, subtractUsd, sumUsd, type Usd, ZERO_USD } from "@/lib/money/usd";
import type { ClosedLot, Term } from "./closed-lot";
import type { BrokerLine } from "./facts";
import { isCollectible } from "./forms/boxes";
import { type Form8949, form8949 } from "./forms/form-8949";
import type { FormFacts } from "./forms/form-facts";
import { otherForms } from "./forms/schedule-d";
import type { YearRules } from "./rules/year-rules";
import type { YearProfile } from "./settings";
import type { YearGains } from "./worksheets/year-return";
import type { Form8949Part } from "./year-result";

/** What Form 8949 of one year is made from. */
interface FormSources {
  readonly closedLots: readonly ClosedLot[];
  /** Lines of brokers' forms of the year that are no sales. */
  readonly lines: readonly BrokerLine[];
}

/** The year's form and its net gains by class, rounded as the return is; `gains.long` is without collectibles. */
export interface FormGains {
  readonly form: Form8949;
  readonly gains: YearGains;
}

/**
 * Net gains by class: from the printed rows where there is a form, so that form and schedule agree, else from the closed
 * lots themselves. What the profile says of other books and forms is added as it is told. Collectibles are the long-term rows of assets
 * said to be collectibles (Form 8949 Part II, code C; 28% Rate Gain Worksheet line 1).
 */
export function gainsOf(
  { closedLots, lines }: FormSources,
  profile: YearProfile | null,
  rules: YearRules | null,
  facts: FormFacts,
): FormGains {
  const form =
    rules === null ? withoutForm(closedLots) : form8949(closedLots, rules.forms, facts, lines);
  const books =
    rules === null ? gainsOfLots(closedLots, facts) : gainsOfRows([...form.parts, ...form.direct]);
  const other = otherForms(profile?.scheduleD ?? {});
  const outside = (term: Term): Usd =>
    addUsd((term === "short" ? profile?.otherShort : profile?.otherLong) ?? ZERO_USD, other[term]);
  return {
    form,
    gains: {
      short: addUsd(books.short, outside("short")),
      long: addUsd(subtractUsd(books.long, books.collectible), outside("long")),
      collectible: books.collectible,
    },
  };
}

function withoutForm(closedLots: readonly ClosedLot[]): Form8949 {
  return {
    parts: [],
    direct: [],
    unknownRows: closedLots.filter(({ gain }) => gain === null),
    unmatchedReports: [],
  };
}

/** Sums by class; here `long` includes collectibles. */
function gainsOfRows(parts: readonly Form8949Part[]): YearGains {
  const sum = (term: Term) =>
    sumUsd(parts.filter((part) => part.term === term).map(({ gain }) => gain));
  const collectible = parts
    .filter(({ term }) => term === "long")
    .flatMap(({ rows }) => rows.filter(({ codes }) => codes.includes("C")));
  return {
    short: sum("short"),
    long: sum("long"),
    collectible: sumUsd(collectible.map(({ gain }) => gain)),
  };
}

function gainsOfLots(closedLots: readonly ClosedLot[], { assets }: FormFacts): YearGains {
  const sum = (wanted: (lot: ClosedLot) => boolean) =>
    sumUsd(closedLots.filter(wanted).map(({ gain }) => gain ?? ZERO_USD));
  return {
    short: sum(({ term }) => term === "short"),
    long: sum(({ term }) => term === "long"),
    collectible: sum(({ term, asset }) => term === "long" && isCollectible(assets, asset)),
  };
}
