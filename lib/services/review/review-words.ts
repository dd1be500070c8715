import type {
  MoreReason,
  NoneReason,
  OpenKind,
  UnknownReason,
  WayName,
} from "@/lib/tax/review/open-item";

/** The name of each kind, for the filter and the reports. */
export const KIND_TITLES: Readonly<Record<OpenKind, string>> = {
  "missing-basis": "Missing basis",
  "negative-balance": "Negative balance",
  "unmatched-deposit": "Unmatched deposit",
  "unmatched-withdrawal": "Unmatched withdrawal",
  transfer: "Possible transfer",
  migration: "Renamed coin",
  "missing-value": "No dollar value",
  duplicate: "Suspected duplicate",
  spam: "Unasked tokens",
  question: "Needs an answer",
  "stale-price": "Old prices",
  choice: "Your choice",
  identification: "Identified late",
  other: "Other",
};

/** Each kind in the order the filter names them. */
export const OPEN_KINDS = [
  "missing-basis",
  "negative-balance",
  "unmatched-deposit",
  "unmatched-withdrawal",
  "transfer",
  "migration",
  "missing-value",
  "duplicate",
  "spam",
  "question",
  "stale-price",
  "choice",
  "identification",
  "other",
] as const satisfies readonly OpenKind[];

/** How an item may turn out, in words that follow "As if". */
export const WAY_WORDS: Readonly<Record<WayName, string>> = {
  "left-out": "nothing more counted (as the books stand)",
  "basis-zero": "no basis could be shown",
  "market-value": "it counted at the day's price",
  income: "it was income at the day's price",
  sale: "it was a sale at the day's price",
  evidence: "the row that fits best is where it came from",
  transfer: "it was one move between your accounts",
  migration: "it was the same coin under its new name",
  taxable: "it was a taxable exchange",
  counted: "both rows counted",
  wash: "the loss did not count",
  "in-time": "it had been on record in time",
  tacked: "the giver had held it for over a year",
  unsigned: "it counted without its minus sign",
};

/** The same two ways of a move, which is at both ends what its rows may be alone. */
export const MOVE_WAY_WORDS: Readonly<Partial<Record<WayName, string>>> = {
  "left-out": "it was no move, each row at its best",
  "basis-zero": "it was no move, each row at its worst",
};

/** The same of a coin that seems to have become another. */
export const CHANGE_WAY_WORDS: Readonly<Partial<Record<WayName, string>>> = {
  "left-out": "it was something else, each row at its best",
  "basis-zero": "it was something else, each row at its worst",
  taxable: "one coin was given for the other",
};

/** Why nothing can be said. */
export const UNKNOWN_WORDS: Readonly<Record<UnknownReason, string>> = {
  "no-price": "Not known: no price of that day.",
  "no-amounts": "Not known: neither basis nor proceeds are known.",
  "no-quantity": "Not known: the quantity is zero.",
  "too-many-rows":
    "Not known: lots are drawn by what they cost here, and more rows depend on it than can be tried at once.",
  "needs-a-person": "Not known until you have said what happened.",
  "unsupported-year": "Not known: the year's tax is not in the product.",
};

/** Why nothing is at stake. */
export const NONE_WORDS: Readonly<Record<NoneReason, string>> = {
  "not-sold-yet": "No tax yet: nothing of it has been sold.",
  "no-disposal": "No tax by itself: nothing was sold.",
  "not-yet": "No tax yet: it lies in the future.",
  "no-difference": "No tax: the figures would be the same.",
  "unrealised-only": "No tax: only unrealised figures rest on it.",
  "other-return": "Not on this return.",
};

/** Why it may be more than the upper end. */
export const MORE_WORDS: Readonly<Record<MoreReason, string>> = {
  "income-unpriced": "More if it was income: there is no price of that day.",
  "exchange-unpriced": "More if it was an exchange: there is no price of that day.",
};

/** What both ends of a range stand on, by kind (rules.md 1-4, 2.10). Chips by the names they contain. */
export const KIND_AUTHORITIES: Readonly<Record<OpenKind, string>> = {
  "missing-basis": "IRC 1012; IRC 6001",
  "negative-balance": "IRC 1012; IRC 6001",
  "unmatched-deposit": "IRC 1012; IRC 6001; Notice 2014-21",
  "unmatched-withdrawal": "IRC 1001; Notice 2014-21",
  transfer: "IRC 1001; Reg. 1.1012-1(j)",
  migration: "IRC 1001; IRC 1012",
  "missing-value": "Reg. 1.1001-7; Notice 2014-21",
  duplicate: "IRC 6001",
  spam: "Rev. Rul. 2019-24",
  question: "IRC 6001",
  "stale-price": "IRC 1001",
  choice: "Notice 2024-57",
  identification: "Reg. 1.1012-1(j)",
  other: "IRC 6001",
};

/** What the law makes of the two ends, in one sentence. */
export const KIND_LAW: Readonly<Record<OpenKind, string>> = {
  "missing-basis":
    "Basis is what you can show you paid. What cannot be shown counts as zero; a basis you can prove, also a higher one, counts in full.",
  "negative-balance": "Units that left must have come in: what they cost is yours to show.",
  "unmatched-deposit":
    "Arriving is no income and no purchase by itself. It may be your own units, a purchase, a gift or income; basis must be shown.",
  "unmatched-withdrawal":
    "Leaving is no sale until it is known to be one. Selling or spending has gain or loss; moving to your own wallet has none.",
  transfer: "A move between your own accounts is no sale: basis and dates go along.",
  migration:
    "A coin its issuer replaced unit for unit is not exchanged for something else: basis and dates go on. Giving one coin for another is a sale.",
  "missing-value":
    "Gain and income are measured in dollars at the date and time, by a reasonable method used consistently.",
  duplicate: "One event counts once. Two equal events count twice.",
  spam: "A token is income only when you can dispose of it and it is worth something.",
  question: "What the records do not say, only you can.",
  "stale-price": "Unrealised gains are not taxed; they guide what to sell.",
  choice: "No rule says whether this is a sale. The choice is yours, and it is printed.",
  identification: "Lots are identified no later than the sale; afterwards the first-in rule holds.",
  other: "Records that support the return are yours to keep.",
};
