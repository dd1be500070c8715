import { usd } from "@/lib/money/usd";
import { computeLedger, computeYears } from "@/lib/tax/compute";
import type { BrokerReport } from "@/lib/tax/facts";
import type { FormInput } from "@/lib/tax/forms/form-facts";
import { type Transaction, transactionId } from "@/lib/tax/transaction";
import type { Form8949Row, YearResult } from "@/lib/tax/year-result";
import { calendarDate } from "@/lib/time/calendar-date";
import { instant } from "@/lib/time/instant";
import { leg, settings, told } from "./build";
import type { Check } from "./compare";
import { money } from "./tax-example";

type Json = Record<string, unknown>;

/** Long after every example. */
export const AS_OF = { at: instant("2030-01-01T00:00:00Z"), date: calendarDate("2030-01-01") };

/** One unit bought and sold, and the year of the sale. */
export interface Sale {
  readonly proceeds: string;
  readonly basis: string;
  readonly fee?: string;
  readonly acquired?: string;
  readonly sold?: string;
  readonly term?: string;
}

/** The sale itself. */
export const SALE = transactionId("sale");

/** The year a sale falls in, by ledger and form. */
export function yearOfSale(sale: Sale, forms: FormInput = {}): YearResult {
  const sold = sale.sold ?? "2025-06-10";
  const acquired = sale.acquired ?? (sale.term === "long" ? "2020-01-01" : "2025-01-01");
  const transactions: Transaction[] = [
    {
      ...told("buy", "A", `${acquired}T10:00:00Z`, 0),
      kind: "buy",
      received: leg("BTC", "1"),
      value: usd(sale.basis),
    },
    {
      ...told(SALE, "A", `${sold}T12:00:00Z`, 1),
      kind: "sell",
      sent: leg("BTC", "1"),
      value: usd(sale.proceeds),
      feeUsd: usd(sale.fee ?? "0"),
    },
  ];
  const ledger = computeLedger({ transactions, settings: settings({}), asOf: AS_OF });
  const years = computeYears({ ledger, profiles: [], asOf: AS_OF, ...forms });
  const year = years.find((each) => String(each.year) === sold.slice(0, 4));
  if (year === undefined) {
    throw new Error(`no year for ${sold}`);
  }
  return year;
}

/** Its one row on Form 8949. */
export function onlyRow(year: YearResult): Form8949Row {
  const [row, ...more] = year.parts.flatMap((part) => part.rows);
  if (row === undefined || more.length > 0) {
    throw new Error("expected one row");
  }
  return row;
}

/** A form that shows proceeds and nothing else, unless told. */
export function brokerReport(
  change: Partial<BrokerReport> & Pick<BrokerReport, "proceeds">,
): BrokerReport {
  return {
    disposal: SALE,
    form: "1099-DA",
    basis: null,
    basisReported: false,
    term: null,
    washDisallowed: null,
    acquired: null,
    units: null,
    ...change,
  };
}

const COLUMNS = { d: "proceeds", e: "basis", g: "adjustment", h: "gain" } as const;

/** Compares the columns an example names; (f) and the box as text. */
export function compareRow(check: Check, expected: Json, row: Form8949Row): void {
  for (const [column, field] of Object.entries(COLUMNS)) {
    if (expected[column] !== undefined) {
      money(check, `column (${column})`, expected[column], row[field as keyof typeof row] as never);
    }
  }
  for (const [name, actual] of [
    ["f", row.codes],
    ["box", row.box],
  ] as const) {
    if (expected[name] !== undefined) {
      check.text(name, expected[name], actual);
    }
  }
}
