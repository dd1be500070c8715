import Link from "next/link";
import { TermBadge } from "@/app/_ui/badge";
import { ButtonLink } from "@/app/_ui/button";
import { Day } from "@/app/_ui/day";
import { Fold } from "@/app/_ui/fold";
import { Money } from "@/app/_ui/money";
import { Section } from "@/app/_ui/page-header";
import { RowHead, Table, Td, Th, TotalRow, Tr } from "@/app/_ui/table";
import { assetText } from "@/lib/assets/label";
import type { SaleLotView, SaleOrderView } from "@/lib/services/sale-choice/sale-views";
import { address } from "../../_gains/address";
import type { OpenParts } from "../../_gains/open-parts";

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
            <ButtonLink
              variant={index === 0 && !needsNoRecord ? "primary" : "secondary"}
              size="small"
              href={ticketHref(root, asset, order)}
            >
              Write down the lots
            </ButtonLink>
          }
        >
          <LotsOrFold order={order} asset={asset} name={`best.${order.accountId}`} parts={parts} />
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
  parts: OpenParts;
  /** Up to so many stand there unasked. */
  shown?: number;
}) {
  return order.lots.length <= shown ? (
    <Lots order={order} asset={asset} as={as} />
  ) : (
    <Fold
      label={`${order.lots.length} ${order.lots.length === 1 ? "lot" : "lots"} of ${assetText(asset)} from ${order.account}`}
      href={parts.href(name)}
      isOpen={parts.isOpen(name)}
    >
      <Lots order={order} asset={asset} as={as} />
    </Fold>
  );
}

/** What of an order a ticket is filled in with. */
type Named = Pick<SaleOrderView, "accountId" | "account"> & {
  readonly lots: readonly Pick<SaleLotView, "key" | "units">[];
};

/** The form of a ticket with these lots filled in. */
function ticketHref(root: string, asset: string, order: Named): string {
  const take = order.lots.map(({ key, units }) => `${units}@${key}`);
  return address(`${root}/harvest/tickets/new`, {}, { account: order.accountId, asset, take });
}

/** Leads to the form that names these lots before the sale. */
export function TicketLink(props: { root: string; asset: string; order: Named }) {
  return (
    <Link
      href={ticketHref(props.root, props.asset, props.order)}
      prefetch={false}
      className="inline-flex min-h-6 items-center text-accent underline"
    >
      Name these lots before the sale
      <span className="sr-only">
        {" "}
        of {assetText(props.asset)} from {props.order.account}
      </span>
    </Link>
  );
}

/** A column that a telephone has no room for. */
const wide = "max-sm:hidden";

/** The lots of one order. */
function Lots({ order, asset, as }: { order: SaleOrderView; asset: string; as: string }) {
  return (
    <Table
      caption={`Lots of ${assetText(asset)} from ${order.account}${as === "" ? "" : `, ${as}`}`}
    >
      <thead>
        <tr>
          <Th sticky>Acquired</Th>
          <Th numeric>Units</Th>
          <Th>Term</Th>
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
        {order.lots.map((lot) => (
          <Lot key={lot.key} lot={lot} />
        ))}
      </tbody>
      {order.lots.length > 1 && (
        <tfoot>
          <TotalRow>
            <RowHead>Together</RowHead>
            <Td numeric>{order.units}</Td>
            <Td />
            <Td numeric className={wide} />
            <Td numeric className={wide} />
            <Td numeric />
          </TotalRow>
        </tfoot>
      )}
    </Table>
  );
}

function Lot({ lot }: { lot: SaleLotView }) {
  return (
    <Tr>
      <RowHead>{lot.acquired === "inherited" ? "inherited" : <Day date={lot.acquired} />}</RowHead>
      <Td numeric>
        <data value={lot.units}>{lot.units}</data>
        <span className="block text-muted text-xs">
          {lot.isWhole ? "all of it" : "a part of it"}
        </span>
      </Td>
      <Td>
        <TermBadge term={lot.term} />
      </Td>
      <Td numeric className={wide}>
        <Money amount={lot.basis} />
      </Td>
      <Td numeric className={wide}>
        <Money amount={lot.proceeds} />
      </Td>
      <Td numeric>
        <Money amount={lot.gain} tone="signed" />
      </Td>
    </Tr>
  );
}
