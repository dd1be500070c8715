import { dayText } from "@/app/_ui/day";
import { Price } from "@/app/_ui/money";
import { EmptyRow, RowHead, Table, Td, Th, Tr } from "@/app/_ui/table";
import type { QuoteItem } from "@/lib/services/view-settings";

/** Every asset of the books with its newest price, when it was true and who said so. */
export function QuoteTable({ quotes }: { quotes: readonly QuoteItem[] }) {
  return (
    <Table caption="Current prices">
      <thead>
        <tr>
          <Th sticky>Asset</Th>
          <Th numeric>Price</Th>
          <Th>As of</Th>
          <Th>Source</Th>
        </tr>
      </thead>
      <tbody>
        {quotes.length === 0 && <EmptyRow columns={4}>No asset is in these books yet.</EmptyRow>}
        {quotes.map((quote) => (
          <Tr key={quote.asset}>
            <RowHead>{quote.asset}</RowHead>
            <Td numeric>
              <Price amount={quote.price} />
            </Td>
            <Td className="whitespace-nowrap">
              {quote.at !== null && (
                <time dateTime={quote.at}>
                  {dayText(quote.at)} {quote.at.slice(11, 16)} UTC
                </time>
              )}
            </Td>
            <Td className="text-muted">{quote.source}</Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
