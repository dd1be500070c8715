import { quantity } from "@/lib/money/quantity";
import { addUsd, subtractUsd, sumUsd, usd, usdText } from "@/lib/money/usd";
import type { Adjustment, ClosedLot, Term } from "@/lib/tax/closed-lot";
import type { AssetFacts, BrokerReport } from "@/lib/tax/facts";
import { form8949 } from "@/lib/tax/forms/form-8949";
import { type FormInput, formFacts } from "@/lib/tax/forms/form-facts";
import { rulesFor } from "@/lib/tax/rules/by-year";
import type { YearRules } from "@/lib/tax/rules/year-rules";
import { accountId, assetId, transactionId } from "@/lib/tax/transaction";
import type { Form8949Row } from "@/lib/tax/year-result";
import { calendarDate } from "@/lib/time/calendar-date";

export interface LotSpec {
  readonly id?: string;
  readonly asset?: string;
  readonly units?: string;
  readonly proceeds?: string | null;
  readonly basis?: string | null;
  readonly term?: Term;
  readonly acquired?: string | null;
  readonly sold?: string;
  readonly kind?: ClosedLot["kind"];
  readonly account?: string;
  readonly adjustments?: readonly Adjustment[];
}

/** A closed lot of 2025 sold for 100 that cost 40, unless told otherwise. */
export function lot(spec: LotSpec = {}): ClosedLot {
  const money = (text: string | null) => (text === null ? null : usd(text));
  const proceeds = money(spec.proceeds === undefined ? "100" : spec.proceeds);
  const basis = money(spec.basis === undefined ? "40" : spec.basis);
  const adjustments = spec.adjustments ?? [];
  const { acquired = "2025-01-02" } = spec;
  return {
    disposal: transactionId(spec.id ?? "s1"),
    kind: spec.kind ?? "sell",
    account: accountId(spec.account ?? "A"),
    asset: assetId(spec.asset ?? "BTC"),
    lot: "l1",
    acquisition: transactionId("l1"),
    acquired: acquired === "inherited" || acquired === null ? acquired : calendarDate(acquired),
    sold: calendarDate(spec.sold ?? "2025-06-07"),
    quantity: quantity(spec.units ?? "1"),
    proceeds,
    basis,
    adjustments,
    gain:
      proceeds === null || basis === null
        ? null
        : addUsd(subtractUsd(proceeds, basis), sumUsd(adjustments.map(({ amount }) => amount))),
    term: spec.term ?? "short",
    method: "fifo",
    standingOrder: null,
  };
}

/** A Form 1099-DA for sale "s1" of 100 with a basis of 40 reported, unless told otherwise. */
export function report(
  change: Omit<Partial<BrokerReport>, "proceeds" | "basis" | "disposal" | "washDisallowed"> & {
    readonly id?: string;
    readonly proceeds?: string;
    readonly basis?: string | null;
    readonly wash?: string;
  } = {},
): BrokerReport {
  const { id = "s1", proceeds = "100", basis = "40", wash, ...rest } = change;
  return {
    form: "1099-DA",
    basisReported: true,
    term: null,
    acquired: null,
    units: null,
    ...rest,
    disposal: transactionId(id),
    proceeds: usd(proceeds),
    basis: basis === null ? null : usd(basis),
    washDisallowed: wash === undefined ? null : usd(wash),
  };
}

export function security(asset: string): AssetFacts {
  return { asset: assetId(asset), class: "security", collectible: false, identicalTo: null };
}

export function collectible(asset: string): AssetFacts {
  return { asset: assetId(asset), class: "digital", collectible: true, identicalTo: null };
}

export function rulesOf(year: number): YearRules {
  const found = rulesFor(year);
  if (!found.ok) {
    throw new Error(found.error.message);
  }
  return found.value;
}

/** The form of 2025 (or another year) over some lots. */
export function formOf(lots: readonly ClosedLot[], input: FormInput = {}, year = 2025) {
  return form8949(lots, rulesOf(year).forms, formFacts(input));
}

/** Rows as the paper shows them: box, (d), (e), (f), (g), (h). */
export function printed(rows: readonly Form8949Row[]): readonly string[][] {
  return rows.map((row) => [
    row.box,
    usdText(row.proceeds),
    usdText(row.basis),
    row.codes,
    usdText(row.adjustment),
    usdText(row.gain),
  ]);
}

export function rowsOf(form: ReturnType<typeof formOf>): readonly Form8949Row[] {
  return form.parts.flatMap(({ rows }) => rows);
}
