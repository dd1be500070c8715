import type { IncomeKind } from "@/lib/tax/transaction";

/** What a Coinbase "Transaction Type" means for us; every string of formats.md 1. */
export type CoinbaseClass =
  | {
      readonly is:
        | "buy"
        | "sell"
        | "order"
        | "advanced"
        | "convert"
        | "wrap"
        | "spend"
        | "donation";
    }
  | { readonly is: "income"; readonly income: IncomeKind; readonly ask?: string }
  | { readonly is: "in" | "out" | "signed"; readonly note?: string; readonly ask?: string }
  | { readonly is: "internal" | "savings"; readonly reason: string }
  | { readonly is: "pair"; readonly as: "migration" | "swap" }
  | { readonly is: "ask"; readonly reason: string };

const internal: CoinbaseClass = {
  is: "internal",
  reason: "A move inside the account, to or from staking: nothing is gained or given up.",
};
const savings: CoinbaseClass = {
  is: "savings",
  reason: "A move between the account's own dollar balances.",
};
const income = (kind: IncomeKind, ask?: string): CoinbaseClass =>
  ask === undefined ? { is: "income", income: kind } : { is: "income", income: kind, ask };

const TYPES: readonly (readonly [string, CoinbaseClass])[] = [
  ["Buy", { is: "buy" }],
  ["Sell", { is: "sell" }],
  ["Order", { is: "order" }],
  ["Advanced Trade Buy", { is: "advanced" }],
  ["Advanced Trade Sell", { is: "advanced" }],
  ["Advance Trade Buy", { is: "advanced" }],
  ["Advance Trade Sell", { is: "advanced" }],
  ["Convert", { is: "convert" }],
  ["Retail Simple Dust", { is: "convert" }],
  ["Wrap Asset", { is: "wrap" }],
  ["Unwrap Asset", { is: "wrap" }],
  ["Card Spend", { is: "spend" }],
  ["Subscription", { is: "spend" }],
  ["Donation", { is: "donation" }],
  ["Coinbase Earn", income("reward")],
  ["Learning Reward", income("reward")],
  ["Rewards Income", income("reward")],
  ["Reward Income", income("reward")],
  ["Staking Income", income("staking")],
  ["Inflation Reward", income("staking")],
  ["Interest payout", income("interest")],
  ["Subscription Rebate", income("other")],
  ["Subscription Rebates (24 Hours)", income("other")],
  ["Credit Card Reward", income("reward")],
  ["Incentives Rewards Payout", income("reward")],
  ["Retail Simple Price Improvement", income("other")],
  ["Credit", income("other", "Say what this credit is: income, a refund, or a correction.")],
  ["Send", { is: "out" }],
  ["Receive", { is: "in" }],
  ["Deposit", { is: "in" }],
  ["Withdrawal", { is: "out" }],
  ["Exchange Deposit", { is: "out", note: "to Coinbase Exchange" }],
  ["Exchange Withdrawal", { is: "in", note: "from Coinbase Exchange" }],
  ["Pro Deposit", { is: "out", note: "to Coinbase Pro" }],
  ["Pro Withdrawal", { is: "in", note: "from Coinbase Pro" }],
  ["Prime Deposit", { is: "out", note: "to Coinbase Prime" }],
  ["Prime Withdrawal", { is: "in", note: "from Coinbase Prime" }],
  ["Vault Deposit", { is: "out", note: "to the vault" }],
  ["Vault Withdrawal", { is: "in", note: "from the vault" }],
  ["Transfer", { is: "signed" }],
  [
    "Admin Debit",
    {
      is: "out",
      ask: "Coinbase took these units: say whether it corrects an earlier credit, or what it paid for.",
    },
  ],
  ["Cash to Savings", savings],
  ["Savings to Cash", savings],
  ["Retail Staking Transfer", internal],
  ["Retail Unstaking Transfer", internal],
  ["Retail Eth2 Deprecation", { is: "pair", as: "migration" }],
  ["Retail ETH Deprecation", { is: "pair", as: "migration" }],
  ["Asset Migration", { is: "pair", as: "migration" }],
  ["Retail MGX DEX Buy", { is: "pair", as: "swap" }],
  ["Retail MGX DEX Send", { is: "pair", as: "swap" }],
  [
    "Derivatives Settlement",
    {
      is: "ask",
      reason: "Futures gains and losses are not spot trades; they are not computed here.",
    },
  ],
  ["Sell Refund", { is: "ask", reason: "A refunded sale: say which sale it undoes." }],
];

const BY_NAME = new Map(TYPES.map(([name, meaning]) => [name.toLowerCase(), meaning]));

/** The class of a type as written in the file, whatever its case; null when the type is not known. */
export function coinbaseClass(type: string): CoinbaseClass | null {
  return BY_NAME.get(type.toLowerCase()) ?? null;
}
