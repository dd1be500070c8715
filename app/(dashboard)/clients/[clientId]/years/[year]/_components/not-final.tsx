import Link from "next/link";
import { ButtonLink } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";
import { Day } from "@/app/_ui/day";
import { Money, Quantity } from "@/app/_ui/money";
import { RowHead, Table, Td, Th, Tr } from "@/app/_ui/table";
import type { YearView } from "@/lib/services/view-year";

/** What keeps the year from being final, first on the page; nothing when nothing does. */
export function NotFinal({ view, root }: { view: YearView; root: string }) {
  if (view.refusal !== null) {
    return (
      <Callout tone="caution" title="No forms and no tax for this year" className="mb-8">
        {view.refusal} Netting and carryover follow the statute and still stand.
      </Callout>
    );
  }
  if (view.final) {
    return null;
  }
  return (
    <div className="mb-10">
      <Callout
        tone="bad"
        title={title(view)}
        actions={
          view.isWhole && <ButtonLink href={`${root}/review`}>Settle them in Review</ButtonLink>
        }
      >
        <p>
          Sales and receipts with an amount that is not known are in no total below. They are never
          counted as zero.
        </p>
        <ul className="mt-2 flex list-disc flex-col gap-1 pl-5 text-sm">
          {view.blocking.map((issue) => (
            <li key={issue.key}>
              <Day date={issue.date} />, {issue.account}:{" "}
              {issue.quantity !== null && (
                <strong className="font-semibold">
                  <Quantity amount={issue.quantity} asset={issue.asset ?? ""} />{" "}
                </strong>
              )}
              {issue.message}
            </li>
          ))}
        </ul>
        {view.blockingCount > view.blocking.length && (
          <p className="mt-1 text-sm">
            And {view.blockingCount - view.blocking.length} more
            {view.isWhole && (
              <>
                , listed in{" "}
                <Link href={`${root}/review`} prefetch={false} className="underline">
                  Review
                </Link>
              </>
            )}
            .
          </p>
        )}
      </Callout>
      <UnknownRows view={view} />
    </div>
  );
}

function title(view: YearView): string {
  const rows = view.unknownRowCount + view.unknownIncomeCount;
  const items = Math.max(view.blockingCount, rows);
  return `Not final: ${items} open ${items === 1 ? "item" : "items"} up to ${view.year}`;
}

function UnknownRows({ view }: { view: YearView }) {
  if (view.unknownRows.length === 0) {
    return null;
  }
  return (
    <div className="mt-4">
      <Table caption="Sales that are in no total" captionVisible>
        <thead>
          <tr>
            <Th sticky>Units</Th>
            <Th>Account</Th>
            <Th>Acquired</Th>
            <Th>Sold</Th>
            <Th numeric>Proceeds</Th>
            <Th numeric>Basis</Th>
            <Th>Source</Th>
          </tr>
        </thead>
        <tbody>
          {view.unknownRows.map((row) => (
            <Tr key={row.key}>
              <RowHead>
                <Quantity amount={row.quantity} asset={row.asset} />
              </RowHead>
              <Td>{row.account}</Td>
              <Td>
                {row.acquisitionMissing ? "missing from the books" : <Day date={row.acquired} />}
              </Td>
              <Td>
                <Day date={row.sold} />
              </Td>
              <Td numeric>
                <Money amount={row.proceeds} />
              </Td>
              <Td numeric>
                <Money amount={row.basis} />
              </Td>
              <Td className="text-muted">{row.place}</Td>
            </Tr>
          ))}
        </tbody>
      </Table>
      {view.unknownRowCount > view.unknownRows.length && (
        <p className="mt-1 text-muted text-sm">
          The first {view.unknownRows.length} of {view.unknownRowCount}.
        </p>
      )}
    </div>
  );
}
