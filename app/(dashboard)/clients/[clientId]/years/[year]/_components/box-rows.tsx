import Link from "next/link";
import { counted } from "@/app/_ui/counted";
import { Day } from "@/app/_ui/day";
import { Money } from "@/app/_ui/money";
import { Section } from "@/app/_ui/page-header";
import { Pagination } from "@/app/_ui/pagination";
import { RowHead, Table, Td, Th, TotalRow, Tr } from "@/app/_ui/table";
import { WhyLink } from "@/app/_ui/why-link";
import type { BoxRowsView } from "@/lib/services/view-year";
import { address, type Query } from "../../../_gains/address";

/** The rows of one box, a page at a time, with the totals of the box. */
export function BoxRows({
  open,
  path,
  query,
  root,
  whyHref,
}: {
  open: BoxRowsView;
  path: string;
  query: Query;
  root: string;
  whyHref: (name: string) => string;
}) {
  const { box } = open;
  // Codes are rare: their two columns stand only where there are any.
  const isAdjusted = Number(box.adjustment) !== 0 || open.rows.some((row) => row.codes !== "");
  const template = address(path, query, { page: "@page@", why: null }).replace(
    "%40page%40",
    "{page}",
  );
  return (
    <Section
      id="rows"
      title={`Rows of box ${box.box}`}
      lead={box.words}
      actions={
        <Link
          href={address(path, query, { box: null, page: null, why: null })}
          prefetch={false}
          className="inline-flex min-h-6 items-center text-accent text-sm underline"
        >
          Close the rows
        </Link>
      }
    >
      <Table caption={`Rows of box ${box.box}`} tall>
        <thead>
          <tr>
            <Th sticky>(a) Description</Th>
            <Th>(b) Acquired</Th>
            <Th>(c) Sold</Th>
            <Th numeric>(d) Proceeds</Th>
            <Th numeric>(e) Basis</Th>
            {isAdjusted && <Th>(f) Code</Th>}
            {isAdjusted && <Th numeric>(g) Adjustment</Th>}
            <Th numeric>(h) Gain or loss</Th>
            <Th>Account</Th>
            <Th>Lot by</Th>
            <Th>Source</Th>
          </tr>
        </thead>
        <tbody>
          {open.rows.map((row) => (
            <Tr key={row.index}>
              <RowHead className="whitespace-nowrap">{row.description}</RowHead>
              <Td>
                <Day date={row.acquired} />
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
              {isAdjusted && <Td>{row.codes}</Td>}
              {isAdjusted && (
                <Td numeric>{row.codes !== "" && <Money amount={row.adjustment} />}</Td>
              )}
              <Td numeric>
                <WhyLink
                  href={whyHref(`row:${box.box}:${row.index}`)}
                  about={`how the gain of ${row.description} is made`}
                >
                  <Money amount={row.gain} tone="signed" />
                </WhyLink>
              </Td>
              <Td className="whitespace-nowrap">{row.account}</Td>
              <Td className="whitespace-nowrap">{row.method}</Td>
              <Td className="whitespace-nowrap text-muted">
                <Link
                  href={
                    row.form === null
                      ? `${root}/ledger?tx=${row.transactionId}`
                      : `${root}/forms?form=${encodeURIComponent(row.form)}`
                  }
                  prefetch={false}
                  className="underline"
                >
                  {row.form === null ? row.place : "line of a Form 1099-DA"}
                </Link>
              </Td>
            </Tr>
          ))}
        </tbody>
        <tfoot>
          <TotalRow>
            <RowHead>Box {box.box}, all rows</RowHead>
            <Td colSpan={2} />
            <Td numeric>
              <Money amount={box.proceeds} />
            </Td>
            <Td numeric>
              <Money amount={box.basis} />
            </Td>
            {isAdjusted && <Td />}
            {isAdjusted && (
              <Td numeric>
                <Money amount={box.adjustment} />
              </Td>
            )}
            <Td numeric>
              <Money amount={box.gain} tone="signed" />
            </Td>
            <Td colSpan={3} />
          </TotalRow>
        </tfoot>
      </Table>
      <Pagination
        page={open.page}
        pages={open.pages}
        summary={counted(box.rows, "row")}
        hrefTemplate={`${template}#rows`}
      />
    </Section>
  );
}
