import { formatQuantity } from "@/lib/money/format";
import type { Issue } from "@/lib/tax/issue";
import { formDate } from "./dates";
import type { YearEndInput } from "./input";
import type { PrintedIssue, YearEndReport } from "./model";
import { accountName } from "./names";
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

function printIssue(input: YearEndInput, issue: Issue): PrintedIssue {
  const units =
    issue.quantity === null
      ? printable(issue.asset ?? "", 40)
      : `${formatQuantity(issue.quantity)} ${printable(issue.asset ?? "", 40)}`.trim();
  const source = printable(input.sources.get(issue.transaction)?.place ?? "", 90);
  return {
    severity: issue.severity,
    mark: issue.severity === "blocking" ? "Open" : "Look at",
    where: [formDate(issue.date), accountName(input.accounts, issue.account), units, source]
      .filter((part) => part !== "")
      .join("  ·  "),
    message: printable(issue.message, 600),
    remedy: printable(issue.remedy, 600),
  };
}

/** How many things keep the figures from being final: blocking issues, or rows without amounts when no issue names them. */
export function openCount(input: YearEndInput): number {
  const blocking = issuesOfYear(input.issues, input.year).filter(
    (issue) => issue.severity === "blocking",
  ).length;
  return blocking > 0
    ? blocking
    : input.result.unknownRows.length + input.result.unknownIncome.length;
}

/** "3 open items; these figures are not final", or null when nothing is open. */
export function draftSentence(input: YearEndInput): string | null {
  const open = openCount(input);
  return open === 0 ? null : `${counted(open, "open item")}; these figures are not final`;
}

/** The page of open items. */
export function openItems(input: YearEndInput): YearEndReport["issues"] {
  const issues = issuesOfYear(input.issues, input.year);
  const draft = draftSentence(input);
  const notes = issues.filter((issue) => issue.severity === "check").length;
  const looks = notes === 0 ? "" : ` ${counted(notes, "further note")} to look at.`;
  const left = issues.length - ISSUES_PRINTED;
  return {
    heading: "Open items",
    sentence:
      draft === null
        ? `No open items: nothing in the records keeps these figures from being final.${looks}`
        : `${draft}.${looks}`,
    items: issues.slice(0, ISSUES_PRINTED).map((issue) => printIssue(input, issue)),
    more: left > 0 ? `And ${counted(left, "more item")}, listed under Review in the product.` : "",
  };
}
