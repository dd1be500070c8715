import Link from "next/link";
import { TermBadge } from "@/app/_ui/badge";
import { counted } from "@/app/_ui/counted";
import { Day } from "@/app/_ui/day";
import { Money } from "@/app/_ui/money";
import { RowHead, Table, Td, Th, TotalRow, Tr } from "@/app/_ui/table";
import { WhyLink } from "@/app/_ui/why-link";
import { assetText } from "@/lib/assets/label";
import type { SaleLotView } from "@/lib/services/sale-choice/sale-views";
import { address } from "../../_gains/address";
import type { OpenParts } from "../../_gains/open-parts";
import { type LotPlace, LotSheet, lotKey } from "./lot-sheet";

/** A column that a telephone has no room for. */
const wide = "max-sm:hidden";

/** Lots a page shows at once. */
const MOST_ROWS = 500;

/** The lots a sale takes, in its order; each gain opens how it is made. Of very many the first. */
export function LotTable({
  caption,
  lots,
  place,
  parts,
  units = null,
}: {
  caption: string;
  lots: readonly SaleLotView[];
  place: LotPlace;
  parts: OpenParts;
  /** Their units together, told under several of them. */
  units?: string | null;
}) {
  const asked = lots.find((lot) => parts.asked === lotKey(place, lot));
  return (
    <>
      {asked !== undefined && <LotSheet lot={asked} place={place} closeHref={parts.closeHref} />}
      <Table caption={caption}>
        <thead>
          <tr>
            <Th sticky>Acquired</Th>
            <Th numeric>Units</Th>
            <Th className={wide}>Term</Th>
            <Th numeric className={wide}>
              Basis
            </Th>
            <Th numeric className={wide}>
              Proceeds
            </Th>
            <Th numeric>Gain or loss</Th>
          </tr>
        </thead>
        <tbody>
          {lots.slice(0, MOST_ROWS).map((lot) => (
            <Lot key={lot.key} lot={lot} whyHref={parts.whyHref(lotKey(place, lot))} />
          ))}
        </tbody>
        {units !== null && lots.length > 1 && (
          <tfoot>
            <TotalRow>
              <RowHead>Together</RowHead>
              <Td numeric>{units}</Td>
              <Td />
              <Td numeric className={wide} />
              <Td numeric className={wide} />
              <Td numeric />
            </TotalRow>
          </tfoot>
        )}
      </Table>
      {lots.length > MOST_ROWS && (
        <p className="mt-2 text-muted text-sm">
          The first {MOST_ROWS} of {counted(lots.length, "lot")}.{" "}
          <Link
            href={address(
              `${place.root}/lots`,
              {},
              { asset: place.asset, account: place.accountId },
            )}
            prefetch={false}
            className="text-accent underline"
          >
            Every lot of {assetText(place.asset)} there
          </Link>
        </p>
      )}
    </>
  );
}

function Lot({ lot, whyHref }: { lot: SaleLotView; whyHref: string }) {
  return (
    <Tr>
      <RowHead>
        {lot.acquired === "inherited" ? "inherited" : <Day date={lot.acquired} />}
        <span className="mt-0.5 block w-fit sm:hidden">
          <TermBadge term={lot.term} />
        </span>
      </RowHead>
      <Td numeric>
        <data value={lot.units}>{lot.units}</data>
        <span className="block text-muted text-xs">
          {lot.isWhole ? "all of it" : "a part of it"}
        </span>
      </Td>
      <Td className={wide}>
        <TermBadge term={lot.term} />
      </Td>
      <Td numeric className={wide}>
        <Money amount={lot.basis} />
      </Td>
      <Td numeric className={wide}>
        <Money amount={lot.proceeds} />
      </Td>
      <Td numeric>
        <WhyLink href={whyHref} about="how it is made">
          <Money amount={lot.gain} tone="signed" />
        </WhyLink>
      </Td>
    </Tr>
  );
}
