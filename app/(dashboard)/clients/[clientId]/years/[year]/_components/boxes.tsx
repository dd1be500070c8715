import Link from "next/link";
import { TermBadge } from "@/app/_ui/badge";
import { Money } from "@/app/_ui/money";
import { Section } from "@/app/_ui/page-header";
import { EmptyRow, RowHead, Table, Td, Th, Tr } from "@/app/_ui/table";
import { WhyLink } from "@/app/_ui/why-link";
import type { YearView } from "@/lib/services/view-year";
import { address, type Query } from "../../../_gains/address";

/** Form 8949 by box; each opens its rows. */
export function Boxes({
  view,
  path,
  query,
  whyHref,
}: {
  view: YearView;
  path: string;
  query: Query;
  whyHref: (name: string) => string;
}) {
  return (
    <Section
      title="Form 8949"
      lead={
        view.year >= 2025
          ? "From 2025 digital assets have boxes of their own. Without a Form 1099-DA they go to I and L."
          : "Up to 2024 digital assets without a Form 1099-B go to boxes C and F."
      }
    >
      <Table caption={`Form 8949 boxes of ${view.year}`} density="comfortable">
        <thead>
          <tr>
            <Th sticky>Box</Th>
            <Th>What it holds</Th>
            <Th numeric>Rows</Th>
            <Th numeric>(d) Proceeds</Th>
            <Th numeric>(e) Basis</Th>
            <Th numeric>(g) Adjustment</Th>
            <Th numeric>(h) Gain or loss</Th>
            <Th>To</Th>
          </tr>
        </thead>
        <tbody>
          {view.boxes.length === 0 && (
            <EmptyRow columns={8}>
              No sale or other disposition of {view.year} is in the totals.
            </EmptyRow>
          )}
          {view.boxes.map((box) => (
            <Tr key={box.box} current={view.open?.box.box === box.box}>
              <RowHead>
                <span className="flex items-center gap-2">
                  {box.box} <TermBadge term={box.term} />
                </span>
              </RowHead>
              <Td className="min-w-48 text-muted">{box.words}</Td>
              <Td numeric>
                <Link
                  href={`${address(path, query, { box: box.box, page: null, why: null })}#rows`}
                  prefetch={false}
                  className="text-accent underline"
                >
                  {box.rows.toLocaleString("en-US")}
                  <span className="sr-only"> rows of box {box.box}, open them</span>
                </Link>
              </Td>
              <Td numeric>
                <Money amount={box.proceeds} />
              </Td>
              <Td numeric>
                <Money amount={box.basis} />
              </Td>
              <Td numeric>
                <Money amount={box.adjustment} />
              </Td>
              <Td numeric>
                <WhyLink
                  href={whyHref(`box:${box.box}`)}
                  about={`how the total of box ${box.box} is made`}
                >
                  <Money amount={box.gain} tone="signed" />
                </WhyLink>
              </Td>
              <Td className="whitespace-nowrap text-muted">Schedule D {box.scheduleDLine}</Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}
