import Link from "next/link";
import { AuthorityChip } from "@/app/_ui/authority-chip";
import { TermBadge } from "@/app/_ui/badge";
import { Day, dayText } from "@/app/_ui/day";
import { DefinitionList, WrittenSum } from "@/app/_ui/definition-list";
import { Drawer } from "@/app/_ui/drawer";
import { Money, Quantity } from "@/app/_ui/money";
import { assetText } from "@/lib/assets/label";
import type { SaleLotView } from "@/lib/services/sale-choice/sale-views";
import { address } from "../../_gains/address";

/** Where a table of lots stands: what tells it from others of the page, and what the lots are of. */
export interface LotPlace {
  readonly name: string;
  readonly asset: string;
  readonly accountId: string;
  readonly account: string;
  /** The client's pages. */
  readonly root: string;
}

/** Names in the address the gain of one lot of one table. */
export const lotKey = ({ name }: LotPlace, { key }: SaleLotView): string => `lot.${name}.${key}`;

/** How the gain of one lot is made: what it brings, less its basis. */
export function LotSheet({
  lot,
  place,
  closeHref,
}: {
  lot: SaleLotView;
  place: LotPlace;
  closeHref: string;
}) {
  const { acquired, term, units, isWhole, proceeds, basis, gain } = lot;
  const held = { asset: place.asset, account: place.accountId };
  const facts = [
    {
      key: "units",
      term: isWhole ? "Units, all of the lot" : "Units, a part of the lot",
      value: <Quantity amount={units} asset={place.asset} />,
    },
    {
      key: "acquired",
      term: "Acquired",
      value: acquired === "inherited" ? "inherited" : <Day date={acquired} />,
    },
    { key: "term", term: "Term of the sale", value: <TermBadge term={term} /> },
  ];
  return (
    <Drawer
      over={`${assetText(place.asset)} from ${place.account}`}
      title={titleOf(acquired)}
      closeHref={closeHref}
    >
      <div className="flex flex-col gap-6">
        <WrittenSum
          lines={[
            {
              key: "proceeds",
              label: "Its share of the sale, after costs",
              amount: <Money amount={proceeds} />,
            },
            {
              key: "basis",
              label: isWhole ? "Its basis" : "Basis of these units",
              role: "minus",
              amount: <Money amount={basis} />,
            },
            {
              key: "gain",
              label: "Gain or loss",
              role: "total",
              amount: <Money amount={gain} tone="signed" />,
            },
          ]}
        />
        <DefinitionList items={facts} />
        {!isWhole && (
          <p className="text-muted text-sm">
            Of a lot sold in part, the basis goes with the units, in proportion.
          </p>
        )}
        <p className="flex flex-wrap gap-1.5">
          <AuthorityChip id="irc-1001" />
          <AuthorityChip id="irc-1012" />
          <AuthorityChip id="irc-1222" />
        </p>
        <p>
          <Link
            href={address(`${place.root}/lots`, {}, held)}
            prefetch={false}
            className="text-accent underline"
          >
            Every lot of {assetText(place.asset)} there, each with the line of its file
          </Link>
        </p>
      </div>
    </Drawer>
  );
}

function titleOf(acquired: string | null): string {
  if (acquired === null) {
    return "A lot of a day not known";
  }
  return acquired === "inherited" ? "An inherited lot" : `The lot of ${dayText(acquired)}`;
}
