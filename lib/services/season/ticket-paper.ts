import type { Asking, GateRefusal } from "@/db/tenant";
import { assetText } from "@/lib/assets/label";
import { formatQuantity } from "@/lib/money/format";
import { left, plainTable, right } from "@/lib/reports/columns";
import { momentText } from "@/lib/reports/dates";
import type { Table } from "@/lib/reports/model";
import { NOT_KNOWN } from "@/lib/reports/names";
import { EMPTY_SECTION, type Paper } from "@/lib/reports/paper";
import { printable } from "@/lib/reports/text";
import { ok, type Result } from "@/lib/result";
import { dayText } from "@/lib/time/day-text";
import type { Instant } from "@/lib/time/instant";
import { fact, NOT_ADVICE, PRODUCT, usdOrUnknown } from "./paper-parts";
import { PURPOSES } from "./ticket-purposes";
import { type OneTicket, type TicketView, viewTicket } from "./view-tickets";

/** The paper of one ticket: what was named, when by the database's clock, the words for the exchange, and what used it. */
export async function ticketPaper(
  user: Asking,
  clientId: string,
  id: string,
  now?: Instant,
): Promise<Result<Paper, GateRefusal>> {
  const found = await viewTicket(user, clientId, id, now);
  return found.ok ? ok(paperOf(found.value)) : found;
}

function stateText({ state, purpose }: TicketView): string {
  const { noun, plural } = PURPOSES[purpose];
  const used = `by the ${plural.toLowerCase()} below`;
  const texts: Readonly<Record<TicketView["state"], string>> = {
    open: `Waiting for the ${noun}`,
    used: `Used ${used}`,
    "used-in-part": `Used in part ${used}`,
    expired: `Ended without a ${noun}`,
    withdrawn: `Withdrawn before a ${noun}`,
  };
  return texts[state];
}

function paperOf(ticket: OneTicket): Paper {
  const client = printable(ticket.clientName, 80);
  const asset = printable(assetText(ticket.asset), 64);
  const account = printable(ticket.accountName, 120);
  const { noun, plural, past } = PURPOSES[ticket.purpose];
  const title = `Identification of ${asset} before its ${noun}`;
  return {
    product: PRODUCT,
    title,
    documentTitle: `${title}, ${client}`,
    client,
    edition: `Ticket ${ticket.id.slice(0, 8)}`,
    generated: momentText(ticket.changedAt),
    generatedAt: ticket.changedAt,
    draft: ticket.state === "withdrawn" ? stateText(ticket) : null,
    opening: `These units of ${asset} in ${account} were named before they were ${past}. The time below is the one the record was stored at; it cannot be typed or changed.`,
    sections: [
      {
        ...EMPTY_SECTION,
        heading: "The record",
        facts: recordFacts(ticket, asset, account),
        tables: [lotsTable(ticket)],
      },
      {
        ...EMPTY_SECTION,
        heading: "The words of the instruction",
        quoted: ticket.instruction.split("\n").map((line) => printable(line, 400)),
      },
      ...(ticket.fills.length === 0
        ? []
        : [{ ...EMPTY_SECTION, heading: `${plural} that used it`, tables: [fillsTable(ticket)] }]),
      {
        ...EMPTY_SECTION,
        heading: "Why this paper",
        paragraphs: [
          "Units sold, otherwise disposed of or transferred from January 1, 2025 are those identified no later than the date and time they leave; without an identification the earliest acquired in the account count (Reg. 1.1012-1(j)(2)-(3)). Through December 31, 2026 a record in one's own books is enough for units a broker holds (Notice 2025-7; Notice 2026-20). From January 1, 2027 the broker must be told by then.",
          NOT_ADVICE,
        ],
      },
    ],
  };
}

const toldNote = (noun: string) =>
  `Needed by the moment of the ${noun} from January 1, 2027, for units a broker holds`;

const recordFacts = (ticket: TicketView, asset: string, account: string) => [
  fact("Written", ticket.written, `${ticket.writtenUtc} in universal time`),
  fact("Account", account, ticket.isOwnWallet ? "A wallet of one's own" : "Held by others"),
  fact("For", PURPOSES[ticket.purpose].label, PURPOSES[ticket.purpose].says),
  fact("Units", `${formatQuantity(ticket.quantity)} ${asset}`),
  fact("Basis of these units", usdOrUnknown(ticket.basis)),
  fact(
    "Waits until",
    ticket.until,
    `A ${PURPOSES[ticket.purpose].noun} from then on does not use it`,
  ),
  ...(ticket.isOwnWallet
    ? []
    : [fact("Broker told", ticket.told ?? "Not noted", toldNote(PURPOSES[ticket.purpose].noun))]),
  ...(ticket.withdrawn === null ? [] : [fact("Withdrawn", ticket.withdrawn)]),
  fact("State", stateText(ticket)),
];

const lotsTable = (ticket: TicketView): Table => ({
  heading: "Lots, in the order they are used",
  intro: "",
  columns: [left("Lot", 2), left("Acquired", 2), right("Units", 3), right("Basis", 2)],
  rows: ticket.lots.map((lot) => [
    lot.number,
    dayText(lot.acquired ?? NOT_KNOWN),
    formatQuantity(lot.quantity),
    usdOrUnknown(lot.basis),
  ]),
  total: ["Together", "", formatQuantity(ticket.quantity), usdOrUnknown(ticket.basis)],
  empty: "",
});

const fillsTable = (ticket: TicketView): Table =>
  plainTable(
    [left("When", 3), left("After the ticket", 3), right("Units", 2)],
    ticket.fills.map((fill) => [fill.at, fill.after, formatQuantity(fill.quantity)]),
    "",
  );
