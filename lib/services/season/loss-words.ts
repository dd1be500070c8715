import type { LossEventKind } from "@/db/queries/loss-events";

/** What happened, for headings. */
export const LOSS_TITLES: Readonly<Record<LossEventKind, string>> = {
  sold: "Sold to somebody unrelated",
  abandoned: "Given up or worthless",
  stolen: "Stolen or lost to a scam",
  bankruptcy: "Held by an exchange in bankruptcy",
};

/** What each answer is called. */
export const LOSS_FIELDS: Readonly<Record<string, string>> = {
  soldOn: "Sold on",
  buyer: "Buyer's address or name",
  relation: "The buyer is",
  price: "Price",
  fee: "Fee",
  hash: "Transaction hash",
  how: "How",
  when: "When",
  discovered: "Discovered on",
  motive: "Why the coins were there",
  prospect: "Still to be had back",
  report: "Report to police or IC3",
  debtor: "Exchange",
  case: "Case",
  claim: "The claim",
  expected: "Expected back",
  note: "Note",
};

/** What each choice says. */
export const LOSS_CHOICES: Readonly<Record<string, string>> = {
  unrelated: "nobody I am related to, and it is theirs for good",
  related: "family, or a company or trust I control",
  "may-return": "a friend or a service it may come back from",
  profit: "an investment, for profit",
  personal: "personal, such as a romance or a ransom",
  none: "nothing",
  some: "something, perhaps",
  open: "open",
  fixed: "fixed",
};
