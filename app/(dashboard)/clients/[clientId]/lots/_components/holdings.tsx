import Link from "next/link";
import { AssetName } from "@/app/_ui/asset-name";
import { counted } from "@/app/_ui/counted";
import { Money, Price, Quantity } from "@/app/_ui/money";
import { Section } from "@/app/_ui/page-header";
import { RowHead, Table, Td, Th, TotalRow, Tr } from "@/app/_ui/table";
import type { LotsView } from "@/lib/services/view-lots";
import { QuoteAge } from "../../_gains/quote-age";

/** What is held by asset: the lots below add up to this. */
export function Holdings({ view, path }: { view: LotsView; path: string }) {
  const { all } = view;
  return (
    <Section title="Holdings" lead="Every lot below, added up by asset over all accounts.">
      <Table caption="Holdings by asset" density="comfortable">
        <thead>
          <tr>
            <Th sticky>Asset</Th>
            <Th numeric>Units</Th>
            <Th numeric>Lots</Th>
            <Th numeric>Basis</Th>
            <Th numeric>Price</Th>
            <Th numeric>Value</Th>
            <Th numeric>Unrealised</Th>
          </tr>
        </thead>
        <tbody>
          {view.holdings.map((holding) => (
            <Tr key={holding.asset} current={view.query.asset === holding.asset}>
              <RowHead>
                <Link
                  href={`${path}?asset=${encodeURIComponent(holding.asset)}#lots`}
                  className="underline"
                >
                  <AssetName id={holding.asset} />
                </Link>
              </RowHead>
              <Td numeric>
                <Quantity amount={holding.quantity} />
              </Td>
              <Td numeric>{holding.lots.toLocaleString("en-US")}</Td>
              <Td numeric>
                <Money amount={holding.basis} />
              </Td>
              <Td numeric>
                <Price amount={holding.price} />
                <QuoteAge at={holding.priceAt} source={holding.priceSource} today={view.asOf} />
              </Td>
              <Td numeric>
                {holding.value === null ? (
                  <Price amount={null} />
                ) : (
                  <Money amount={holding.value} />
                )}
              </Td>
              <Td numeric>
                {holding.value === null ? (
                  <Price amount={null} />
                ) : (
                  <Money amount={holding.gain} tone="signed" />
                )}
              </Td>
            </Tr>
          ))}
        </tbody>
        <tfoot>
          <TotalRow>
            <RowHead>All</RowHead>
            <Td />
            <Td numeric>{all.lots.toLocaleString("en-US")}</Td>
            <Td numeric>
              <Money amount={all.basis} />
            </Td>
            <Td />
            <Td numeric>
              <Money amount={all.value} />
            </Td>
            <Td numeric>
              <Money amount={all.gain} tone="signed" />
            </Td>
          </TotalRow>
        </tfoot>
      </Table>
      <LeftOut view={view} />
    </Section>
  );
}

function LeftOut({ view }: { view: LotsView }) {
  const { withoutBasis, withoutPrice } = view.all;
  if (withoutBasis === 0 && withoutPrice === 0) {
    return null;
  }
  const lots = (count: number) => counted(count, "lot");
  return (
    <p className="mt-2 text-muted text-sm">
      Not in the totals:{" "}
      {[
        withoutPrice === 0 ? "" : `the value of ${lots(withoutPrice)} without a price`,
        withoutBasis === 0 ? "" : `the basis of ${lots(withoutBasis)} that is not known`,
      ]
        .filter(Boolean)
        .join(", ")}
      . Nothing is counted as zero for lack of a figure.
    </p>
  );
}
