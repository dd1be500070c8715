import type { Metadata } from "next";
import { ButtonLink } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { PageHeader } from "@/app/_ui/page-header";
import { Pagination } from "@/app/_ui/pagination";
import { requireUser } from "@/lib/auth/session";
import { viewReview } from "@/lib/services/view-review";
import { address, type ClientPageProps, one, pageNumber } from "../_gains/address";
import { found } from "../_gains/found";
import { Held } from "./_components/held";
import { IssueList } from "./_components/issue-list";
import { KindFilter } from "./_components/kind-filter";
import { Waiting } from "./_components/waiting";

export const metadata: Metadata = { title: "Review" };

export default async function ReviewPage({ params, searchParams }: ClientPageProps) {
  const [{ clientId }, query] = await Promise.all([params, searchParams]);
  const user = await requireUser();
  const view = await found(
    viewReview(user, clientId, { code: one(query, "kind"), page: pageNumber(query) }),
  );
  const root = `/clients/${clientId}`;
  const path = `${root}/review`;
  const template = address(path, query, { page: "@page@" }).replace("%40page%40", "{page}");
  return (
    <>
      <PageHeader
        title="Review"
        lead={
          view.issues.length === 0
            ? "What the books cannot know by themselves waits here."
            : "Work from the top: what was missing first is settled first, and later items often clear with it."
        }
      />
      {view.kinds.length === 0 && view.questions + view.proposalCount === 0 ? (
        <EmptyState
          title={view.hasTransactions ? "Nothing to settle" : "Nothing to review yet"}
          action={
            view.hasTransactions ? (
              <ButtonLink href={`${root}/years`}>See the years</ButtonLink>
            ) : (
              <ButtonLink variant="primary" href={`${root}/import`}>
                Import a file
              </ButtonLink>
            )
          }
        >
          {view.hasTransactions
            ? "Every sale has its basis, every receipt its value. The figures are as final as the records."
            : "After an import, sales without a purchase, deposits without a history and missing values are listed here."}
        </EmptyState>
      ) : (
        <>
          <Held years={view.yearsHeld} root={root} />
          {view.kinds.length > 0 && (
            <>
              <KindFilter view={view} path={path} />
              <IssueList issues={view.issues} root={root} />
              <Pagination
                page={view.page}
                pages={view.pages}
                summary={`${view.matching.toLocaleString("en-US")} ${view.matching === 1 ? "item" : "items"}`}
                hrefTemplate={template}
              />
            </>
          )}
          <Waiting view={view} root={root} />
        </>
      )}
    </>
  );
}
