import { isFiat } from "@/lib/importers/assets";
import type { ParsedTransaction } from "@/lib/importers/source";
import {
  addQuantity,
  isZeroQuantity,
  negateQuantity,
  type Quantity,
  quantity,
  quantityText,
  subtractQuantity,
} from "@/lib/money/quantity";

interface Leg {
  readonly asset: string;
  readonly amount: string;
}

/** One event of an `.expected.json` beside a sample file. */
export interface Event {
  readonly t: string;
  readonly kind: string;
  readonly sub?: string;
  readonly in?: readonly Leg[];
  readonly out?: readonly Leg[];
  readonly fee?: readonly Leg[];
  readonly nft?: string;
  readonly fiat_value?: string;
}

/** Two names of one thing, where a sample keeps the ticker of its time (asset-identifiers.md 1 and 3): Poloniex STR is XLM. */
const RENAMED: ReadonlyMap<string, string> = new Map([["STR", "XLM"]]);
/** How Lotwise names one NFT: symbol, contract where the file tells it, number. */
const NFT = /^([^:/]+)(?::[0-9A-F]{40})?\/(.+)$/;

/** An asset in the samples' words: "NFT:COOL#77" for one NFT, today's ticker for an old one. */
export function assetName(asset: string): string {
  const nft = NFT.exec(asset);
  return nft === null ? (RENAMED.get(asset) ?? asset) : `NFT:${nft[1]}#${nft[2]}`;
}

const legText = (side: string, amount: Quantity, asset: string) =>
  `${side} ${quantityText(amount)} ${assetName(asset)}`;

const textOf = (time: string, legs: readonly string[]) => [time, ...[...legs].sort()].join(" · ");

const coins = (side: string, legs: readonly Leg[] = []) =>
  legs
    .filter((leg) => !isFiat(leg.asset))
    .map((leg) => legText(side, quantity(leg.amount), leg.asset));

const money = (event: Event) => [
  ...(event.in ?? []).filter((leg) => isFiat(leg.asset)),
  ...[...(event.out ?? []), ...(event.fee ?? [])]
    .filter((leg) => isFiat(leg.asset))
    .map((leg) => ({ ...leg, amount: `-${leg.amount}` })),
];

/** Seconds are what the samples tell. */
const second = (at: string) => `${at.slice(0, 19)}Z`;

/**
 * The ways an expected event may be told, each as time and coins in, out and paid as fees. Money in trades is a value and not a
 * leg: it is compared by amount elsewhere. The first is the plain one.
 */
export function expectedTexts(event: Event): readonly string[] {
  const whole = legsOf(event);
  const cash = money(event).map((leg) => `cash ${quantityText(quantity(leg.amount))} ${leg.asset}`);
  const onlyMoney = whole.length === 0 && cash.length > 0;
  const withCash = onlyMoney && event.kind !== "trade" ? [cash.slice(0, 1), whole] : [whole];
  // A midnight may be a day without a time: both are told so, by instant and by date.
  const times = event.t.endsWith("T00:00:00Z") ? [event.t, event.t.slice(0, 10)] : [event.t];
  return withCash.flatMap((legs) => times.map((time) => textOf(time, legs)));
}

function legsOf(event: Event): readonly string[] {
  const fees = event.fee ?? [];
  if (event.kind === "fee" || event.kind === "transfer_internal") {
    // Only what is gone is told: the cost is what leaves the wallet.
    return coins("out", fees);
  }
  if (event.nft !== undefined) {
    return [`in 1 NFT:${event.nft.replace(/\s*#/, "#")}`];
  }
  return [...coins("in", event.in), ...coins("out", event.out), ...coins("fee", fees)];
}

/** An expected event in one line. */
export function expectedText(event: Event): string {
  return expectedTexts(event)[0] ?? "";
}

/** What the product read, in the same words; a second line where units kept back for costs are not counted as received. */
export function toldTexts(told: ParsedTransaction): readonly string[] {
  const time = told.date ?? second(told.at);
  const withheld = told.kind === "swap" ? told.withheld : null;
  if (withheld === null || told.kind !== "swap") {
    return [textOf(time, legsTold(told))];
  }
  const net = subtractQuantity(told.received.quantity, withheld.quantity);
  const received = { ...told.received, quantity: net };
  return [told, { ...told, received }].map((each) => textOf(time, legsTold(each)));
}

/** What the product read in one line. */
export function toldText(told: ParsedTransaction): string {
  return toldTexts(told)[0] ?? "";
}

function legsTold(told: ParsedTransaction): readonly string[] {
  const fees = told.fees
    .filter((fee) => !isFiat(fee.asset))
    .map((fee) => legText("fee", fee.quantity, fee.asset));
  if (told.kind === "cash") {
    return [`cash ${quantityText(told.amount)} ${told.currency}`, ...fees];
  }
  if (told.kind === "transfer") {
    const lost = subtractQuantity(told.sent.quantity, told.received.quantity);
    return [legText("out", lost, told.sent.asset), ...fees];
  }
  return [
    ...("received" in told && told.received !== null
      ? [legText("in", told.received.quantity, told.received.asset)]
      : []),
    ...("sent" in told && told.sent !== null
      ? [legText("out", told.sent.quantity, told.sent.asset)]
      : []),
    ...fees,
  ];
}

/** The product's kinds that tell an expected kind. */
export const TELLS: Readonly<Record<string, readonly string[]>> = {
  buy: ["buy"],
  sell: ["sell"],
  trade: ["swap", "migration", "conversion"],
  deposit: ["deposit", "cash"],
  withdrawal: ["withdrawal", "cash"],
  income: ["income"],
  // A source's word that may be a reward or a deposit: both keep the units without a sale.
  income_or_receipt: ["income", "deposit"],
  migration: ["migration"],
  gift_out: ["gift-sent", "donation"],
  lost: ["lost"],
  fee: ["fee"],
  spend: ["spend"],
  // Inside one wallet only its cost is left; between two accounts of a file it is a transfer.
  transfer_internal: ["fee", "transfer"],
  // One NFT arrived; where from is not known yet.
  nft_in: ["deposit"],
  margin_pnl: ["unknown"],
  unknown: ["unknown"],
};

/** Kinds of income that tell the samples' finer word; a word that is not here says nothing more. */
const INCOME_KINDS: Readonly<Record<string, readonly string[]>> = {
  staking: ["staking"],
  interest: ["interest"],
  airdrop: ["airdrop"],
  mining: ["mining"],
  cashback: ["reward"],
  referral: ["reward", "other"],
  bonus: ["reward", "other"],
};

/** True when the kind read tells the kind expected. Money that is earned, paid or changed is no coin: cash, or kept and asked about. */
export function tells(event: Event, told: ParsedTransaction): boolean {
  const isMoneyOnly = legsOf(event).length === 0 && money(event).length > 0;
  if (isMoneyOnly && ["cash", "unknown"].includes(told.kind)) {
    return true;
  }
  if (event.sub === "donation" && told.kind !== "donation") {
    return false;
  }
  const kinds = INCOME_KINDS[event.sub ?? ""];
  return (
    (TELLS[event.kind]?.includes(told.kind) === true || isMoneyTrade(event, told)) &&
    (told.kind !== "income" || kinds === undefined || kinds.includes(told.incomeKind))
  );
}

/** A "trade" with money on one side (USD into USDC, one for one) is a purchase or a sale here: a stablecoin is property. */
function isMoneyTrade({ kind, in: into = [], out = [] }: Event, told: ParsedTransaction): boolean {
  const isMoney = (legs: readonly Leg[]) =>
    legs.length > 0 && legs.every((leg) => isFiat(leg.asset));
  return kind === "trade" && told.kind === (isMoney(out) ? "buy" : isMoney(into) ? "sell" : "");
}

/** Units in less units out, fees and kept units included, by the samples' names of coins; only what is not zero. */
export function netOf(transactions: readonly ParsedTransaction[]): Map<string, Quantity> {
  const net = new Map<string, Quantity>();
  const move = (asset: string, amount: Quantity) => {
    const name = assetName(asset);
    net.set(name, addQuantity(net.get(name) ?? quantity("0"), amount));
  };
  for (const told of transactions) {
    if ("received" in told && told.received !== null) {
      move(told.received.asset, told.received.quantity);
    }
    if ("sent" in told && told.sent !== null) {
      move(told.sent.asset, negateQuantity(told.sent.quantity));
    }
    // Foreign money of a cost is no coin: like that of a trade it is a value.
    for (const fee of told.fees.filter(({ asset }) => !isFiat(asset))) {
      move(fee.asset, negateQuantity(fee.quantity));
    }
    if (told.kind === "swap" && told.withheld !== null) {
      move(told.received.asset, negateQuantity(told.withheld.quantity));
    }
  }
  return new Map([...net].filter(([, amount]) => !isZeroQuantity(amount)));
}
