import { ButtonLink } from "@/app/_ui/button";
import { Money, Price, Quantity } from "@/app/_ui/money";
import { Section } from "@/app/_ui/page-header";
import { RowHead, Table, Td, Th, Tr } from "@/app/_ui/table";
import type { HarvestView } from "@/lib/services/view-harvest";
import { QuoteAge } from "../../_gains/quote-age";

/** The prices everything above stands on, with their time and source. */
export function Prices({ view, root }: { view: HarvestView; root: string }) {
  if (view.holdings.length === 0) {
    return null;
  }
  return (
    <Section
      title="Prices used"
      lead="Everything above stands on these. A price more than a day old is marked; an asset without one is in no figure."
      actions={
        <ButtonLink size="small" href={`${root}/settings#prices`}>
          Change or fetch prices
        </ButtonLink>
      }
    >
      <Table caption="Prices used">
        <thead>
          <tr>
            <Th sticky>Asset</Th>
            <Th numeric>Units held</Th>
            <Th numeric>Price</Th>
            <Th>At, from</Th>
            <Th numeric>Value</Th>
            <Th numeric>Unrealised</Th>
          </tr>
        </thead>
        <tbody>
          {view.holdings.map((holding) => (
            <Tr key={holding.asset}>
              <RowHead>{holding.asset}</RowHead>
              <Td numeric>
                <Quantity amount={holding.quantity} />
              </Td>
              <Td numeric>
                <Price amount={holding.price} />
              </Td>
              <Td>
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
      </Table>
    </Section>
  );
}
