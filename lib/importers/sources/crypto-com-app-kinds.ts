import type { Meaning } from "@/lib/importers/booking";

/** What a transaction kind of the Crypto.com App means. */
export type AppKind =
  /** One asset for another in one row; without a second asset the other side is the row's native money. */
  | { readonly is: "trade"; readonly isBuy: boolean }
  | { readonly is: "in" | "out" | "by-sign"; readonly meaning: Meaning; readonly question?: string }
  /** To or from another account or person: its sign decides. */
  | { readonly is: "transfer" }
  /** Rows of one second that are halves of a swap; `family` without "_credited" and "_debited". */
  | { readonly is: "swap"; readonly family: string; readonly isIn: boolean }
  | { readonly is: "internal"; readonly reason: string };

const buy: AppKind = { is: "trade", isBuy: true };
const sell: AppKind = { is: "trade", isBuy: false };
const transfer: AppKind = { is: "transfer" };
const interest: AppKind = { is: "in", meaning: { is: "income", kind: "interest" } };
const staking: AppKind = { is: "in", meaning: { is: "income", kind: "staking" } };
const reward: AppKind = { is: "in", meaning: { is: "income", kind: "reward" } };
const deposit: AppKind = { is: "in", meaning: { is: "deposit" } };
const withdrawal: AppKind = { is: "out", meaning: { is: "withdrawal" } };
const spend: AppKind = { is: "out", meaning: { is: "spend" } };
const earn: AppKind = {
  is: "internal",
  reason: "Into or out of an Earn term: the coins stay yours.",
};
const stake: AppKind = {
  is: "internal",
  reason: "Locked or unlocked for staking: no coins changed hands.",
};
const order: AppKind = {
  is: "internal",
  reason: "Set aside for a limit order or given back: the filled order has a row of its own.",
};
const money: AppKind = {
  is: "internal",
  reason: "Money shown before it arrived, or taken back from that.",
};

function ask(is: "in" | "out" | "by-sign", reason: string): AppKind {
  return { is, meaning: { is: "unknown", reason } };
}

const reverted = ask(
  "out",
  "A reward was taken back: say in which year it was income and what it was worth then.",
);

const KINDS: ReadonlyMap<string, AppKind> = new Map<string, AppKind>([
  ["viban_purchase", buy],
  ["van_purchase", buy],
  ["crypto_purchase", buy],
  ["recurring_buy_order", buy],
  ["trading.crypto_purchase.google_pay", buy],
  ["trading.crypto_purchase.apple_pay", buy],
  ["trading.limit_order.cash_account.purchase_commit", buy],
  ["trading.limit_order.fiat_wallet.purchase_commit", buy],
  ["crypto_viban_exchange", sell],
  ["crypto_to_van_sell_order", sell],
  ["trading.limit_order.fiat_wallet.sell_commit", sell],
  ["trading.limit_order.cash_account.sell_commit", sell],
  ["crypto_exchange", sell],
  ["trading.limit_order.crypto_wallet.exchange", sell],
  ["crypto_earn_interest_paid", interest],
  ["crypto_earn_extra_interest_paid", interest],
  ["finance.crypto_earn.loyalty_program_extra_interest_paid.crypto_wallet", interest],
  ["mco_stake_reward", staking],
  ["finance.lockup.dpos_compound_interest.crypto_wallet", staking],
  ["finance.dpos.compound_interest.crypto_wallet", staking],
  ["finance.dpos.non_compound_interest.crypto_wallet", staking],
  ["supercharger_reward_to_app_credited", reward],
  ["rewards_platform_deposit_credited", reward],
  ["referral_card_cashback", reward],
  ["transfer_cashback", reward],
  ["reimbursement", reward],
  ["gift_card_reward", reward],
  ["pay_checkout_reward", reward],
  ["mobile_airtime_reward", reward],
  ["referral_gift", reward],
  ["referral_bonus", reward],
  ["campaign_reward", reward],
  ["reward.loyalty_program.trading_rebate.crypto_wallet", reward],
  ["airdrop_locked", { is: "in", meaning: { is: "income", kind: "airdrop" } }],
  [
    "admin_wallet_credited",
    {
      is: "in",
      meaning: { is: "income", kind: "other" },
      question: "Crypto.com credited this without saying why: say whether it was income.",
    },
  ],
  ["card_cashback_reverted", reverted],
  ["reimbursement_reverted", reverted],
  ["admin_wallet_debited", ask("out", "Crypto.com took this without saying why: say what it was.")],
  ["crypto_payment", spend],
  ["card_top_up", spend],
  [
    "crypto_payment_refund",
    ask("in", "A payment came back in coins: say what they were worth when they came."),
  ],
  ["crypto_deposit", deposit],
  ["exchange_to_crypto_transfer", deposit],
  ["viban_deposit", deposit],
  ["transfer.p2p_transfer.crypto_wallet.crypto_wallet.credit", deposit],
  ["crypto_withdrawal", withdrawal],
  ["crypto_to_exchange_transfer", withdrawal],
  ["viban_withdrawal", withdrawal],
  ["transfer.p2p_transfer.crypto_wallet.crypto_wallet.debit", withdrawal],
  ["airdrop_to_exchange_transfer", withdrawal],
  ["invest_deposit", withdrawal],
  ["invest_withdrawal", deposit],
  ["crypto_transfer", transfer],
  ["crypto_earn_program_created", earn],
  ["crypto_earn_program_withdrawn", earn],
  ["supercharger_deposit", stake],
  ["supercharger_withdrawal", stake],
  ["council_node_deposit_created", stake],
  ["lockup_lock", stake],
  ["lockup_unlock", stake],
  ["lockup_upgrade", stake],
  ["finance.lockup.dpos_lock.crypto_wallet", stake],
  ["finance.lockup.dpos_unlock.crypto_wallet", stake],
  ["finance.dpos.staking.crypto_wallet", stake],
  ["finance.dpos.unstaking.crypto_wallet", stake],
  ["viban_deposit_precredit", money],
  ["viban_deposit_precredit_repayment", money],
  [
    "dynamic_coin_swap_bonus_exchange_deposit",
    ask("by-sign", "The bonus of the MCO swap, moved to the Exchange: say when you received it."),
  ],
]);

const SWAPS =
  "crypto_wallet_swap dynamic_coin_swap lockup_swap interest_swap dust_conversion".split(" ");

/** The kind's meaning; null when it is not known. */
export function appKind(kind: string): AppKind | null {
  const known = KINDS.get(kind);
  if (known !== undefined) {
    return known;
  }
  if (/^trading\.limit_order\..*_(?:lock|unlock)$/.test(kind)) {
    return order;
  }
  const half = /^(.*)_(credited|debited)$/.exec(kind);
  const family = half?.[1] ?? "";
  return SWAPS.includes(family) ? { is: "swap", family, isIn: half?.[2] === "credited" } : null;
}
