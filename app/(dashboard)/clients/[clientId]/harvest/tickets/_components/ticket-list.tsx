import Link from "next/link";
import { counted } from "@/app/_ui/counted";
import { Money, Quantity } from "@/app/_ui/money";
import { PURPOSES } from "@/lib/services/season/ticket-purposes";
import type { TicketView } from "@/lib/services/season/view-tickets";
import { StateBadge } from "./state-badge";

/** Tickets down a line, the latest first. */
export function TicketList({ tickets, path }: { tickets: readonly TicketView[]; path: string }) {
  return (
    <ul className="border-ink border-t">
      {tickets.map((ticket) => (
        <li key={ticket.id} className="border-line border-b py-3">
          <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
            <Link
              href={`${path}/${ticket.id}`}
              prefetch={false}
              className="min-w-0 break-words font-semibold text-accent underline"
            >
              <Quantity amount={ticket.quantity} asset={ticket.asset} /> from {ticket.accountName}
            </Link>
            <StateBadge state={ticket.state} purpose={ticket.purpose} />
          </div>
          <p className="mt-0.5 text-muted text-sm">
            {ticket.purpose !== "sale" && `for a ${PURPOSES[ticket.purpose].noun}, `}
            {counted(ticket.lots.length, "lot")}, basis <Money amount={ticket.basis} />, written{" "}
            {ticket.written}
            {ticket.state === "open" && <>, waits until {ticket.until}</>}
          </p>
          {ticket.fills.map((fill) => (
            <p key={fill.transactionId} className="mt-0.5 text-sm">
              <Quantity amount={fill.quantity} asset={ticket.asset} />{" "}
              {PURPOSES[ticket.purpose].past} {fill.at}, {fill.after} after it was written
            </p>
          ))}
        </li>
      ))}
    </ul>
  );
}
