import type { Metadata } from "next";
import Link from "next/link";
import { AuthorityChip } from "@/app/_ui/authority-chip";
import { DownloadLink } from "@/app/_ui/button";
import { CopyButton } from "@/app/_ui/copy-button";
import { Day } from "@/app/_ui/day";
import { DefinitionList } from "@/app/_ui/definition-list";
import { Money, Quantity } from "@/app/_ui/money";
import { PageHeader, Section } from "@/app/_ui/page-header";
import { RowHead, Table, Td, Th, TotalRow, Tr } from "@/app/_ui/table";
import { assetText } from "@/lib/assets/label";
import { requireUser } from "@/lib/auth/session";
import { PURPOSES } from "@/lib/services/season/ticket-purposes";
import { type TicketView, viewTicket } from "@/lib/services/season/view-tickets";
import { address } from "../../../_gains/address";
import { found } from "../../../_gains/found";
import { HarvestTabs } from "../../_components/harvest-tabs";
import { StateBadge } from "../_components/state-badge";
import { TellForm, WithdrawForm } from "../_components/ticket-deeds";

export const metadata: Metadata = { title: "Lots named before they leave" };

export default async function TicketPage({
  params,
}: {
  params: Promise<{ clientId: string; ticketId: string }>;
}) {
  const { clientId, ticketId } = await params;
  const user = await requireUser();
  const ticket = await found(viewTicket(user, clientId, ticketId));
  const root = `/clients/${clientId}`;
  const isOpen = ticket.state === "open" || ticket.state === "used-in-part";
  return (
    <>
      <PageHeader
        over={<StateBadge state={ticket.state} purpose={ticket.purpose} />}
        title={
          <>
            <Quantity amount={ticket.quantity} asset={ticket.asset} /> from {ticket.accountName}
          </>
        }
        lead={
          <>
            Named on {ticket.written}, by our clock. <AuthorityChip id="reg-1-1012-1-j" />
          </>
        }
        actions={
          <DownloadLink href={`/api/clients/${clientId}/tickets/${ticket.id}`} variant="primary">
            Print as PDF
          </DownloadLink>
        }
      />
      <HarvestTabs clientId={clientId} current="tickets" />
      <div className="grid gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="min-w-0">
          <Section title="Lots, in the order they are used">
            <Lots ticket={ticket} />
            {isOpen && (
              <p className="mt-2 text-sm">
                <Link
                  href={address(
                    `${root}/lots`,
                    {},
                    { asset: ticket.asset, account: ticket.accountId },
                  )}
                  prefetch={false}
                  className="text-accent underline"
                >
                  Every lot of {assetText(ticket.asset)} there, each with the line of its file
                </Link>
              </p>
            )}
          </Section>
          <Section
            title={ticket.isOwnWallet ? "For your records" : `What to tell ${ticket.accountName}`}
            actions={<CopyButton text={ticket.instruction} label="Copy the words" />}
          >
            <blockquote className="whitespace-pre-wrap break-words border-accent border-l-[3px] bg-sunken px-4 py-3">
              {ticket.instruction}
            </blockquote>
            {!ticket.isOwnWallet && ticket.mayWrite && (
              <p className="mt-2 text-muted text-sm">
                Nobody else holds these units?{" "}
                <Link
                  href={`${root}/settings?part=accounts`}
                  prefetch={false}
                  className="text-accent underline"
                >
                  Say that the wallet is your own
                </Link>
                : then your record alone counts, and there is nobody to tell.
              </p>
            )}
          </Section>
        </div>
        <div className="min-w-0">
          <Section title="The record">
            <DefinitionList items={facts(ticket)} />
            {isOpen && ticket.mayWrite && (
              <div className="mt-4 flex flex-wrap gap-2">
                {ticket.told === null && !ticket.isOwnWallet && (
                  <TellForm clientId={clientId} ticket={ticket.id} />
                )}
                {ticket.mayWithdraw && (
                  <WithdrawForm
                    clientId={clientId}
                    ticket={ticket.id}
                    noun={PURPOSES[ticket.purpose].noun}
                  />
                )}
              </div>
            )}
          </Section>
          <Section title={`${PURPOSES[ticket.purpose].plural} that used it`}>
            <Fills ticket={ticket} root={root} />
          </Section>
        </div>
      </div>
    </>
  );
}

function facts(ticket: TicketView) {
  const { label, noun } = PURPOSES[ticket.purpose];
  const items = [
    { key: "purpose", term: "For", value: label },
    { key: "written", term: "Written", value: ticket.written },
    { key: "utc", term: "The same in UTC", value: ticket.writtenUtc },
    { key: "until", term: "Waits until", value: ticket.until },
    {
      key: "told",
      term: "Broker told",
      value:
        ticket.told ??
        (ticket.isOwnWallet
          ? "Nobody to tell: a wallet of one's own"
          : ticket.mustTell
            ? `Not noted: a ${noun} needs it`
            : `Not noted; needed for a ${noun} from January 1, 2027`),
    },
  ];
  return ticket.withdrawn === null
    ? items
    : [...items, { key: "withdrawn", term: "Withdrawn", value: ticket.withdrawn }];
}

function Lots({ ticket }: { ticket: TicketView }) {
  return (
    <Table caption={`Lots of ${assetText(ticket.asset)} named`}>
      <thead>
        <tr>
          <Th sticky>Acquired</Th>
          <Th>Lot</Th>
          <Th numeric>Units</Th>
          <Th numeric>Basis</Th>
        </tr>
      </thead>
      <tbody>
        {ticket.lots.map((lot) => (
          <Tr key={lot.key}>
            <RowHead>
              {lot.acquired === "inherited" ? "inherited" : <Day date={lot.acquired} />}
            </RowHead>
            <Td>
              <span className="font-mono text-sm">{lot.number}</span>
            </Td>
            <Td numeric>
              <Quantity amount={lot.quantity} />
            </Td>
            <Td numeric>
              <Money amount={lot.basis} />
            </Td>
          </Tr>
        ))}
      </tbody>
      <tfoot>
        <TotalRow>
          <RowHead>Together</RowHead>
          <Td />
          <Td numeric>
            <Quantity amount={ticket.quantity} />
          </Td>
          <Td numeric>
            <Money amount={ticket.basis} />
          </Td>
        </TotalRow>
      </tfoot>
    </Table>
  );
}

/** An export tells of a sale; of what else left, that it left. */
function whenItComes({ purpose }: TicketView): string {
  const { noun } = PURPOSES[purpose];
  return purpose === "sale"
    ? "When you import the sale"
    : `When you import it and say that it was a ${noun}`;
}

function Fills({ ticket, root }: { ticket: TicketView; root: string }) {
  if (ticket.fills.length === 0) {
    return (
      <p className="text-muted">
        None in the books yet. {whenItComes(ticket)}, it takes these lots by itself.
      </p>
    );
  }
  return (
    <>
      <ul className="border-line border-t">
        {ticket.fills.map((fill) => (
          <li key={fill.transactionId} className="border-line border-b py-2">
            <Link
              href={`${root}/ledger?tx=${fill.transactionId}`}
              prefetch={false}
              className="text-accent underline"
            >
              <Quantity amount={fill.quantity} asset={ticket.asset} />
            </Link>{" "}
            {PURPOSES[ticket.purpose].past} {fill.at}
            <span className="block text-muted text-sm">{fill.after} after it was named</span>
          </li>
        ))}
      </ul>
      {ticket.left !== "0" && (
        <p className="mt-2 text-muted text-sm">
          <Quantity amount={ticket.left} asset={ticket.asset} /> of it are not used.
        </p>
      )}
    </>
  );
}
