import { ButtonLink } from "@/app/_ui/button";
import { counted } from "@/app/_ui/counted";
import { Fold } from "@/app/_ui/fold";
import { Section } from "@/app/_ui/page-header";
import { assetText } from "@/lib/assets/label";
import type { SaleOrderView } from "@/lib/services/sale-choice/sale-views";
import { MOST_TICKET_LOTS } from "@/lib/services/season/ticket-purposes";
import type { OpenParts } from "../../_gains/open-parts";
import { LotTable } from "./lot-table";
import { TicketLinks, ticketHref } from "./ticket-links";

/** What to sell, account by account, with the button that writes the lots down before the sale. */
export function Orders({
  orders,
  asset,
  root,
  needsNoRecord,
  parts,
}: {
  orders: readonly SaleOrderView[];
  asset: string;
  root: string;
  /** The accounts take these lots, or ones as good, by themselves. */
  needsNoRecord: boolean;
  parts: OpenParts;
}) {
  return (
    <>
      {orders.map((order, index) => (
        <Section
          key={order.accountId}
          title={`Sell ${order.units} ${assetText(asset)} from ${order.account}`}
          lead="These lots, in this order."
          actions={
            order.lots.length <= MOST_TICKET_LOTS && (
              <ButtonLink
                variant={index === 0 && !needsNoRecord ? "primary" : "secondary"}
                size="small"
                href={ticketHref(root, asset, order)}
              >
                Write down the lots
              </ButtonLink>
            )
          }
        >
          <LotsOrFold
            order={order}
            asset={asset}
            name={`best.${order.accountId}`}
            root={root}
            parts={parts}
          />
          {order.lots.length > MOST_TICKET_LOTS && (
            <p className="mt-2">
              <TicketLinks root={root} asset={asset} order={order} />
            </p>
          )}
        </Section>
      ))}
    </>
  );
}

/** More lots than this are shown when they are asked for. */
const SHOWN = 8;

/** The lots of an order; many of them behind a fold. */
export function LotsOrFold({
  order,
  asset,
  name,
  root,
  parts,
  shown = SHOWN,
  as = "",
}: {
  order: SaleOrderView;
  asset: string;
  /** What tells these lots from others of the same account on the page: "as the account sells". */
  as?: string;
  /** Names the fold in the address. */
  name: string;
  root: string;
  parts: OpenParts;
  /** Up to so many stand there unasked. */
  shown?: number;
}) {
  const { account, accountId, lots, units } = order;
  const table = (
    <LotTable
      caption={`Lots of ${assetText(asset)} from ${account}${as === "" ? "" : `, ${as}`}`}
      lots={lots}
      units={units}
      place={{ name, asset, accountId, account, root }}
      parts={parts}
    />
  );
  return lots.length <= shown ? (
    table
  ) : (
    <Fold
      label={`${counted(lots.length, "lot")} of ${assetText(asset)} from ${account}`}
      href={parts.href(name)}
      isOpen={parts.isOpen(name)}
    >
      {table}
    </Fold>
  );
}
