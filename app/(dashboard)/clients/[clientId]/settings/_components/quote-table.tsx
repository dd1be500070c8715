import { AssetName } from "@/app/_ui/asset-name";
import { Price } from "@/app/_ui/money";
import { EmptyRow, RowHead, Table, Td, Th, Tr } from "@/app/_ui/table";
import type { QuoteItem } from "@/lib/services/view-settings";
import { QuoteAge } from "../../_gains/quote-age";

/** Every asset of the books with its newest price, when it was true and who said so. */
export function QuoteTable({ quotes, today }: { quotes: readonly QuoteItem[]; today: string }) {
  return (
    <Table caption="Current prices">
      <thead>
        <tr>
          <Th sticky>Asset</Th>
          <Th numeric>Price</Th>
          <Th>At, from</Th>
        </tr>
      </thead>
      <tbody>
        {quotes.length === 0 && <EmptyRow columns={3}>No asset is in these books yet.</EmptyRow>}
        {quotes.map((quote) => (
          <Tr key={quote.asset}>
            <RowHead>
              <AssetName id={quote.asset} />
            </RowHead>
            <Td numeric>
              <Price amount={quote.price} />
            </Td>
            <Td>
              <QuoteAge at={quote.at} source={quote.source} today={today} />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
