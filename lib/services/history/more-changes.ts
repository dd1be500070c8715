import { listAccountCostVersions } from "@/db/queries/account-costs";
import type { AuditEvent } from "@/db/queries/audit-events";
import { type FiledReturn, listFilingHistory } from "@/db/queries/filed-returns";
import type { ClientTx } from "@/db/tenant";
import { formatUsd } from "@/lib/money/format";
import { percentText } from "@/lib/money/typed-decimal";
import { filedFigure, paymentWords } from "../filing/filing-history";

/** Named lines of something, in their order. */
export type Lines = ReadonlyMap<string, string>;

/** What is known before and after an event, as named lines; no lines before: it was not said yet. */
export type Told = readonly [seq: number, before: Lines, after: Lines];

/** What selling in an account was said to cost. A version is the event's that was written last before it. */
export async function costChanges(
  tx: ClientTx,
  events: readonly AuditEvent[],
): Promise<readonly Told[]> {
  const told = events.filter(({ deed }) => deed === "account.costs");
  const versions = told.length === 0 ? [] : await listAccountCostVersions(tx);
  return told.flatMap(({ seq, subjectId, at }): Told[] => {
    const own = versions.filter(({ account }) => account === subjectId);
    const place = own.findLastIndex(({ enteredAt }) => enteredAt <= at);
    const now = own[place];
    return now === undefined ? [] : [[seq, costLines(own[place - 1]), costLines(now)]];
  });
}

type Costs = Awaited<ReturnType<typeof listAccountCostVersions>>[number];

const costLines = (costs: Costs | undefined): Lines =>
  new Map(
    costs === undefined
      ? []
      : [
          ["Fee of a sale", `${percentText(costs.rate)}%`],
          ["Dollars of each sale", formatUsd(costs.fixed)],
        ],
  );

/** Figures filed otherwise than computed, and payments, of a year told as filed. Each such event is about a version of its own. */
export async function filingChanges(
  tx: ClientTx,
  events: readonly AuditEvent[],
): Promise<readonly Told[]> {
  const told = events.filter(({ deed }) => deed === "year.edit-filed" || deed === "year.payment");
  const years = [...new Set(told.map(({ detail }) => Number(detail["year"])))];
  const changes: Told[] = [];
  for (const year of years) {
    const versions = await listFilingHistory(tx, year);
    for (const { seq, subjectId } of told.filter(({ detail }) => detail["year"] === year)) {
      const place = versions.findIndex(({ id }) => id === subjectId);
      const [now, before] = [versions[place], versions[place + 1]];
      if (now !== undefined && before !== undefined) {
        changes.push([seq, filedLines(before), filedLines(now)]);
      }
    }
  }
  return changes;
}

/** The year's head line keeps a list without edits and payments from looking as if nothing was said before. */
const filedLines = ({ year, edits, payments }: FiledReturn): Lines =>
  new Map([
    ["Year", String(year)],
    ...edits.map(({ figure, amount }) => [filedFigure(year, figure), formatUsd(amount)] as const),
    ...payments.map(
      (payment, at) =>
        [`${paymentWords(payment)}${ofSame(payments, at)}`, formatUsd(payment.amount)] as const,
    ),
  ]);

/** Payments of one kind and day are told apart by their order: "", " (2)". */
function ofSame(payments: FiledReturn["payments"], at: number): string {
  const words = payments.map(paymentWords);
  const place = words.slice(0, at).filter((word) => word === words[at]).length;
  return place === 0 ? "" : ` (${place + 1})`;
}
