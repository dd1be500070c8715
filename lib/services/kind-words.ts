import type { DeniedLoss } from "@/lib/tax/facts";
import type { LedgerSettings } from "@/lib/tax/settings";
import type { ConversionForm, IncomeKind, Lost, TransactionKind } from "@/lib/tax/transaction";

/** What people call a kind of transaction, and what it means for tax, in one sentence. */
export interface KindWords {
  readonly label: string;
  readonly meaning: string;
}

/** The words for every kind, in the order they are offered. */
export const KIND_WORDS: Readonly<Record<TransactionKind, KindWords>> = {
  buy: { label: "Buy", meaning: "Units bought for dollars. Opens a lot at cost with the fee." },
  sell: { label: "Sell", meaning: "Units sold for dollars. Gain or loss." },
  swap: { label: "Swap", meaning: "One asset exchanged for another. Gain or loss, and a new lot." },
  income: {
    label: "Income",
    meaning:
      "Staking, mining, rewards, airdrops, pay. Ordinary income at market value, and a new lot.",
  },
  spend: { label: "Spend", meaning: "Units paid for goods or services. Gain or loss." },
  transfer: {
    label: "Transfer",
    meaning: "From one of your own accounts to another. No gain; basis and dates go along.",
  },
  deposit: {
    label: "Deposit",
    meaning: "Arrived from somewhere not yet known. Its basis is open until you say what it was.",
  },
  withdrawal: {
    label: "Withdrawal",
    meaning: "Left to somewhere not yet known. Not a sale until you say what it was.",
  },
  "gift-received": {
    label: "Gift received",
    meaning: "A gift to you. The donor's basis and date usually carry over.",
  },
  inherited: { label: "Inherited", meaning: "Basis is the value at death; always long-term." },
  "gift-sent": { label: "Gift made", meaning: "A gift from you. No gain and no loss." },
  donation: { label: "Donation", meaning: "Given to a charity. No gain and no loss." },
  lost: { label: "Lost", meaning: "Gone without a sale. Not a capital loss by itself." },
  migration: {
    label: "Migration",
    meaning: "An asset renamed or replaced by its issuer. Basis and dates carry over.",
  },
  conversion: {
    label: "Wrap, bridge, pool or stake",
    meaning:
      "An asset for its wrapped, bridged, pooled or staked form, or back. Taxable or not: your choice, stated on the report.",
  },
  fee: { label: "Fee", meaning: "A cost paid in units with nothing else happening." },
  cash: { label: "Cash", meaning: "Money moved in or out of an account. No tax effect." },
  unknown: {
    label: "Not understood",
    meaning: "A row nobody has explained yet. No effect until you say what it is.",
  },
};

/** The kinds a person can enter, in that order. */
export const ENTERABLE_KINDS: readonly TransactionKind[] = [
  "buy",
  "sell",
  "swap",
  "conversion",
  "income",
  "spend",
  "transfer",
  "deposit",
  "withdrawal",
  "gift-received",
  "inherited",
  "gift-sent",
  "donation",
  "lost",
  "migration",
  "fee",
  "cash",
];

/** The words for kinds of ordinary income. */
export const INCOME_WORDS: Readonly<Record<IncomeKind, string>> = {
  staking: "Staking reward",
  mining: "Mining",
  reward: "Reward or rebate",
  interest: "Interest",
  airdrop: "Airdrop",
  fork: "Hard fork",
  wages: "Wages",
  services: "Pay for services",
  other: "Other income",
};

/** The words for how units were lost. */
export const LOSS_WORDS: Readonly<Record<Lost["reason"], string>> = {
  worthless: "Became worthless",
  abandoned: "Given up for good",
  theft: "Stolen",
  lost: "Lost (keys, mistakes)",
  bankruptcy: "Held up in a bankruptcy",
};

/** The words for the forms of a conversion. */
export const CONVERSION_WORDS: Readonly<Record<ConversionForm, string>> = {
  wrap: "Wrapped or unwrapped",
  bridge: "Bridged to another chain",
  liquidity: "Put into a liquidity pool, or taken out",
  "liquid-staking": "Staked for a token that stands for it, or back",
};

/** What a conversion is for tax, in words. */
export const TREATMENT_WORDS: Readonly<
  Record<LedgerSettings["conversions"][ConversionForm], string>
> = {
  taxable: "A taxable exchange",
  "carry-over": "Not taxable: basis and dates carry over",
  ask: "Ask me each time",
};

/** Why a loss does not count, in words. */
export const DENIED_WORDS: Readonly<Record<DeniedLoss, string>> = {
  "related-party": "Sold to family or a company of yours",
  "personal-use": "It was for personal use",
};

/** Reasons why a loss does not count, as offered. */
export const DENIED_LOSSES = [
  "related-party",
  "personal-use",
] as const satisfies readonly DeniedLoss[];

/** Forms of a conversion, as offered. */
export const CONVERSION_FORMS = [
  "wrap",
  "bridge",
  "liquidity",
  "liquid-staking",
] as const satisfies readonly ConversionForm[];

/** True for text that names a kind. */
export function isKind(text: string): text is TransactionKind {
  return Object.hasOwn(KIND_WORDS, text);
}

/** Kinds of ordinary income, as offered. */
export const INCOME_KINDS = [
  "staking",
  "mining",
  "reward",
  "interest",
  "airdrop",
  "fork",
  "wages",
  "services",
  "other",
] as const satisfies readonly IncomeKind[];

/** Ways of losing units, as offered. */
export const LOSS_REASONS = [
  "worthless",
  "abandoned",
  "theft",
  "lost",
  "bankruptcy",
] as const satisfies readonly Lost["reason"][];
