import type { Meaning } from "@/lib/importers/booking";
import type { IncomeKind } from "@/lib/tax/transaction";

/** What one operation of a Binance statement is; every string of formats.md 4. */
export type BinanceClass =
  /** One leg of a trade, or its fee: all rows of one second and account belong together. */
  | { readonly is: "trade" | "fee" }
  /** One leg of a change of one coin into another: one out, one in, the second apart at most. */
  | { readonly is: "pair"; readonly as: Meaning; readonly family?: string }
  /** Units given out, or an old name of a coin taken and its new one given. */
  | { readonly is: "distribution" }
  /** One leg of a sweep of small balances into BNB. */
  | { readonly is: "dust" }
  | { readonly is: "income"; readonly kind: IncomeKind }
  | { readonly is: "in" | "out" | "signed" | "card" }
  | { readonly is: "internal"; readonly reason: string }
  | { readonly is: "ask"; readonly reason: string };

const MOVED =
  "A move inside Binance, between its wallets or into one of its programs: nothing is gained or given up.";
const internal: BinanceClass = { is: "internal", reason: MOVED };
const exchange: BinanceClass = { is: "pair", as: { is: "exchange" } };
const migration: BinanceClass = { is: "pair", as: { is: "migration" }, family: "token swap" };
const liquidSwap: BinanceClass = { is: "pair", as: { is: "exchange" }, family: "liquid swap" };
const staked: BinanceClass = { is: "pair", as: { is: "conversion", form: "liquid-staking" } };
const ask = (reason: string): BinanceClass => ({ is: "ask", reason });
const futures = ask(
  "The result of a futures position: say how you report it; it is not computed here.",
);
const loan = ask("A loan or its repayment: borrowed coins are no income; say how you report it.");
const doubled: BinanceClass = {
  is: "internal",
  reason:
    "Binance writes this income a second time, as interest or rewards of the Spot account: that row counts.",
};

type Lines = readonly (readonly [BinanceClass, string])[];

/** A class and its operations, separated by "|". */
const LINES: Lines = [
  [
    { is: "trade" },
    "Buy|Sell|Transaction Buy|Transaction Spend|Transaction Sold|Transaction Revenue|Transaction Related|Buy Crypto With Card|Buy Crypto",
  ],
  [{ is: "fee" }, "Fee|Transaction Fee|BNB Fee Deduction"],
  [
    exchange,
    "Binance Convert|Large OTC trading|Stablecoins Auto-Conversion|Asset Conversion Transfer|Leverage Token Redemption|Leveraged Coin Consolidation|Futures Convert",
  ],
  [liquidSwap, "Liquid Swap Sell|Swap Farming Transaction"],
  [{ is: "distribution" }, "Distribution"],
  [migration, "Token Swap - Redenomination/Rebranding|Token Swap - Distribution"],
  [staked, "ETH 2.0 Staking"],
  [{ is: "dust" }, "Small assets exchange BNB"],
  [
    { is: "income", kind: "interest" },
    "Simple Earn Flexible Interest|Savings Interest|Savings distribution|POS savings interest",
  ],
  [
    { is: "income", kind: "staking" },
    "Simple Earn Locked Rewards|Staking Rewards|ETH 2.0 Staking Rewards|DOT Slot Auction Rewards",
  ],
  [{ is: "income", kind: "mining" }, "Super BNB Mining|Pool Distribution"],
  [
    { is: "income", kind: "airdrop" },
    "Airdrop Assets|Simple Earn Flexible Airdrop|Launchpool Airdrop|Launchpool Airdrop - User Claim Distribution|Launchpool Airdrop - System Distribution|HODLer Airdrops Distribution|Megadrop Rewards",
  ],
  [
    { is: "income", kind: "reward" },
    "BNB Vault Rewards|Launchpool Interest|Launchpool Earnings Withdrawal|Cash Voucher distribution|Campaign Related Reward|Mission Reward Distribution|Liquid Swap rewards|Swap Farming Rewards|Referral Kickback|Referral Commission|Commission Rebate|Commission History|Commission Fee Shared With You|Referrer rebates|Referee rebates|Binance Card Cashback|Crypto Box",
  ],
  [{ is: "in" }, "Deposit|Fiat Deposit|Fiat OCBS - Add Fiat and Fees"],
  [{ is: "out" }, "Withdraw|Fiat Withdraw|Fiat Withdrawal"],
  [{ is: "signed" }, "Send"],
  [{ is: "card" }, "Binance Card Spending"],
  [
    internal,
    "transfer_in|transfer_out|Main and Funding Account Transfer|Savings purchase|Savings Principal redemption|POS savings purchase|POS savings redemption|Staking Purchase|Staking Redemption|Simple Earn Locked Subscription|Simple Earn Locked Redemption|Simple Earn Flexible Subscription|Simple Earn Flexible Redemption|Launchpool Subscription/Redemption|Launchpad Subscribe",
  ],
  [doubled, "Simple Earn Flexible - Rewards Income|Simple Earn Locked - Rewards Income"],
  [
    futures,
    "Realize profit and loss|Realized Profit and Loss|Funding Fee|Insurance Fund Compensation|Insurance Fund Refund",
  ],
  [
    loan,
    "Margin Loan|Margin Repayment|Isolated Margin Loan|Isolated Margin Repayment|Isolated Margin Liquidation - Fee|Cross Margin Liquidation - Small Assets Takeover|Margin Liquidation",
  ],
  [
    ask("Binance gave or took these units (asset recovery): say what it corrects."),
    "Asset Recovery",
  ],
];

const BY_NAME: ReadonlyMap<string, BinanceClass> = new Map(
  LINES.flatMap(([meaning, names]) =>
    names.split("|").map((name) => [name.toLowerCase(), meaning] as const),
  ),
);

/** Accounts whose rows are results of positions, and those that trade with borrowed coins; as formats.md 4 writes them, any spelling. */
const FUTURES = /futures/i;
const MARGIN = /margin/i;

/** True for the accounts that trade with borrowed coins. */
export function isMargin(account: string): boolean {
  return MARGIN.test(account) && !FUTURES.test(account);
}

/** The class of an operation in an account, whatever its case; null when it is not known. */
export function binanceClass(operation: string, account: string): BinanceClass | null {
  const name = operation.toLowerCase();
  const known = BY_NAME.get(name) ?? null;
  if (known?.is === "internal" || name.startsWith("transfer between ")) {
    return known ?? internal;
  }
  if (known === null) {
    return name.includes("liquidation") ? loan : null;
  }
  return FUTURES.test(account) && known.is !== "income" && known.is !== "pair" ? futures : known;
}
