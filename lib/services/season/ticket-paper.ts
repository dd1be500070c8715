import type { Asking, GateRefusal } from "@/db/tenant";
import { formatQuantity, formatUsd } from "@/lib/money/format";
import { EMPTY_SECTION, type Paper } from "@/lib/reports/paper";
import { printable } from "@/lib/reports/text";
import { ok, type Result } from "@/lib/result";
import { ENGINE_VERSION } from "@/lib/tax/version";
import type { Instant } from "@/lib/time/instant";
import { type TicketsView, type TicketView, viewTicket, viewTickets } from "./view-tickets";

/** What every paper of the season carries. */
export const PRODUCT = "Lotwise";

const NOT_ADVICE =
  "This paper keeps a record for your own books. It is not tax advice, and nothing here was sent to anybody by Lotwise.";

/** The paper of one ticket: what was named, when by the database's clock, the words for the exchange, and what used it. */
export async function ticketPaper(
  user: Asking,
  clientId: string,
  id: string,
  now?: Instant,
): Promise<Result<Paper, GateRefusal>> {
  const found = await viewTicket(user, clientId, id, now);
  return found.ok ? ok(paperOf(found.value, found.value.clientName)) : found;
}

const STATES: Readonly<Record<TicketView["state"], string>> = {
  open: "Waiting for the sale",
  used: "Used by the sales below",
  "used-in-part": "Used in part by the sales below",
  expired: "Ended without a sale",
  withdrawn: "Withdrawn before a sale",
};

function paperOf(ticket: TicketView, clientName: string): Paper {
  const client = printable(clientName, 80);
  const account = printable(ticket.accountName, 60);
  const title = `Identification of ${ticket.asset} before its sale`;
  return {
    product: PRODUCT,
    title,
    documentTitle: `${title}, ${client}`,
    client,
    edition: `Ticket ${ticket.id.slice(0, 8)}`,
    generated: `${ticket.writtenUtc.slice(0, 16).replace("T", " ")} UTC`,
    generatedAt: ticket.writtenUtc,
    draft: ticket.state === "withdrawn" ? "Withdrawn before a sale" : null,
    opening: `These units of ${ticket.asset} in ${account} were named before they were sold. The time below is the one the record was stored at; it cannot be typed or changed.`,
    sections: [
      {
        ...EMPTY_SECTION,
        heading: "The record",
        facts: [
          fact("Written", ticket.written, `${ticket.writtenUtc} in universal time`),
          fact("Account", account, ticket.isOwnWallet ? "A wallet of one's own" : "Held by others"),
          fact("Units", `${formatQuantity(ticket.quantity)} ${ticket.asset}`),
          fact(
            "Basis of these units",
            ticket.basis === null ? "Not known" : formatUsd(ticket.basis),
          ),
          fact("Waits until", ticket.until, "A sale from then on does not use it"),
          fact("Broker told", ticket.told ?? "Not noted", TOLD_NOTE),
          ...(ticket.withdrawn === null ? [] : [fact("Withdrawn", ticket.withdrawn)]),
          fact("State", STATES[ticket.state]),
        ],
        tables: [lotsTable(ticket)],
      },
      {
        ...EMPTY_SECTION,
        heading: "The words of the instruction",
        quoted: ticket.instruction.split("\n").map((line) => printable(line, 400)),
      },
      ...(ticket.fills.length === 0
        ? []
        : [{ ...EMPTY_SECTION, heading: "Sales that used it", tables: [fillsTable(ticket)] }]),
      {
        ...EMPTY_SECTION,
        heading: "Why this paper",
        paragraphs: [
          "Units sold or exchanged from January 1, 2025 are those identified no later than the date and time of the sale; without an identification the earliest acquired in the account count (Reg. 1.1012-1(j)(2)-(3)). Through December 31, 2026 a record in one's own books is enough for units a broker holds (Notice 2025-7; Notice 2026-20). From January 1, 2027 the broker must be told by then.",
          NOT_ADVICE,
        ],
      },
    ],
  };
}

const TOLD_NOTE = "Needed by the moment of the sale from January 1, 2027, for units a broker holds";

const fact = (label: string, value: string, note = "") => ({ label, value, note });

const lotsTable = (ticket: TicketView): Paper["sections"][number]["tables"][number] => ({
  heading: "Lots, in the order they are used",
  intro: "",
  columns: [
    { label: "Lot", align: "left", share: 2 },
    { label: "Acquired", align: "left", share: 2 },
    { label: "Units", align: "right", share: 3 },
    { label: "Basis", align: "right", share: 2 },
  ],
  rows: ticket.lots.map((lot) => [
    lot.number,
    lot.acquired ?? "not known",
    formatQuantity(lot.quantity),
    lot.basis === null ? "not known" : formatUsd(lot.basis),
  ]),
  total: [
    "Together",
    "",
    formatQuantity(ticket.quantity),
    ticket.basis === null ? "not known" : formatUsd(ticket.basis),
  ],
  empty: "",
});

const fillsTable = (ticket: TicketView): Paper["sections"][number]["tables"][number] => ({
  heading: "",
  intro: "",
  columns: [
    { label: "Sold at", align: "left", share: 3 },
    { label: "After the ticket", align: "left", share: 3 },
    { label: "Units", align: "right", share: 2 },
  ],
  rows: ticket.fills.map((fill) => [fill.at, fill.after, formatQuantity(fill.quantity)]),
  total: null,
  empty: "",
});

/** The paper of a year: each disposal with whether its lots were named in time, and why. */
export async function lotRecordPaper(
  user: Asking,
  clientId: string,
  year: number,
  now?: Instant,
): Promise<Result<Paper, GateRefusal>> {
  const found = await viewTickets(user, clientId, year, now);
  return found.ok ? ok(recordPaper(found.value)) : found;
}

function recordPaper(view: TicketsView): Paper {
  const client = printable(view.clientName, 80);
  const title = `Identification of lots ${view.year}`;
  const last = view.tickets[0]?.writtenUtc ?? `${view.year}-01-01T00:00:00.000Z`;
  return {
    product: PRODUCT,
    title,
    documentTitle: `${title}, ${client}`,
    client,
    edition: `Engine ${ENGINE_VERSION}`,
    generated: `${last.slice(0, 16).replace("T", " ")} UTC`,
    generatedAt: last,
    draft: null,
    opening: `${view.inTimeCount} of ${view.records.length} disposals of ${view.year} were identified in time: their lots were on record no later than the sale. Where nothing was, the earliest units of the account count as sold.`,
    sections: [
      {
        ...EMPTY_SECTION,
        heading: "Disposals of the year",
        tables: [
          {
            heading: "",
            intro: `Times in ${view.timeZone}. The rule for each account and day stands beside it.`,
            columns: [
              { label: "Sold", align: "left", share: 2 },
              { label: "Units", align: "left", share: 3 },
              { label: "Account", align: "left", share: 3 },
              { label: "Gain or loss", align: "right", share: 2.4 },
              { label: "Identified", align: "left", share: 2.6 },
              { label: "Why", align: "left", share: 8 },
            ],
            rows: view.records.map((record) => [
              record.sold,
              `${formatQuantity(record.quantity)} ${printable(record.asset, 20)}`,
              printable(record.accountName, 60),
              record.gain === null ? "not known" : formatUsd(record.gain),
              record.label,
              `${record.reason} ${record.authority}.`,
            ]),
            total: null,
            empty: `Nothing was sold in ${view.year}.`,
          },
        ],
      },
      { ...EMPTY_SECTION, heading: "About this paper", paragraphs: [NOT_ADVICE] },
    ],
  };
}
