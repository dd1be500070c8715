import { type Quantity, quantity, ZERO_QUANTITY } from "@/lib/money/quantity";
import { type Usd, usd, ZERO_USD } from "@/lib/money/usd";
import {
  accountId,
  assetId,
  type FeeInKind,
  type Leg,
  type Transaction,
  type TransactionKind,
  transactionId,
} from "@/lib/tax/transaction";
import { type CalendarDate, calendarDate } from "@/lib/time/calendar-date";
import { type Instant, instantFromEpoch } from "@/lib/time/instant";
import type { Draws } from "./draws";

/** Own keys, a broker, an IRA or a spouse by the settings. */
export const ACCOUNTS = ["A", "B", "C"] as const;
/** Two coins, a fund that is a security, a collectible. */
export const ASSETS = ["BTC", "BTC", "BTC", "ETH", "ETH", "FUND", "ART"] as const;

const KINDS: readonly TransactionKind[] = [
  ...Array<TransactionKind>(9).fill("buy"),
  ...Array<TransactionKind>(7).fill("sell"),
  ...Array<TransactionKind>(4).fill("swap"),
  ...Array<TransactionKind>(4).fill("transfer"),
  ...Array<TransactionKind>(2).fill("income"),
  ...Array<TransactionKind>(2).fill("spend"),
  ...Array<TransactionKind>(2).fill("gift-received"),
  ...Array<TransactionKind>(2).fill("conversion"),
  "deposit",
  "withdrawal",
  "inherited",
  "gift-sent",
  "donation",
  "lost",
  "migration",
  "fee",
  "cash",
  "unknown",
];

const HOUR = 3_600_000;
const START = Date.UTC(2023, 5, 1);

/** Few moments, so that many are equal; now and then one that is absurd. */
function moment(draws: Draws): Instant {
  if (draws.oneIn(40)) {
    return instantFromEpoch(
      draws.pick([Date.UTC(2004, 1, 29), Date.UTC(2016, 11, 31), Date.UTC(2031, 0, 1)]),
    );
  }
  return instantFromEpoch(START + draws.below(300) * 4 * 24 * HOUR + draws.below(3) * 11 * HOUR);
}

/** Mostly round; some with every digit there is, thirty of them, none or fewer than none. */
function units(draws: Draws): Quantity {
  switch (draws.below(24)) {
    case 0:
      return draws.oneIn(2) ? ZERO_QUANTITY : quantity(`-${draws.below(5)}.5`);
    case 1:
      return quantity(`0.${"0".repeat(23)}${draws.digits(1)}`);
    case 2:
      return quantity(`${draws.digits(30)}.${draws.digits(24)}`);
    case 3:
    case 4:
      return quantity(`${draws.below(3)}.${draws.digits(24)}`);
    default:
      return quantity(`${1 + draws.below(4)}${draws.pick(["", ".5", ".125", ".333"])}`);
  }
}

/** Cents mostly; some with every digit, thirty of them, nothing, or less than nothing; null now and then. */
function dollars(draws: Draws): Usd | null {
  switch (draws.below(20)) {
    case 0:
      return null;
    case 1:
      return draws.oneIn(3) ? usd(`-${draws.below(90)}.25`) : ZERO_USD;
    case 2:
      return usd(`${draws.digits(30)}.${draws.digits(18)}`);
    case 3:
    case 4:
      return usd(`${draws.below(4000)}.${draws.digits(18)}`);
    default:
      return usd(`${draws.below(9000)}.${draws.below(10)}${draws.below(10)}`);
  }
}

function legOf(draws: Draws): Leg {
  const asset = draws.oneIn(40) ? "EUR" : draws.pick(ASSETS);
  return { asset: assetId(asset), quantity: units(draws) };
}

function smallFee(draws: Draws): FeeInKind {
  const small = draws.oneIn(15) ? units(draws) : quantity(`0.${draws.pick(["01", "2", "0625"])}`);
  return {
    asset: assetId(draws.oneIn(12) ? "USD" : draws.pick(ASSETS)),
    quantity: small,
    value: draws.oneIn(15) ? null : usd(`${draws.below(20)}.${draws.below(100)}`),
  };
}

function costs(draws: Draws): Usd {
  return draws.oneIn(2)
    ? ZERO_USD
    : usd(draws.oneIn(25) ? "-3.5" : `${draws.below(15)}.${draws.below(10)}`);
}

/** The day of the moment where the source gave no more than a day. */
function dayOf(draws: Draws, at: Instant): CalendarDate | null {
  return draws.oneIn(6) ? calendarDate(at.slice(0, 10)) : null;
}

function toldOf(draws: Draws, index: number) {
  const at = moment(draws);
  const duplicate = index > 0 && draws.oneIn(80);
  return {
    id: transactionId(`t${duplicate ? draws.below(index) : index}`),
    account: accountId(draws.pick(ACCOUNTS)),
    at,
    date: dayOf(draws, at),
    sequence: draws.below(3),
    feeUsd: costs(draws),
    fees: draws.oneIn(3) ? Array.from({ length: 1 + draws.below(2) }, () => smallFee(draws)) : [],
    origin: { from: "file", batch: "b", file: "all.csv", lines: [index + 2] },
    note: "",
  } as const;
}

type Told = ReturnType<typeof toldOf>;

/** One event of any kind from one number; its id is "t" and its place in the ledger, now and then an earlier one's. */
export function eventOf(draws: Draws, index: number): Transaction {
  const told = toldOf(draws, index);
  const kind = draws.pick(KINDS);
  const leg = legOf(draws);
  switch (kind) {
    case "buy":
    case "deposit":
    case "inherited":
      return { ...told, kind, received: leg, value: dollars(draws) };
    case "sell":
    case "spend": {
      const event = { ...told, kind, sent: leg, value: dollars(draws) };
      return draws.oneIn(10)
        ? { ...event, deniedLoss: draws.pick(["related-party", "personal-use"] as const) }
        : event;
    }
    case "withdrawal":
    case "gift-sent":
    case "donation":
    case "fee":
      return { ...told, kind, sent: leg, value: dollars(draws) };
    case "income":
      return {
        ...told,
        kind,
        received: leg,
        value: dollars(draws),
        incomeKind: draws.pick(["staking", "airdrop", "wages"] as const),
      };
    case "lost":
      return {
        ...told,
        kind,
        sent: leg,
        reason: draws.pick(["worthless", "theft", "bankruptcy"] as const),
      };
    default:
      return twoSided(draws, told, kind, leg);
  }
}

function twoSided(draws: Draws, told: Told, kind: TransactionKind, leg: Leg): Transaction {
  switch (kind) {
    case "swap":
      return swapOf(draws, told, leg);
    case "conversion":
      return {
        ...told,
        kind,
        form: draws.pick(["wrap", "bridge", "liquidity", "liquid-staking"] as const),
        treatment: draws.pick(["taxable", "carry-over", null] as const),
        sent: leg,
        received: legOf(draws),
        value: dollars(draws),
      };
    case "transfer":
      return transferOf(draws, told, leg);
    case "gift-received": {
      const gift = {
        ...told,
        kind,
        received: leg,
        value: dollars(draws),
        donorBasis: dollars(draws),
        donorAcquired: draws.oneIn(4)
          ? null
          : calendarDate(draws.pick(["2021-03-01", "2022-12-31"])),
        giftTaxShare: draws.oneIn(4) ? usd("12.5") : ZERO_USD,
      };
      return draws.oneIn(3) ? { ...gift, fromSpouse: true } : gift;
    }
    case "migration":
      return { ...told, kind, sent: leg, received: legOf(draws) };
    case "cash":
      return { ...told, kind, currency: assetId("USD"), amount: units(draws) };
    default:
      return {
        ...told,
        kind: "unknown",
        label: "Odd row",
        sent: draws.oneIn(2) ? leg : null,
        received: draws.oneIn(2) ? legOf(draws) : null,
        value: dollars(draws),
      };
  }
}

function swapOf(draws: Draws, told: Told, sent: Leg): Transaction {
  const received = legOf(draws);
  const withheld = draws.oneIn(3)
    ? {
        quantity: quantity(draws.pick(["0.01", "0.25", "1", "50"])),
        value: usd(draws.pick(["0.5", "3", "40"])),
      }
    : null;
  return { ...told, kind: "swap", sent, received, value: dollars(draws), withheld };
}

/** Arrives whole, less a network fee, as too much, or as something else. */
function transferOf(draws: Draws, told: Told, sent: Leg): Transaction {
  const arrived = [sent.quantity, sent.quantity, quantity("0.9"), quantity("0.5"), ZERO_QUANTITY];
  const received = draws.oneIn(30)
    ? legOf(draws)
    : { asset: sent.asset, quantity: draws.pick(arrived) };
  return {
    ...told,
    kind: "transfer",
    toAccount: accountId(draws.pick(ACCOUNTS)),
    sent,
    received,
    feeValue: draws.oneIn(5) ? null : usd(draws.pick(["0.4", "7", "19.99"])),
  };
}
