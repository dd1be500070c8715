import { err, ok, type Result } from "@/lib/result";
import type { YearRefusal } from "@/lib/tax/year-result";
import { RULES_2017 } from "./2017";
import { RULES_2018 } from "./2018";
import { RULES_2019 } from "./2019";
import { RULES_2020 } from "./2020";
import { RULES_2021 } from "./2021";
import { RULES_2022 } from "./2022";
import { RULES_2023 } from "./2023";
import { RULES_2024 } from "./2024";
import { RULES_2025 } from "./2025";
import { RULES_2026 } from "./2026";
import type { YearRules } from "./year-rules";

const BY_YEAR: ReadonlyMap<number, YearRules> = new Map(
  [
    RULES_2017,
    RULES_2018,
    RULES_2019,
    RULES_2020,
    RULES_2021,
    RULES_2022,
    RULES_2023,
    RULES_2024,
    RULES_2025,
    RULES_2026,
  ].map((rules) => [rules.year, rules]),
);

/** Tax years whose amounts and forms are in the product, ascending. */
export const SUPPORTED_YEARS: readonly number[] = [...BY_YEAR.keys()];

/** The rules of a year, or a refusal that says why there are none; never the numbers of another year. */
export function rulesFor(year: number): Result<YearRules, YearRefusal> {
  const rules = BY_YEAR.get(year);
  return rules === undefined
    ? err({ code: "unsupported-year", year, message: why(year) })
    : ok(rules);
}

function why(year: number): string {
  const first = RULES_2017.year;
  return year < first
    ? `Tax year ${year} is before ${first}, the first year whose rates and forms are in the product.`
    : `The amounts for tax year ${year} are not in the product: they are added when the IRS has published them.`;
}
