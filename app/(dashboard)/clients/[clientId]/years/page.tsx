import type { Metadata } from "next";
import Link from "next/link";
import { Badge } from "@/app/_ui/badge";
import { ButtonLink } from "@/app/_ui/button";
import { Day } from "@/app/_ui/day";
import { EmptyState } from "@/app/_ui/empty-state";
import { PageHeader } from "@/app/_ui/page-header";
import { requireUser } from "@/lib/auth/session";
import { viewFiledYears } from "@/lib/services/filing/view-filed-years";
import { viewYears } from "@/lib/services/view-years";
import { type ClientPageProps, one } from "../_gains/address";
import { found } from "../_gains/found";
import { YearTable } from "./_components/year-table";

export const metadata: Metadata = { title: "Years" };

export default async function YearsPage({ params, searchParams }: ClientPageProps) {
  const [{ clientId }, query] = await Promise.all([params, searchParams]);
  const user = await requireUser();
  const [view, filed] = await Promise.all([
    found(viewYears(user, clientId, { asOf: one(query, "as-of") })),
    found(viewFiledYears(user, clientId)),
  ]);
  const root = `/clients/${clientId}`;
  const open = view.years.filter((year) => year.open > 0);
  return (
    <>
      <PageHeader
        title="Years"
        lead={
          <>
            Every year with a sale, income or a loss passing through, as of <Day date={view.asOf} />
            .
          </>
        }
        actions={<ButtonLink href={`${root}/reports`}>Year-end reports</ButtonLink>}
      />
      {view.years.length === 0 ? (
        <EmptyState
          title="No years yet"
          action={
            view.isWhole && (
              <ButtonLink variant="primary" href={`${root}/import`}>
                Import a file
              </ButtonLink>
            )
          }
        >
          Import the whole history of an exchange, from the first purchase on: each year is worked
          out from all that came before it.
        </EmptyState>
      ) : (
        <>
          {open.length > 0 && (
            <p className="mb-4 text-sm">
              <Badge tone="loss">▲ Not final</Badge> {open.map(({ year }) => year).join(", ")}:
              amounts that are not known are in no total.{" "}
              {view.isWhole && (
                <Link href={`${root}/review`} className="text-accent underline">
                  Settle them in Review
                </Link>
              )}
            </p>
          )}
          <YearTable years={view.years} filed={filed} root={root} isWhole={view.isWhole} />
        </>
      )}
    </>
  );
}
