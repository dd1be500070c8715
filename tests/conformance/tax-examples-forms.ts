import { sumUsd, usd } from "@/lib/money/usd";
import type { BrokerReport } from "@/lib/tax/facts";
import type { StatedAdjustment } from "@/lib/tax/forms/codes";
import { pagesNeeded } from "@/lib/tax/forms/form-8949";
import { rulesFor } from "@/lib/tax/rules/by-year";
import type { Check } from "./compare";
import { brokerReport, compareRow, onlyRow, SALE, type Sale, yearOfSale } from "./one-sale";
import { type Example, input, money, type Runner } from "./tax-example";

type Json = Record<string, unknown>;

/** Examples of Form 8949 and Schedule D, by category. */
export const FORM_RUNNERS: Readonly<Record<string, Runner>> = {
  form8949,
  schedule_d_routing: routing,
};

function form8949(example: Example, check: Check): undefined {
  const { inputs, expected } = example;
  if (inputs["shortTermRows"] !== undefined) {
    pages(example, check);
  } else if (inputs["cases"] !== undefined) {
    boxes(example, check);
  } else if (inputs["adjustments"] !== undefined) {
    netOfTwo(example, check);
  } else if (inputs["reportedBasis"] !== undefined) {
    const report = brokerReport({
      form: input(example, "form") as BrokerReport["form"],
      proceeds: usd(input(example, "proceeds")),
      basis: usd(input(example, "reportedBasis")),
      basisReported: Boolean(inputs["basisReportedToIRS"]),
    });
    const sale = {
      proceeds: input(example, "proceeds"),
      basis: input(example, "correctBasis"),
      term: input(example, "term"),
    };
    compareRow(check, expected, onlyRow(yearOfSale(sale, { brokerReports: [report] })));
  } else {
    const sale = { proceeds: input(example, "d"), basis: input(example, "e") };
    compareRow(check, expected, onlyRow(yearOfSale(sale, { adjustments: stated(example) })));
  }
}

/** An ordinary loss of section 1244 stock, or an adjustment without a name of its own. */
function stated(example: Example): readonly StatedAdjustment[] {
  const { inputs } = example;
  if (inputs["ordinaryLossOn4797"] !== undefined) {
    return [{ disposal: SALE, code: "S", amount: usd(inputs["ordinaryLossOn4797"]) }];
  }
  return inputs["g"] === undefined ? [] : [{ disposal: SALE, code: "O", amount: usd(inputs["g"]) }];
}

/** Two adjustments on one row: a reported basis too high by the first, costs not reflected of the second. */
function netOfTwo(example: Example, check: Check): void {
  const [basisError = "0", costs = "0"] = example.inputs["adjustments"] as unknown as string[];
  const fee = costs.replace("-", "");
  const year = yearOfSale(
    { proceeds: "20000", basis: "1000", fee },
    {
      brokerReports: [
        brokerReport({
          proceeds: usd("20000"),
          basis: sumUsd([usd("1000"), usd(basisError)]),
          basisReported: true,
        }),
      ],
    },
  );
  compareRow(check, { ...example.expected, f: "BE" }, onlyRow(year));
}

function pages({ inputs, expected }: Example, check: Check): void {
  const editions = (inputs["year"] as unknown as number[]).flatMap((year) => {
    const found = rulesFor(year);
    return found.ok ? [found.value.forms] : [];
  });
  const perPage = editions.map(({ rowsPerPage }) => rowsPerPage);
  const needed = editions.map((edition) => pagesNeeded(Number(inputs["shortTermRows"]), edition));
  check.text("rows a page", String(expected["rowsPerPage"]), perPage.join());
  check.text("pages", String(expected["pagesNeeded"]), needed.join());
}

function boxes({ inputs, expected }: Example, check: Check): void {
  const cases = inputs["cases"] as unknown as { year: number; term: string }[];
  const parts = cases.flatMap(({ year, term }) => {
    const acquired = term === "long" ? "2016-01-01" : `${year}-01-01`;
    return yearOfSale({ proceeds: "2", basis: "1", acquired, sold: `${year}-06-10` }).parts;
  });
  check.text("boxes", String(expected["boxes"]), parts.map(({ box }) => box).join());
  check.text(
    "lines",
    String(expected["scheduleDLines"]),
    parts.map(({ scheduleDLine }) => scheduleDLine).join(),
  );
}

/** Costs the broker did not take off its proceeds, told with the fees and swaps; false when the example is another. */
export function costsNotReflected(example: Example, check: Check): boolean {
  const costs = example.inputs["sellingExpenseNotReflected"];
  if (costs === undefined) {
    return false;
  }
  const proceeds = input(example, "proceedsOn1099");
  const report = brokerReport({ form: "1099-B", proceeds: usd(proceeds) });
  const row = onlyRow(
    yearOfSale({ proceeds, basis: "1000", fee: costs }, { brokerReports: [report] }),
  );
  const { columnD: d, columnF: f, columnG: g } = example.expected;
  compareRow(check, { d, f, g }, row);
  return true;
}

function routing({ inputs, expected }: Example, check: Check): undefined {
  const [told = inputs] = (inputs["transactions"] ?? []) as unknown as Json[];
  const { proceeds, basis, basisReported, term } = told as unknown as Sale & {
    basisReported: boolean;
  };
  const shown = { proceeds: usd(proceeds), basis: usd(basis), basisReported };
  const year = yearOfSale(
    { proceeds, basis, term: term ?? "long" },
    { brokerReports: [brokerReport({ ...shown, form: "1099-B" })], exception1: "direct" },
  );
  const direct = year.scheduleDForm?.rows.find(({ line }) => line === "1a" || line === "8a");
  check.text("Form 8949", expected["form8949Required"], year.parts.length > 0);
  if (expected["lineAllowed1aOr8a"] !== undefined) {
    check.text("line 1a or 8a", expected["lineAllowed1aOr8a"], direct !== undefined);
  }
  if (expected["line"] !== undefined) {
    check.text("line", expected["line"], direct?.line);
    money(check, "(d)", expected["d"], direct?.proceeds);
    money(check, "(e)", expected["e"], direct?.basis);
    money(check, "(h)", expected["h"], direct?.gain);
  }
}
