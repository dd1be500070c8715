import Link from "next/link";
import { ButtonLink } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { PageHeader, Section } from "@/app/_ui/page-header";
import type { OpenMovesView } from "@/lib/services/view-link";
import { TransferProposals } from "../../../_books/transfer-proposals";
import { MoveLine, moveWords } from "./move-line";
import { SearchForm } from "./search-form";

/** Everything that left or arrived and has no other side yet. */
export function OpenMoves({
  clientId,
  view,
  search,
}: {
  clientId: string;
  view: OpenMovesView;
  search: string;
}) {
  const { rows, more, mayWrite } = view;
  return (
    <>
      <PageHeader
        over={<Link href={`/clients/${clientId}/ledger`}>Ledger</Link>}
        title="Rows without another side"
        lead="What left an account or reached one, and is not linked yet. It counts as neither a sale nor income until you say what it was."
      />
      {mayWrite && <TransferProposals clientId={clientId} found={view} shown={50} />}
      {rows.length === 0 && search === "" ? (
        <EmptyState title="Every move has both its sides">
          Nothing left or arrived that is not explained.
        </EmptyState>
      ) : (
        <Section title="All of them, the latest first">
          <SearchForm search={search} kept={[]} />
          {rows.length === 0 && <p className="text-muted">No row holds these words.</p>}
          <ul className="border-line border-t">
            {rows.map((row) => (
              <li
                key={row.id}
                className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 border-line border-b py-3"
              >
                <div className="min-w-0 max-w-prose">
                  <p>
                    <MoveLine move={row} />
                  </p>
                  {row.notTransfer !== null && (
                    <p className="text-muted text-sm">No transfer: “{row.notTransfer}”</p>
                  )}
                </div>
                <ButtonLink size="small" href={`/clients/${clientId}/ledger/link?row=${row.id}`}>
                  Find its other side<span className="sr-only">: {moveWords(row)}</span>
                </ButtonLink>
              </li>
            ))}
          </ul>
          {more > 0 && (
            <p className="mt-3 text-muted text-sm">
              and {more.toLocaleString("en-US")} more: search for them.
            </p>
          )}
        </Section>
      )}
    </>
  );
}
