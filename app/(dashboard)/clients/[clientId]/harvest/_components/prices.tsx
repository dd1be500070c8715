import { AssetName } from "@/app/_ui/asset-name";
import { ButtonLink } from "@/app/_ui/button";
import { Price, Quantity } from "@/app/_ui/money";
import { Section } from "@/app/_ui/page-header";
import { RowHead, Table, Td, Th, Tr } from "@/app/_ui/table";
import { assetText } from "@/lib/assets/label";
import type { HarvestView } from "@/lib/services/view-harvest";
import { QuoteAge } from "../../_gains/quote-age";
import { Asked, AskedIf } from "./asked-text";
import { lotsHref } from "./lots-href";

/** A column that a telephone has no room for; what it says stands under the asset there. */
const wide = "max-sm:hidden";

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
        <ButtonLink size="small" href={`${root}/settings?part=prices`}>
          Change or fetch prices
        </ButtonLink>
      }
    >
      <Table caption="Prices used">
        <thead>
          <tr>
            <Th sticky>Asset</Th>
            <Th numeric className={wide}>
              Units held
            </Th>
            <Th numeric>Price</Th>
            <Th className={wide}>At, from</Th>
            <Th numeric className={wide}>
              Value
            </Th>
            <Th numeric>Unrealised</Th>
          </tr>
        </thead>
        <tbody>
          {view.holdings.map((holding) => (
            <PriceRow
              key={holding.asset}
              holding={holding}
              today={view.asOf}
              href={lotsHref(root, view, holding.asset)}
            />
          ))}
        </tbody>
      </Table>
    </Section>
  );
}

function PriceRow({
  holding,
  today,
  href,
}: {
  holding: HarvestView["holdings"][number];
  today: string;
  /** The lots it is the sum of. */
  href: string;
}) {
  const units = <Quantity amount={holding.quantity} />;
  const age = <QuoteAge at={holding.priceAt} source={holding.priceSource} today={today} />;
  const isPriced = holding.value !== null;
  return (
    <Tr>
      <RowHead>
        <AssetName id={holding.asset} />
        <span className="block font-normal text-muted text-xs sm:hidden">
          {units}
          {age}
        </span>
      </RowHead>
      <Td numeric className={wide}>
        {units}
      </Td>
      <Td numeric>
        <Price amount={holding.price} />
      </Td>
      <Td className={wide}>{age}</Td>
      <Td numeric className={wide}>
        {isPriced ? <Asked amount={holding.value} href={href} /> : <Price amount={null} />}
      </Td>
      <Td numeric>
        {isPriced ? (
          <AskedIf
            amount={holding.gain}
            href={href}
            about={`every lot of ${assetText(holding.asset)}`}
            tone="signed"
          />
        ) : (
          <Price amount={null} />
        )}
      </Td>
    </Tr>
  );
}
