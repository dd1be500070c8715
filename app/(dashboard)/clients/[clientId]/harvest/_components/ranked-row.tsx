import { Fragment } from "react";
import { AuthorityChip } from "@/app/_ui/authority-chip";
import { tick } from "@/app/_ui/choice";
import { counted } from "@/app/_ui/counted";
import { dayText } from "@/app/_ui/day";
import { Fold } from "@/app/_ui/fold";
import { Money, Quantity } from "@/app/_ui/money";
import { WhyLink } from "@/app/_ui/why-link";
import { assetText } from "@/lib/assets/label";
import type { HarvestLotView, HarvestRowView } from "@/lib/services/gains/harvest-rows";
import { tickedKey } from "@/lib/services/gains/picks";
import type { RowNote } from "@/lib/services/gains/row-notes";
import type { SaleLotView } from "@/lib/services/sale-choice/sale-views";
import type { OpenParts } from "../../_gains/open-parts";
import { QuoteAge } from "../../_gains/quote-age";
import { Asked, AskedText } from "./asked-text";
import { LotTable } from "./lot-table";
import { TicketLinks } from "./ticket-links";

/** One sale: tick it, read why, open its lots. */
export function RankedRow({
  row,
  today,
  hasPicks,
  parts,
  root,
}: {
  row: HarvestRowView;
  today: string;
  hasPicks: boolean;
  parts: OpenParts;
  /** The client's pages. */
  root: string;
}) {
  const id = `pick-${row.key}`;
  const whyHref = parts.whyHref(row.key);
  return (
    <li
      className={`border-line border-b ${row.isPicked ? "bg-accent-soft" : ""} grid grid-cols-[2.5rem_minmax(0,1fr)] gap-x-2 px-2 py-3`}
    >
      <span className="grid content-start justify-items-center gap-1">
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
            <WhyLink href={whyHref} about={`the worksheets without and with row ${row.rank}`}>
              <Money
                amount={row.onlyCarries ? row.carryoverAdded : row.saving}
                className="font-semibold text-lg"
              />
            </WhyLink>
          </span>
        </div>
        <p className="mt-1">
          <AskedText text={row.reason} href={whyHref} />{" "}
          <span className="text-muted">
            <Note note={row.stop} parts={parts} />
          </span>
        </p>
        {row.elsewhere.length > 0 && (
          <p className="text-muted text-sm">
            {assetText(row.asset)} elsewhere:
            {row.elsewhere.map((note) => (
              <Fragment key={note.text}>
                {" "}
                <Note note={note} parts={parts} />
              </Fragment>
            ))}
          </p>
        )}
        <Facts
          row={row}
          hasPicks={hasPicks}
          whyHref={whyHref}
          tickedHref={parts.whyHref(tickedKey(row.key))}
        />
        <Fold
          className="text-sm"
          label={rangeOf(row)}
          href={parts.href(row.key)}
          isOpen={parts.isOpen(row.key)}
        >
          <LotTable
            caption={`Lots of ${assetText(row.asset)} this sale takes, in order`}
            lots={row.lots.map(saleLot)}
            place={{ ...row, name: row.key, root }}
            parts={parts}
          />
          <p className="mt-2">
            <TicketLinks
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

/** A sentence on the row; the lot it tells of has worksheets of its own. */
function Note({ note, parts }: { note: RowNote; parts: OpenParts }) {
  return (
    <AskedText
      text={note.text}
      href={note.why === null ? null : parts.whyHref(note.why)}
      about="the worksheets with this lot sold too"
    />
  );
}

function Facts({
  row,
  hasPicks,
  whyHref,
  tickedHref,
}: {
  row: HarvestRowView;
  hasPicks: boolean;
  whyHref: string;
  /** The same page with its worksheets beside what is ticked open. */
  tickedHref: string;
}) {
  return (
    <p className="mt-1 flex flex-wrap gap-x-4 gap-y-0.5 text-muted text-sm">
      <span>
        Worth <Asked amount={row.value} href={whyHref} />,{" "}
        <Asked amount={row.gain} href={whyHref} tone="signed" />
      </span>
      {row.niit !== "0" && (
        <span>
          <Asked amount={row.niit} href={whyHref} /> of it net investment income tax{" "}
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
          <Asked amount={row.fees} href={whyHref} /> of it goes to sell
        </span>
      )}
      {row.carryoverAdded !== "0" && !row.onlyCarries && (
        <span>
          adds <Asked amount={row.carryoverAdded} href={whyHref} /> to the carryover
        </span>
      )}
      {hasPicks && row.besidePicks !== null && row.besidePicks !== row.saving && (
        <span>
          {row.isPicked ? "of what is ticked it brings " : "on top of what is ticked it adds "}
          <WhyLink
            href={tickedHref}
            about={`the worksheets of row ${row.rank} beside what is ticked`}
          >
            <Money amount={row.besidePicks} />
          </WhyLink>
        </span>
      )}
    </p>
  );
}

/** "24 lots, Apr 7, 2024 to Nov 1, 2025, by FIFO": what the sale really takes, first to last. */
function rangeOf({ lots, method }: HarvestRowView): string {
  const days = [lots[0], lots.at(-1)].map((lot) => lot?.acquired ?? null);
  const [first, last] = days.map((day) =>
    day === null ? "a day not known" : day === "inherited" ? "inherited" : dayText(day),
  );
  const span = first === last ? first : `${first} to ${last}`;
  return `${counted(lots.length, "lot")}, ${span}, by ${method}`;
}

/** A lot of the list as the tables of orders show it. */
function saleLot({ quantity, value, ...lot }: HarvestLotView): SaleLotView {
  return { ...lot, units: quantity, proceeds: value };
}
