import { formatQuantity, formatUsd } from "@/lib/money/format";
import { formDate } from "@/lib/tax/forms/form-8949";
import type { Issue } from "@/lib/tax/issue";
import type { YearEndInput } from "./input";
import type { PrintedIssue, YearEndReport } from "./model";
import { accountName, assetName } from "./names";
import { counted, printable } from "./text";

/** Open items printed one by one; the rest is counted. */
export const ISSUES_PRINTED = 500;

/** Issues that can touch the year: those dated up to its last day, blocking ones first, then by date. */
export function issuesOfYear(issues: readonly Issue[], year: number): Issue[] {
  const rank = (issue: Issue): string =>
    `${issue.severity === "blocking" ? 0 : 1} ${issue.date} ${issue.transaction} ${issue.code}`;
  return issues
    .filter((issue) => Number(issue.date.slice(0, 4)) <= year)
    .sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
}

/** An item as it is printed, one that the engine reports or another. */
type Printable = Pick<Issue, "severity" | "date" | "message" | "remedy"> & {
  readonly account: Issue["account"] | null;
  readonly asset: string | null;
  readonly quantity: Issue["quantity"];
  readonly transaction: Issue["transaction"] | null;
  readonly dismissed: string | null;
};

/** What is wrong with which row: how the review names an issue it put aside. */
function nameOf({ code, transaction, account, asset }: Issue): string {
  return [code, transaction, account, asset ?? ""].join("~");
}

function printItem(input: YearEndInput, issue: Printable): PrintedIssue {
  const units =
    issue.quantity === null
      ? assetName(input, issue.asset ?? "")
      : `${formatQuantity(issue.quantity)} ${assetName(input, issue.asset ?? "")}`.trim();
  const place = issue.transaction === null ? null : input.sources.get(issue.transaction)?.place;
  const source = printable(place ?? "", 90);
  const account = issue.account === null ? "" : accountName(input.accounts, issue.account);
  return {
    severity: issue.severity,
    mark: issue.severity === "blocking" ? "Open" : "Look at",
    where: [formDate(issue.date), account, units, source]
      .filter((part) => part !== "")
      .join("  ·  "),
    message: printable(issue.message, 600),
    remedy: printable(issue.remedy, 600),
    aside: issue.dismissed === null ? "" : `Put aside: ${printable(issue.dismissed, 320)}`,
  };
}

/** How many things keep the figures from being final: blocking issues, or rows without amounts when no issue names them. */
export function openCount(input: Pick<YearEndInput, "issues" | "year" | "result">): number {
  const blocking = issuesOfYear(input.issues, input.year).filter(
    (issue) => issue.severity === "blocking",
  ).length;
  return blocking > 0
    ? blocking
    : input.result.unknownRows.length + input.result.unknownIncome.length;
}

/** "3 open items; these figures are not final", or null when nothing is open. */
export function draftSentence(
  input: Pick<YearEndInput, "issues" | "year" | "result">,
): string | null {
  const open = openCount(input);
  return open === 0 ? null : `${counted(open, "open item")}; these figures are not final`;
}

function othersOf(input: YearEndInput): readonly Printable[] {
  return (input.open?.others ?? [])
    .filter(({ date }) => Number(date.slice(0, 4)) <= input.year)
    .map((other) => ({ severity: "check", ...other }));
}

function rangeSentence({ open, year }: YearEndInput): string {
  if (open === undefined || (open.tax ?? open.gain) === null) {
    return "";
  }
  const [what, span] = open.tax === null ? ["net capital gain", open.gain] : ["tax", open.tax];
  if (span === null) {
    return "";
  }
  const words = open.isBound ? ["between", "and"] : ["about", "to"];
  const unknown =
    open.unknown === 0
      ? ""
      : ` Not in it: ${counted(open.unknown, "item")} of which nothing is known.`;
  return `As these items are settled, the ${what} of ${year} is ${words[0]} ${formatUsd(span.low)} ${words[1]} ${formatUsd(span.high)}, from the best evidence to a basis of zero (IRC 1012, 6001); as the books stand it is ${formatUsd(span.now)}. Federal income tax and net investment income tax only.${unknown}`;
}

function kindsSentence({ open }: YearEndInput): string {
  const kinds = open?.kinds ?? [];
  return kinds.map(({ title, count }) => `${title.toLowerCase()} ${count}`).join(", ");
}

/** The page of open items. */
export function openItems(input: YearEndInput): YearEndReport["issues"] {
  const issues = issuesOfYear(input.issues, input.year);
  const draft = draftSentence(input);
  const notes = issues.filter((issue) => issue.severity === "check").length;
  const looks = notes === 0 ? "" : ` ${counted(notes, "further note")} to look at.`;
  const all: readonly Printable[] = [
    ...issues.map((issue) => ({
      dismissed: input.open?.dismissed.get(nameOf(issue)) ?? null,
      ...issue,
    })),
    ...othersOf(input),
  ];
  const left = all.length - ISSUES_PRINTED;
  return {
    heading: "Open items",
    sentence:
      draft === null
        ? `No open items: nothing in the records keeps these figures from being final.${looks}`
        : `${draft}.${looks}`,
    range: rangeSentence(input),
    kinds: kindsSentence(input),
    items: all.slice(0, ISSUES_PRINTED).map((item) => printItem(input, item)),
    more: left > 0 ? `And ${counted(left, "more item")}, listed under Review in the product.` : "",
  };
}
