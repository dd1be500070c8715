import { assetText } from "@/lib/assets/label";
import { formatQuantity, formatUsd } from "@/lib/money/format";
import type { Quantity } from "@/lib/money/quantity";
import type { Usd } from "@/lib/money/usd";
import type { OpenLot } from "@/lib/tax/closed-lot";
import type { LotId } from "@/lib/tax/settings";
import type { TicketPurpose } from "@/lib/tax/tickets/ticket";
import { dayText } from "@/lib/time/day-text";
import { PURPOSES } from "./ticket-purposes";

const UUID_LENGTH = 36;

/**
 * What tells a lot from others in a list: the end of its transaction's id, and which of its lots it is. Ids begin with the
 * time they were made, so lots of one import begin alike.
 */
export const shortLot = (lot: LotId): string => lot.slice(UUID_LENGTH - 8);

/** What an instruction is made of. */
export interface InstructionParts {
  readonly account: string;
  readonly asset: string;
  readonly client: string;
  readonly isOwnWallet: boolean;
  readonly purpose: TicketPurpose;
  readonly quantity: Quantity;
  readonly lots: readonly {
    readonly lot: LotId;
    readonly quantity: Quantity;
    readonly acquired: OpenLot["acquired"];
    readonly basis: Usd | null;
  }[];
}

/**
 * The words that identify the units of a sale, or another way out, to come: for the exchange, or for one's own records where nobody else holds
 * the units (Reg. 1.1012-1(j)(2)-(3)). Names each lot by day, units, basis and the lot's own number.
 */
export function instructionText(parts: InstructionParts): string {
  const { account, client, isOwnWallet, quantity, lots } = parts;
  const { before, next, past } = PURPOSES[parts.purpose];
  const asset = assetText(parts.asset);
  const total = `${formatQuantity(quantity)} ${asset}`;
  return [
    isOwnWallet ? `For my own records, ${client}.` : `To ${account}, from ${client}.`,
    "",
    `${before}, I identify the units of ${asset} in ${isOwnWallet ? account : "my account with you"} that ${next} takes, ${total} in all, in this order:`,
    "",
    ...lots.map(
      (lot, index) =>
        `${index + 1}. ${formatQuantity(lot.quantity)} ${asset} ${acquiredWords(lot.acquired)}, ${basisWords(lot.basis)} (lot ${shortLot(lot.lot)})`,
    ),
    "",
    isOwnWallet
      ? "The units leave this wallet; the transfer out is kept with these records."
      : `Please treat these units as the ones ${past}, and confirm this in writing.`,
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
