import { ButtonLink } from "@/app/_ui/button";
import { PageLinks } from "@/app/_ui/pagination";
import { type LedgerFilter, ledgerQuery } from "@/lib/services/ledger-filter";
import type { LedgerView } from "@/lib/services/view-ledger";

const count = (of: number) => of.toLocaleString("en-US");

/** Which rows these are, and the next ones. Pages are cut after a row, so new rows never repeat or hide others. */
export function LedgerPager({
  view,
  filter,
  path,
}: {
  view: LedgerView;
  filter: LedgerFilter;
  path: string;
}) {
  const from = filter.after === null ? 1 : filter.from;
  const last = from + view.entries.length - 1;
  const isFirst = filter.after === null;
  return (
    <PageLinks
      summary={
        <>
          {view.entries.length === 0 ? "No rows" : `${count(from)} to ${count(last)}`} of{" "}
          {count(view.total)} {view.total === 1 ? "transaction" : "transactions"}
          {view.questions > 0 && `, ${count(view.questions)} with an open question`}
        </>
      }
    >
      {!isFirst && (
        <ButtonLink size="small" href={`${path}${ledgerQuery(filter, { after: null, from: 1 })}`}>
          First rows
        </ButtonLink>
      )}
      {view.next !== null && (
        <ButtonLink
          size="small"
          rel="next"
          href={`${path}${ledgerQuery(filter, { after: view.next, from: last + 1 })}`}
        >
          Next {Math.min(view.entries.length, view.total - last)}
        </ButtonLink>
      )}
    </PageLinks>
  );
}
