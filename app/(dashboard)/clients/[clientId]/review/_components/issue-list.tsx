import { IssueBadge } from "@/app/_ui/badge";
import { ButtonLink } from "@/app/_ui/button";
import { Day } from "@/app/_ui/day";
import { Quantity } from "@/app/_ui/money";
import type { IssueView } from "@/lib/services/gains/issue-view";

/** Issues as a list of cases: what is wrong, what is missing, what settles it, and the way there. */
export function IssueList({ issues, root }: { issues: readonly IssueView[]; root: string }) {
  return (
    <ol className="border-ink border-t">
      {issues.map((issue) => (
        <li
          key={issue.key}
          className="grid gap-x-6 gap-y-2 border-line border-b py-4 md:grid-cols-[10.5rem_minmax(0,1fr)_auto]"
        >
          <div className="flex flex-row flex-wrap items-center gap-2 md:flex-col md:items-start">
            <IssueBadge severity={issue.severity} />
            <Day date={issue.date} className="text-sm" />
            <span className="text-muted text-sm">{issue.account}</span>
          </div>
          <div className="min-w-0">
            <h2 className="font-semibold">
              {issue.title}
              {issue.quantity !== null && (
                <>
                  {": "}
                  <Quantity amount={issue.quantity} asset={issue.asset ?? ""} />
                </>
              )}
            </h2>
            <p className="mt-0.5">{issue.message}</p>
            <p className="mt-1 text-muted text-sm">
              <strong className="font-medium text-ink">What settles it: </strong>
              {issue.remedy}
            </p>
            {issue.place !== "" && <p className="mt-1 text-muted text-xs">{issue.place}</p>}
          </div>
          <div className="flex flex-wrap items-start gap-2 md:flex-col md:items-stretch">
            <ButtonLink size="small" href={`${root}/ledger?tx=${issue.transactionId}`}>
              Open the row
            </ButtonLink>
            <Remedy issue={issue} root={root} />
          </div>
        </li>
      ))}
    </ol>
  );
}

/** The form that adds what is missing, where adding is the remedy. */
function Remedy({ issue, root }: { issue: IssueView; root: string }) {
  if (issue.code !== "missing-basis") {
    return null;
  }
  const search = new URLSearchParams({ add: "buy", account: issue.accountId });
  if (issue.asset !== null) {
    search.set("asset", issue.asset);
  }
  return (
    <ButtonLink size="small" href={`${root}/ledger?${search.toString()}`}>
      Add what is missing
    </ButtonLink>
  );
}
