import { TermBadge } from "@/app/_ui/badge";
import { Day } from "@/app/_ui/day";
import { Money } from "@/app/_ui/money";
import { Section } from "@/app/_ui/page-header";
import { Pagination } from "@/app/_ui/pagination";
import { RowHead, Table, Td, Th, TotalRow, Tr } from "@/app/_ui/table";

export function Tables() {
  return (
    <Section title="Tables">
      <Table caption="Closed lots">
        <thead>
          <tr>
            <Th sticky sort={{ href: "/gallery?sort=asset", direction: "ascending" }}>
              Asset
            </Th>
            <Th>Acquired</Th>
            <Th>Sold</Th>
            <Th numeric sort={{ href: "/gallery?sort=proceeds", direction: null }}>
              Proceeds
            </Th>
            <Th numeric>Basis</Th>
            <Th numeric>Gain</Th>
            <Th>Term</Th>
          </tr>
        </thead>
        <tbody>
          <Tr>
            <RowHead>0.52341876 BTC</RowHead>
            <Td>
              <Day date="2024-06-17" />
            </Td>
            <Td>
              <Day date="2026-03-04" />
            </Td>
            <Td numeric>
              <Money amount="34210.00" />
            </Td>
            <Td numeric>
              <Money amount="24410.00" />
            </Td>
            <Td numeric>
              <Money amount="9800.00" tone="signed" />
            </Td>
            <Td>
              <TermBadge term="long" />
            </Td>
          </Tr>
          <Tr current>
            <RowHead>2 ETH</RowHead>
            <Td>
              <Day date={null} />
            </Td>
            <Td>
              <Day date="2026-06-11" />
            </Td>
            <Td numeric>
              <Money amount="5210.00" />
            </Td>
            <Td numeric>
              <Money amount="9410.00" />
            </Td>
            <Td numeric>
              <Money amount="-4200.00" tone="signed" />
            </Td>
            <Td>
              <TermBadge term="short" />
            </Td>
          </Tr>
        </tbody>
        <tfoot>
          <TotalRow>
            <RowHead>Total</RowHead>
            <Td />
            <Td />
            <Td numeric>
              <Money amount="39420.00" />
            </Td>
            <Td numeric>
              <Money amount="33820.00" />
            </Td>
            <Td numeric>
              <Money amount="5600.00" tone="signed" />
            </Td>
            <Td />
          </TotalRow>
        </tfoot>
      </Table>
      <Pagination
        page={2}
        pages={9}
        summary="1,204 closed lots"
        hrefTemplate="/gallery?page={page}"
      />
    </Section>
  );
}
