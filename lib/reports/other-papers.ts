import { addQuantity } from "@/lib/money/quantity";
import { addUsd, type Usd } from "@/lib/money/usd";
import type { RemovedUnits } from "@/lib/tax/closed-lot";
import type { BrokerReport } from "@/lib/tax/facts";
import { formDate } from "@/lib/tax/forms/form-8949";
import { left, right } from "./columns";
import type { YearEndInput } from "./input";
import type { Table } from "./model";
import { accountName, assetName, knownUsd, NOT_KNOWN, unitsText } from "./names";
import { printable } from "./text";

/** Papers beside the return the year may need: donations, gifts, losses that are no sales, brokers' forms without a sale. */
export function otherPapers(input: YearEndInput): readonly Table[] {
  return [
    donations(input),
    similarItems(input),
    gifts(input),
    losses(input),
    unmatched(input),
  ].filter(({ rows }) => rows.length > 0);
}

function donations(input: YearEndInput): Table {
  const { result } = input;
  return {
    heading: "Donations to charity",
    intro: `No gain and no loss. The deduction before the percentage limits of IRC 170(b): market value of units held more than a year, else the smaller of basis and value. ${printable(result.donations[0]?.authority ?? "", 200)}.`,
    columns: [
      left("Given", 12),
      left("Account", 20),
      left("Units", 28),
      right("Market value", 13),
      right("Basis", 13),
      right("Deduction", 14),
    ],
    rows: result.donations.map((one) => [
      formDate(one.date),
      accountName(input.accounts, one.account),
      unitsText(input, one),
      knownUsd(one.value),
      knownUsd(one.basis),
      knownUsd(one.deduction),
    ]),
    total: null,
    empty: "",
  };
}

function similarItems(input: YearEndInput): Table {
  const { result } = input;
  const needs = result.noncashContributions;
  const filed =
    needs?.form8283 === true
      ? "The year's noncash donations are above $500: Form 8283 is filed with the return."
      : "The year's known noncash donations are not above $500: no Form 8283 for them alone.";
  return {
    heading: "Form 8283",
    intro: `${filed} Donations of one asset count together; an exchange's price is no appraisal. ${printable(needs?.authority ?? "", 200)}.`,
    columns: [
      left("Asset", 24),
      right("Claimed", 18),
      left("Section", 14),
      left("What it needs", 44),
    ],
    rows: (needs?.items ?? []).map((item) => [
      assetName(input, item.asset),
      knownUsd(item.claimed),
      item.section ?? (item.claimed === null ? NOT_KNOWN : "none"),
      item.attachAppraisal
        ? "Qualified appraisal, attached to the return"
        : item.appraisalRequired
          ? "Qualified appraisal and the appraiser's signature"
          : "No appraisal",
    ]),
    total: null,
    empty: "",
  };
}

/** Annual exclusion a person, where it was read in an official text (Pub. 550 for 2025); other years name the law only. */
const EXCLUSION: ReadonlyMap<number, string> = new Map([[2025, "$19,000"]]);

function gifts(input: YearEndInput): Table {
  const given = new Map<string, RemovedUnits>();
  for (const units of input.ledger.removed) {
    if (units.why === "gift-sent" && units.date.startsWith(`${input.year}-`)) {
      given.set(units.transaction, together(given.get(units.transaction), units));
    }
  }
  const limit = EXCLUSION.get(input.year);
  return {
    heading: "Gifts made: Form 709",
    intro: `No gain and no loss for the giver. Form 709 is due when the gifts to one person in the year, of any kind, are above the annual exclusion${limit === undefined ? "" : ` of ${limit}`} (IRC 2503(b), 6019); these books do not know to whom they went. The receiver needs your basis and dates (IRC 1015).`,
    columns: [
      left("Given", 13),
      left("Account", 23),
      left("Units", 32),
      right("Market value", 16),
      right("Basis", 16),
    ],
    rows: [...given.values()].map((units) => [
      formDate(units.date),
      accountName(input.accounts, units.account),
      unitsText(input, units),
      knownUsd(units.value),
      knownUsd(units.basis),
    ]),
    total: null,
    empty: "",
  };
}

function together(before: RemovedUnits | undefined, units: RemovedUnits): RemovedUnits {
  if (before === undefined) {
    return units;
  }
  const sum = (a: Usd | null, b: Usd | null) => (a === null || b === null ? null : addUsd(a, b));
  return {
    ...before,
    quantity: addQuantity(before.quantity, units.quantity),
    value: sum(before.value, units.value),
    basis: sum(before.basis, units.basis),
  };
}

function losses(input: YearEndInput): Table {
  return {
    heading: "Units gone without a sale",
    intro:
      "In no gain and no loss of this report. What the law gives for them is for a professional to look at.",
    columns: [
      left("Date", 12),
      left("Units", 26),
      right("Basis", 13),
      left("What the law gives, and by which authority", 49),
    ],
    rows: input.result.lossesWithoutSale.map((one) => [
      formDate(one.date),
      `${unitsText(input, one)}, ${accountName(input.accounts, one.account)}`,
      knownUsd(one.basis),
      `${printable(one.says, 600)}${one.form === null ? "" : ` ${printable(one.form, 300)}.`} ${printable(one.authority, 300)}`,
    ]),
    total: null,
    empty: "",
  };
}

function unmatched(input: YearEndInput): Table {
  return {
    heading: "Brokers' forms without a sale in these books",
    intro:
      "The IRS has these forms; no units were left in the books for them, so no row follows them. Compare them by hand before filing (Instructions for Form 8949).",
    columns: [
      left("Form", 16),
      left("Basis sent to the IRS", 28),
      right("Proceeds", 28),
      right("Basis", 28),
    ],
    rows: input.result.unmatchedReports.map((form: BrokerReport) => [
      form.form,
      form.basisReported ? "Yes" : "No",
      knownUsd(form.proceeds),
      knownUsd(form.basis),
    ]),
    total: null,
    empty: "",
  };
}
