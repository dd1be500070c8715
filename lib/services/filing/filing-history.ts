import type { FiledReturn, StoredPayment } from "@/db/queries/filed-returns";
import type { ClientTx } from "@/db/tenant";
import { formatUsd } from "@/lib/money/format";
import { figureWords, isFigureName } from "@/lib/reports/filed-figures";
import { dayText } from "@/lib/time/day-text";

/** One version of the record of a year's filing. */
export interface FilingVersion {
  readonly key: string;
  readonly what: string;
  readonly reason: string;
  readonly at: string;
  readonly isByYou: boolean;
}

/** Every word ever said about a year's filing, the latest first: what was said, why, when and by whom. */
export function filingHistory(tx: ClientTx, records: readonly FiledReturn[]): FilingVersion[] {
  return records.map((record, index) => ({
    key: record.id,
    what: whatOf(record, records[index + 1]),
    reason: record.reason,
    at: record.enteredAt,
    isByYou: record.enteredBy === tx.userId,
  }));
}

function whatOf(record: FiledReturn, before: FiledReturn | undefined): string {
  if (record.state === "reopened") {
    return "Reopened";
  }
  return before === undefined || before.state === "reopened"
    ? "Marked as filed"
    : (paymentChange(record, before) ?? editChange(record, before) ?? "Told again");
}

function paymentChange(record: FiledReturn, before: FiledReturn): string | null {
  const [added] = withoutThose(record.payments, before.payments);
  const [dropped] = withoutThose(before.payments, record.payments);
  if (added !== undefined) {
    return paymentText(added);
  }
  return dropped === undefined ? null : `${paymentText(dropped)}, taken back`;
}

/** Payments of a list that another does not have; equal ones are told apart by their number. */
function withoutThose(
  payments: readonly StoredPayment[],
  others: readonly StoredPayment[],
): readonly StoredPayment[] {
  const left = others.map(paymentText);
  return payments.filter((payment) => {
    const at = left.indexOf(paymentText(payment));
    if (at >= 0) {
      left.splice(at, 1);
    }
    return at < 0;
  });
}

/** Kinds of payments in words. */
export const PAYMENT_WORDS: Readonly<Record<StoredPayment["kind"], string>> = {
  withholding: "Withheld",
  estimated: "Estimated tax",
  later: "Paid",
};

/** A payment without its amount: "Estimated tax, Apr 15, 2025". */
export const paymentWords = ({ kind, date }: StoredPayment): string =>
  `${PAYMENT_WORDS[kind]}, ${dayText(date)}`;

const paymentText = (payment: StoredPayment): string =>
  `${paymentWords(payment)}: ${formatUsd(payment.amount)}`;

function editChange(record: FiledReturn, before: FiledReturn): string | null {
  const edited = record.edits.find(({ figure, amount }) =>
    before.edits.every((one) => one.figure !== figure || one.amount !== amount),
  );
  const [dropped] = before.edits.filter(({ figure }) =>
    record.edits.every((one) => one.figure !== figure),
  );
  if (edited !== undefined) {
    return `${filedFigure(record.year, edited.figure)}: filed as ${formatUsd(edited.amount)}`;
  }
  return dropped === undefined
    ? null
    : `${filedFigure(record.year, dropped.figure)}: as computed again`;
}

/** A filed figure by its line and name; its own code when nobody knows it. */
export function filedFigure(year: number, figure: string): string {
  if (!isFigureName(figure)) {
    return figure;
  }
  const { line, label } = figureWords(year, figure);
  return `${line}, ${label}`;
}
