import { formatQuantity } from "@/lib/money/format";
import type { LotRecord } from "@/lib/tax/tickets/lot-record";
import type { TicketFault } from "@/lib/tax/tickets/match-tickets";
import { clockText } from "@/lib/time/wall-clock";
import { METHOD_NAMES } from "./names";

/** How well a disposal's lots were identified, and the reason in a sentence. */
export interface RecordWords {
  readonly state: "in-time" | "partly" | "not";
  readonly label: string;
  readonly reason: string;
}

/** The classification of one disposal in words; `asset`: what it is called, times by the clocks of the zone. */
export function recordWords(record: LotRecord, zone: string, asset: string): RecordWords {
  const { settledBy, madeAt, method } = record;
  if (settledBy === "default" || madeAt === null) {
    return { state: "not", label: "Not identified", reason: notIdentified(record, zone, asset) };
  }
  const clock = clockText(madeAt, zone);
  if (settledBy === "standing-order") {
    return {
      state: "in-time",
      label: "Identified in time",
      reason: `A standing order (${method === null ? "in force" : METHOD_NAMES[method]}) of ${clock} was in force before this disposal.`,
    };
  }
  const by = settledBy === "ticket" ? "a ticket written" : "a record of";
  const named = `The lots were named by ${by} ${clock}, before this disposal.`;
  return method === null
    ? { state: "in-time", label: "Identified in time", reason: named }
    : {
        state: "partly",
        label: "Partly identified",
        reason: `${named} It named ${formatQuantity(record.identified)} of ${formatQuantity(record.quantity)} ${asset}; the rest follows ${METHOD_NAMES[method]}.`,
      };
}

function notIdentified({ kind, missed, isLate }: LotRecord, zone: string, asset: string): string {
  const fifo = `so the earliest ${asset} of the account counts as ${COUNTS_AS[kind]} (FIFO)`;
  if (missed !== null) {
    const { ticket, fault } = missed;
    return `The ticket of ${clockText(ticket.madeAt, zone)} ${FAULTS[fault]}, ${fifo}.`;
  }
  return isLate
    ? `Lots were named only after this disposal, or the broker was not told by it, ${fifo}.`
    : `Nothing was on record before this disposal, ${fifo}.`;
}

const COUNTS_AS: Readonly<Record<LotRecord["kind"], string>> = {
  sell: "sold",
  swap: "sold",
  spend: "spent",
  "gift-sent": "given",
  donation: "given",
};

const FAULTS: Readonly<Record<TicketFault | "used-up", string>> = {
  "after-the-sale": "was not written before this disposal",
  expired: "had ended by this disposal",
  withdrawn: "had been withdrawn by this disposal",
  "broker-not-told":
    "counts from 2027 only when the broker was told by the sale, which is not on record",
  "used-up": "was used up by earlier sales",
};
