import { usd, usdText, ZERO_USD } from "@/lib/money/usd";
import { TURBOTAX_HEADER, turboTaxCsv } from "@/lib/reports/exports/turbotax-csv";
import { txfLines, txfRef } from "@/lib/reports/exports/txf";
import { computeLedger, computeYears } from "@/lib/tax/compute";
import { brokerForms, brokerMustReport, type DeMinimisKind } from "@/lib/tax/forms/form-1099-da";
import { formDate } from "@/lib/tax/forms/form-8949";
import { termOf } from "@/lib/tax/holding-period";
import type { Transaction } from "@/lib/tax/transaction";
import { calendarDate } from "@/lib/time/calendar-date";
import { leg, settings, told } from "./build";
import type { Check } from "./compare";
import { AS_OF, brokerReport, compareRow, onlyRow, yearOfSale } from "./one-sale";
import { type Example, input, type Runner } from "./tax-example";

/** Examples of brokers' forms, donations and files for other programs, by category. */
export const PAPER_RUNNERS: Readonly<Record<string, Runner>> = {
  form1099da,
  export_formats: exportFormats,
  donations,
};

const KINDS: Readonly<Record<string, DeMinimisKind>> = {
  "qualifying stablecoin designated sales": "qualifying-stablecoin",
  "specified NFT": "specified-nft",
  PDAP: "payment-processor",
};

function form1099da(example: Example, check: Check): undefined {
  const { inputs, expected } = example;
  if (inputs["cases"] !== undefined) {
    const cases = inputs["cases"] as unknown as { kind: string; yearTotal: string }[];
    const must = cases.map(({ kind, yearTotal }) => {
      const known = KINDS[kind];
      return known === undefined ? kind : brokerMustReport(known, usd(yearTotal));
    });
    check.text("must report", String(expected["brokerMustReport"]), must.join());
  } else if (inputs["bought"] !== undefined) {
    threeForms(example, check);
  } else {
    const report = brokerReport({
      proceeds: usd(input(example, "box1f")),
      basis: inputs["box1g"] === null ? null : usd(input(example, "box1g")),
      basisReported: Boolean(inputs["box2"]),
    });
    const [acquired, sold] = [input(example, "acquired"), input(example, "sold")];
    const sale = { proceeds: input(example, "box1f"), basis: input(example, "ownBasis") };
    const year = yearOfSale({ ...sale, acquired, sold }, { brokerReports: [report] });
    compareRow(check, expected, onlyRow(year));
    check.text("line", expected["scheduleDLine"], year.parts[0]?.scheduleDLine);
  }
}

/** Months told without a day: their middle stands for them. */
function threeForms({ inputs, expected }: Example, check: Check): void {
  const day = (month: string) => calendarDate(`${month}-15`);
  const sold = day(String(inputs["sold"]));
  const forms = brokerForms(
    (inputs["bought"] as unknown as string[]).map((month) => ({
      units: month,
      acquired: day(month),
      term: termOf(day(month), sold),
      inCustody: true,
    })),
  );
  const wanted = expected["forms"] as { lot: string; term?: string; covered: boolean }[];
  check.text(
    "forms",
    wanted.map(({ lot, term, covered }) => `${lot} ${term ?? ""} ${covered}`).join(),
    forms.map(({ units, term, covered }) => `${units.join("+")} ${term ?? ""} ${covered}`).join(),
  );
}

function exportFormats(example: Example, check: Check): undefined {
  const { expected } = example;
  if (expected["header"] !== undefined) {
    const { text } = turboTaxCsv(yearOfSale({ proceeds: "2", basis: "1" }).parts);
    check.text("header", expected["header"], text.split("\r\n")[0]);
    check.text("header, as data", expected["header"], TURBOTAX_HEADER);
    check.text("date", true, /,06\/10\/2025,/.test(text));
    return;
  }
  const [acquired, sold] = [input(example, "acquired"), input(example, "sold")];
  check.text("ref of box L", Number(example.inputs["ref"]), txfRef("L"));
  const lines = txfLines({
    ref: txfRef("L"),
    description: input(example, "desc"),
    acquired: formDate(calendarDate(acquired)),
    sold: formDate(calendarDate(sold)),
    basis: usd(input(example, "basis")),
    proceeds: usd(input(example, "proceeds")),
    disallowed: null,
  });
  check.text("lines", (expected["lines"] as string[]).join("|"), lines.join("|"));
}

/** The claim as market value of units held for years; an exchange's price is no appraisal. */
function donations(example: Example, check: Check): undefined {
  const claimed = input(example, "claimedDeduction");
  const transactions: Transaction[] = [
    {
      ...told("buy", "A", "2020-01-01T10:00:00Z", 0),
      kind: "buy",
      received: leg("BTC", "1"),
      value: ZERO_USD,
    },
    {
      ...told("gift", "A", "2025-06-10T10:00:00Z", 1),
      kind: "donation",
      sent: leg("BTC", "1"),
      value: usd(claimed),
    },
  ];
  const ledger = computeLedger({ transactions, settings: settings({}), asOf: AS_OF });
  const year = computeYears({ ledger, profiles: [], asOf: AS_OF }).find(
    (each) => each.year === 2025,
  );
  const item = year?.noncashContributions?.items[0];
  check.text("deduction", claimed, item?.claimed ? usdText(item.claimed) : null);
  check.text(
    "allowed",
    example.expected["deductionAllowedWithoutAppraisal"],
    !item?.appraisalRequired,
  );
  check.text("form", example.expected["form"], `8283 Section ${item?.section}`);
}
