import type { Metadata } from "next";
import { ButtonLink } from "@/app/_ui/button";
import { counted } from "@/app/_ui/counted";
import { EmptyState } from "@/app/_ui/empty-state";
import { PageHeader } from "@/app/_ui/page-header";
import { Pagination } from "@/app/_ui/pagination";
import { requireUser } from "@/lib/auth/session";
import { type ReviewView, viewReview } from "@/lib/services/view-review";
import { type ClientPageProps, one, pageNumber, type Query } from "../_gains/address";
import { found } from "../_gains/found";
import { Done } from "./_components/done";
import { RangeHead } from "./_components/range-head";
import { reviewHref, reviewQuery } from "./_components/review-address";
import { ReviewFilter } from "./_components/review-filter";
import { ReviewItem } from "./_components/review-item";
import { ReviewKeys } from "./_components/review-keys";

export const metadata: Metadata = { title: "Review" };

export default async function ReviewPage({ params, searchParams }: ClientPageProps) {
  const [{ clientId }, query] = await Promise.all([params, searchParams]);
  const user = await requireUser();
  const view = await found(
    viewReview(user, clientId, {
      kind: one(query, "kind"),
      year: one(query, "year"),
      severity: one(query, "severity"),
      state: one(query, "state"),
      item: one(query, "item"),
      page: pageNumber(query),
    }),
  );
  const root = `/clients/${clientId}`;
  const isCalm = view.open === 0 && view.dismissed === 0;
  return (
    <>
      <PageHeader
        title="Review"
        lead={
          isCalm
            ? "What the books cannot know by themselves waits here."
            : "Everything that stands between these books and a filing; what can move the tax most comes first."
        }
        actions={isCalm ? undefined : <ReviewKeys />}
      />
      <Done clientId={clientId} query={query} />
      {isCalm ? (
        <Calm hasTransactions={view.hasTransactions} root={root} />
      ) : (
        <>
          <RangeHead view={view} root={root} />
          <ReviewFilter view={view} clientId={clientId} query={query} />
          <Items view={view} clientId={clientId} query={query} />
        </>
      )}
    </>
  );
}

function Calm({ hasTransactions, root }: { hasTransactions: boolean; root: string }) {
  return (
    <EmptyState
      title={hasTransactions ? "Nothing to settle" : "Nothing to review yet"}
      action={
        hasTransactions ? (
          <ButtonLink href={`${root}/years`}>See the years</ButtonLink>
        ) : (
          <ButtonLink variant="primary" href={`${root}/import`}>
            Import a file
          </ButtonLink>
        )
      }
    >
      {hasTransactions
        ? "Every sale has its basis, every receipt its value. The figures are as final as the records."
        : "After an import, sales without a purchase, deposits without a history and missing values are listed here."}
    </EmptyState>
  );
}

function Items({ view, clientId, query }: { view: ReviewView; clientId: string; query: Query }) {
  if (view.items.length === 0) {
    return (
      <p className="border-ink border-t py-6 text-muted">
        {view.state === "open"
          ? "Nothing is open: what is left was put aside with a reason, and is printed on reports."
          : "Nothing was put aside."}
      </p>
    );
  }
  const template = reviewHref(clientId, query, { page: "@page@" });
  return (
    <>
      <h2 className="sr-only">{view.state === "open" ? "Open items" : "Dismissed items"}</h2>
      <ol className="border-ink border-t">
        {view.items.map((item) => (
          <ReviewItem
            key={item.key}
            item={item}
            clientId={clientId}
            back={reviewQuery(query)}
            mayWrite={view.mayWrite}
          />
        ))}
      </ol>
      <Pagination
        page={view.page}
        pages={view.pages}
        summary={counted(view.matching, "item")}
        hrefTemplate={template.replace("%40page%40", "{page}")}
      />
    </>
  );
}
