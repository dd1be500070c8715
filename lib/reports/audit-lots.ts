import { formatQuantity } from "@/lib/money/format";
import { quantityText } from "@/lib/money/quantity";
import { usdText } from "@/lib/money/usd";
import type { ExplainedBooks } from "@/lib/tax/explain/facts";
import { groupBy } from "@/lib/tax/explain/group-by";
import { formDate } from "@/lib/tax/forms/form-8949";
import { walk } from "@/lib/tax/ledger";
import { Trace, type TraceStep } from "@/lib/tax/trace";
import type { Transaction } from "@/lib/tax/transaction";
import { left, right } from "./columns";
import type { YearEndInput } from "./input";
import type { Table } from "./model";
import { accountName, NOT_KNOWN } from "./names";
import { printable } from "./text";

/**
 * Each lot's journey: where it was opened, what was drawn out of which account and put into which, with the basis that went along, step
 * by step in order. Lots in the order they were opened.
 */
export function lotJourneys(input: YearEndInput, books: ExplainedBooks): Table {
  const trace = new Trace();
  walk(books.transactions, books.settings, books.asOf, trace);
  const byId = new Map(books.transactions.map((transaction) => [transaction.id, transaction]));
  const lots = groupBy(trace.steps, ({ lot }) => lot);
  return {
    heading: "Lots and their journeys",
    intro:
      "A lot keeps its day and its basis wherever it moves. Units and basis of each step; what is left of a lot is among the lots still held.",
    columns: [
      left("Lot", 18),
      left("Day", 13),
      left("Step", 17),
      left("Account", 14),
      right("Units", 18),
      right("Basis", 20),
    ],
    rows: [...lots.values()].flatMap((steps) =>
      steps.map((step, index) => stepCells(input, byId, step, index === 0)),
    ),
    total: null,
    empty: "No lot was opened.",
  };
}

function stepCells(
  input: YearEndInput,
  byId: ReadonlyMap<string, Transaction>,
  step: TraceStep,
  isFirst: boolean,
): readonly string[] {
  const transaction = step.transaction === null ? undefined : byId.get(step.transaction);
  return [
    isFirst ? `${printable(step.asset, 24)} of ${formDate(step.opened)}` : "",
    transaction === undefined ? "01/01/2025" : transaction.at.slice(0, 10),
    isFirst
      ? "opened"
      : step.step === "placed"
        ? "put in"
        : (REASONS[transaction?.kind ?? "cash"] ?? "drawn"),
    accountName(input.accounts, step.account),
    `${step.step === "placed" ? "" : "\u2212"}${formatQuantity(quantityText(step.moved.quantity))}`,
    step.moved.basis === null ? NOT_KNOWN : formatQuantity(usdText(step.moved.basis)),
  ];
}

/** Why units left an account, by the kind of transaction that took them. */
const REASONS: Readonly<Partial<Record<Transaction["kind"], string>>> = {
  sell: "sold",
  swap: "exchanged",
  conversion: "converted",
  spend: "spent",
  transfer: "moved",
  "gift-sent": "given away",
  donation: "donated",
  lost: "lost",
  fee: "paid as a fee",
  migration: "migrated",
  withdrawal: "withdrawn",
  cash: "moved, Rev. Proc. 2024-28",
};
