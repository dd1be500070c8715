import { assetText } from "@/lib/assets/label";
import { formatQuantity, formatUsd } from "@/lib/money/format";
import type { Quantity } from "@/lib/money/quantity";
import type { Usd } from "@/lib/money/usd";
import type { OpenLot } from "@/lib/tax/closed-lot";
import type { LotId } from "@/lib/tax/settings";
import type { LotRecord } from "@/lib/tax/tickets/lot-record";
import type { TicketFault } from "@/lib/tax/tickets/match-tickets";
import { dayText } from "@/lib/time/day-text";
import { clockText } from "@/lib/time/wall-clock";
import { METHOD_WORDS } from "../gains/row-view";

/** The first characters of a lot's id: enough to tell it in a list beside its day and basis. */
export const shortLot = (lot: LotId): string => lot.slice(0, 8);

/** What an instruction is made of. */
export interface InstructionParts {
  readonly account: string;
  readonly asset: string;
  readonly client: string;
  readonly isOwnWallet: boolean;
  readonly quantity: Quantity;
  readonly lots: readonly {
    readonly lot: LotId;
    readonly quantity: Quantity;
    readonly acquired: OpenLot["acquired"];
    readonly basis: Usd | null;
  }[];
}

/**
 * The words that identify the units of a sale to come: for the exchange, or for one's own records where nobody else holds
 * the units (Reg. 1.1012-1(j)(2)-(3)). Names each lot by day, units, basis and the lot's own number.
 */
export function instructionText(parts: InstructionParts): string {
  const { account, client, isOwnWallet, quantity, lots } = parts;
  const asset = assetText(parts.asset);
  const total = `${formatQuantity(quantity)} ${asset}`;
  return [
    isOwnWallet ? `For my own records, ${client}.` : `To ${account}, from ${client}.`,
    "",
    `Before selling, I identify the units of ${asset} in ${isOwnWallet ? account : "my account with you"} that my next sale or exchange takes, ${total} in all, in this order:`,
    "",
    ...lots.map(
      (lot, index) =>
        `${index + 1}. ${formatQuantity(lot.quantity)} ${asset} ${acquiredWords(lot.acquired)}, ${basisWords(lot.basis)} (lot ${shortLot(lot.lot)})`,
    ),
    "",
    isOwnWallet
      ? "The units leave this wallet; the transfer out is kept with these records."
      : "Please treat these units as the ones sold, and confirm this in writing.",
    "Treasury Regulation 1.1012-1(j).",
  ].join("\n");
}

function acquiredWords(acquired: OpenLot["acquired"]): string {
  if (acquired === null) {
    return "acquired on a day not known";
  }
  return acquired === "inherited" ? "inherited" : `acquired ${dayText(acquired)}`;
}

const basisWords = (basis: Usd | null): string =>
  basis === null ? "basis not known" : `basis ${formatUsd(basis)}`;

/** How well a disposal's lots were identified, and the reason in a sentence. */
export interface RecordWords {
  readonly state: "in-time" | "partly" | "not";
  readonly label: string;
  readonly reason: string;
}

/** The classification of one disposal in words. */
export function recordWords(record: LotRecord, zone: string): RecordWords {
  const { settledBy, madeAt, method } = record;
  const asset = assetText(record.asset);
  if (settledBy === "default" || madeAt === null) {
    return { state: "not", label: "Not identified", reason: notIdentified(record, zone) };
  }
  const clock = clockText(madeAt, zone);
  if (settledBy === "standing-order") {
    return {
      state: "in-time",
      label: "Identified in time",
      reason: `A standing order (${method === null ? "in force" : METHOD_WORDS[method]}) of ${clock} was in force before this disposal.`,
    };
  }
  const by = settledBy === "ticket" ? "a ticket written" : "a record of";
  const named = `The lots were named by ${by} ${clock}, before this disposal.`;
  return method === null
    ? { state: "in-time", label: "Identified in time", reason: named }
    : {
        state: "partly",
        label: "Partly identified",
        reason: `${named} It named ${formatQuantity(record.identified)} of ${formatQuantity(record.quantity)} ${asset}; the rest follows ${METHOD_WORDS[method]}.`,
      };
}

function notIdentified({ missed, isLate, asset }: LotRecord, zone: string): string {
  const fifo = `so the earliest ${assetText(asset)} of the account counts as sold (FIFO)`;
  if (missed !== null) {
    const { ticket, fault } = missed;
    const of = `The ticket of ${clockText(ticket.madeAt, zone)}`;
    return `${of} ${FAULTS[fault]}, ${fifo}.`;
  }
  return isLate
    ? `Lots were named only after this disposal, or the broker was not told by it, ${fifo}.`
    : `Nothing was on record before this disposal, ${fifo}.`;
}

const FAULTS: Readonly<Record<TicketFault | "used-up", string>> = {
  "after-the-sale": "was not written before this disposal",
  expired: "had ended by this disposal",
  withdrawn: "had been withdrawn by this disposal",
  "broker-not-told":
    "counts from 2027 only when the broker was told by the sale, which is not on record",
  "used-up": "was used up by earlier sales",
};
