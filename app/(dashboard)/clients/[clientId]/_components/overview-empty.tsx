import { ButtonLink } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";

/** Before the first import: what to do, and what will then stand here. */
export function OverviewEmpty({ root, year }: { root: string; year: number }) {
  return (
    <EmptyState
      title="Start with one file"
      action={
        <div className="flex flex-wrap justify-center gap-2">
          <ButtonLink variant="primary" href={`${root}/import`}>
            Import a file
          </ButtonLink>
          <ButtonLink href={`${root}/ledger?add=`}>Enter by hand</ButtonLink>
        </div>
      }
    >
      <p>
        Download the whole history of an exchange, from the first purchase on, and drop it here.
        Nothing is saved before you have seen what was read.
      </p>
      <p className="mt-3">
        Then this page answers three questions: what {year} costs so far, what can still be saved by
        December 31, and what in the books is missing.
      </p>
    </EmptyState>
  );
}
