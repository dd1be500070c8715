import Link from "next/link";
import { AuthorityChip } from "@/app/_ui/authority-chip";
import { assetText } from "@/lib/assets/label";
import type { SaleLotView, SaleOrderView } from "@/lib/services/sale-choice/sale-views";
import { MOST_TICKET_LOTS } from "@/lib/services/season/ticket-purposes";
import { address } from "../../_gains/address";

/** What of an order a ticket is filled in with. */
type Named = Pick<SaleOrderView, "accountId" | "account"> & {
  readonly lots: readonly Pick<SaleLotView, "key" | "units">[];
};

/** The form of a ticket with these lots filled in; of at most as many as one ticket names. */
export function ticketHref(root: string, asset: string, order: Named): string {
  const take = order.lots.map(({ key, units }) => `${units}@${key}`);
  return address(`${root}/harvest/tickets/new`, {}, { account: order.accountId, asset, take });
}

/** Nobody writes more tickets than these for one sale. */
const MOST_TICKETS = 5;

/** Leads to the form that names these lots before the sale: one ticket, or a few one after the other. */
export function TicketLinks({
  root,
  asset,
  order,
}: {
  /** The client's pages. */
  root: string;
  asset: string;
  order: Named;
}) {
  const { lots } = order;
  const firsts = lots.flatMap((_, at) => (at % MOST_TICKET_LOTS === 0 ? [at] : []));
  if (firsts.length > MOST_TICKETS) {
    return (
      <span className="text-muted">
        A ticket names at most {MOST_TICKET_LOTS} lots, and these are{" "}
        {lots.length.toLocaleString("en-US")}: sell in smaller orders, or by{" "}
        <Link
          href={`${root}/settings?part=methods`}
          prefetch={false}
          className="text-accent underline"
        >
          a standing order
        </Link>{" "}
        that takes such lots by itself. <AuthorityChip id="reg-1-1012-1-j" />
      </span>
    );
  }
  return firsts.map((from) => {
    const some = lots.slice(from, from + MOST_TICKET_LOTS);
    return (
      <Link
        key={from}
        href={ticketHref(root, asset, { ...order, lots: some })}
        prefetch={false}
        className="mr-4 inline-flex min-h-6 items-center text-accent underline"
      >
        Name {firsts.length === 1 ? "these lots" : `lots ${from + 1} to ${from + some.length}`}{" "}
        before the sale
        <span className="sr-only">
          {" "}
          of {assetText(asset)} from {order.account}
        </span>
      </Link>
    );
  });
}
