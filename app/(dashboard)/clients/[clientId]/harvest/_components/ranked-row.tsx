import { AuthorityChip } from "@/app/_ui/authority-chip";
import { tick } from "@/app/_ui/choice";
import { dayText } from "@/app/_ui/day";
import { Fold } from "@/app/_ui/fold";
import { Money, Quantity } from "@/app/_ui/money";
import { WhyLink } from "@/app/_ui/why-link";
import { assetText } from "@/lib/assets/label";
import type { HarvestLotView, HarvestRowView } from "@/lib/services/gains/harvest-rows";
import type { SaleLotView } from "@/lib/services/sale-choice/sale-views";
import type { OpenParts } from "../../_gains/open-parts";
import { QuoteAge } from "../../_gains/quote-age";
import { LotTable } from "./lot-table";
import { TicketLink } from "./orders";

/** One sale: tick it, read why, open its lots. */
export function RankedRow({
  row,
  today,
  hasPicks,
  parts,
  root,
  whyHref,
}: {
  row: HarvestRowView;
  today: string;
  hasPicks: boolean;
  parts: OpenParts;
  /** The client's pages. */
  root: string;
  /** The same page with the worksheets of this row open. */
  whyHref: (key: string) => string;
}) {
  const id = `pick-${row.key}`;
  return (
    <li
      className={`border-line border-b ${row.isPicked ? "bg-accent-soft" : ""} grid grid-cols-[2.5rem_minmax(0,1fr)] gap-x-2 px-2 py-3`}
    >
      <span className="grid justify-items-center gap-1">
        <input
          // A tick follows the address when it changes under it.
          key={String(row.isPicked)}
          id={id}
          type="checkbox"
          name="pick"
          value={row.key}
          defaultChecked={row.isPicked}
          className={tick}
        />
        <span className="text-muted text-xs">{row.rank}</span>
      </span>
      <div className="min-w-0">
        <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
          <label htmlFor={id} className="font-semibold">
            Sell <Quantity amount={row.quantity} asset={row.asset} />
            <span className="font-normal text-muted"> from {row.account}</span>
          </label>
          <span className="text-right">
            <span className="text-muted text-sm">{row.onlyCarries ? "carries " : "saves "}</span>
            <WhyLink
              href={whyHref(row.key)}
              about={`the worksheets without and with row ${row.rank}`}
            >
              <Money
                amount={row.onlyCarries ? row.carryoverAdded : row.saving}
                className="font-semibold text-lg"
              />
            </WhyLink>
          </span>
        </div>
        <p className="mt-1">
          {row.reason} <span className="text-muted">{row.stop}</span>
        </p>
        {row.elsewhere !== null && <p className="text-muted text-sm">{row.elsewhere}</p>}
        <p className="mt-1 flex flex-wrap gap-x-4 gap-y-0.5 text-muted text-sm">
          <span>
            Worth <Money amount={row.value} />, <Money amount={row.gain} tone="signed" />
          </span>
          {row.niit !== "0" && (
            <span>
              <Money amount={row.niit} /> of it net investment income tax{" "}
              <AuthorityChip id="irc-1411" />
            </span>
          )}
          {row.isCollectible && (
            <span>
              a collectible, long-term at up to 28% <AuthorityChip id="irc-408-m" />
            </span>
          )}
          {row.fees !== "0" && (
            <span>
              <Money amount={row.fees} /> of it goes to sell
            </span>
          )}
          {row.carryoverAdded !== "0" && !row.onlyCarries && (
            <span>
              adds <Money amount={row.carryoverAdded} /> to the carryover
            </span>
          )}
          {hasPicks && row.besidePicks !== null && row.besidePicks !== row.saving && (
            <span>
              {row.isPicked ? "of what is ticked it brings " : "on top of what is ticked it adds "}
              <Money amount={row.besidePicks} />
            </span>
          )}
        </p>
        <Fold
          className="text-sm"
          label={rangeOf(row)}
          href={parts.href(row.key)}
          isOpen={parts.isOpen(row.key)}
        >
          <LotTable
            caption={`Lots of ${assetText(row.asset)} this sale takes, in order`}
            lots={row.lots.map(saleLot)}
          />
          <p className="mt-2">
            <TicketLink
              root={root}
              asset={row.asset}
              order={{
                accountId: row.accountId,
                account: row.account,
                lots: row.lots.map(({ key, quantity }) => ({ key, units: quantity })),
              }}
            />
          </p>
          <QuoteAge at={row.priceAt} source={row.priceSource} today={today} />
        </Fold>
      </div>
    </li>
  );
}

/** "24 lots, Apr 7, 2024 to Nov 1, 2025, by FIFO": what the sale really takes, first to last. */
function rangeOf({ lots, method }: HarvestRowView): string {
  const days = [lots[0], lots.at(-1)].map((lot) => lot?.acquired ?? null);
  const [first, last] = days.map((day) =>
    day === null ? "a day not known" : day === "inherited" ? "inherited" : dayText(day),
  );
  const span = first === last ? first : `${first} to ${last}`;
  return `${lots.length} ${lots.length === 1 ? "lot" : "lots"}, ${span}, by ${method}`;
}

/** A lot of the list as the tables of orders show it. */
function saleLot({ quantity, value, ...lot }: HarvestLotView): SaleLotView {
  return { ...lot, units: quantity, proceeds: value };
}
