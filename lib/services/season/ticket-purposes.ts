import { TICKET_PURPOSES, type TicketPurpose } from "@/lib/tax/tickets/ticket";

/** How a way out of an account is spoken of. */
export interface PurposeWords {
  /** A choice of the form. */
  readonly label: string;
  /** What the law makes of it, in a sentence. */
  readonly says: string;
  /** "the sale": what a ticket waits for. */
  readonly noun: string;
  readonly plural: string;
  readonly past: string;
  /** "Before selling": how an instruction begins. */
  readonly before: string;
  /** "my next sale or exchange": what takes the units. */
  readonly next: string;
}

/** A ticket's lots at most: its paper stays readable. */
export const MOST_TICKET_LOTS = 200;

/** In the order a form offers them. */
export const PURPOSES: Readonly<Record<TicketPurpose, PurposeWords>> = {
  sale: {
    label: "A sale, or an exchange for another coin",
    says: "Gain or loss is what the named units bring less their basis.",
    noun: "sale",
    plural: "Sales",
    past: "sold",
    before: "Before selling",
    next: "my next sale or exchange",
  },
  payment: {
    label: "A payment for goods or services",
    says: "Paying in coins is a disposal: gain or loss is the value of what you get less the basis of the named units.",
    noun: "payment",
    plural: "Payments",
    past: "spent",
    before: "Before paying",
    next: "my next payment for goods or services",
  },
  gift: {
    label: "A gift to a person",
    says: "No gain or loss: whoever receives them takes over the basis and the dates of the named units; for a loss, no more than their value at the gift.",
    noun: "gift",
    plural: "Gifts",
    past: "given",
    before: "Before giving",
    next: "my next gift",
  },
  donation: {
    label: "A donation to charity",
    says: "No gain or loss: units held more than one year are deducted at their value, others at no more than their basis.",
    noun: "donation",
    plural: "Donations",
    past: "donated",
    before: "Before donating",
    next: "my next donation to charity",
  },
  move: {
    label: "A move to another account or wallet of yours",
    says: "No gain or loss: the named units take their basis and dates to the other account, and can be sold there.",
    noun: "move",
    plural: "Moves",
    past: "moved",
    before: "Before moving them",
    next: "my next transfer to another account or wallet of my own",
  },
};

/** The purpose an address asks for; a sale where it asks for none there is. */
export function readPurpose(text: string | undefined): TicketPurpose {
  return TICKET_PURPOSES.find((purpose) => purpose === text) ?? "sale";
}
