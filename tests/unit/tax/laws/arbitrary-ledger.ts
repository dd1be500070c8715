import fc from "fast-check";
import { quantity } from "@/lib/money/quantity";
import { usd, ZERO_USD } from "@/lib/money/usd";
import { computeLedger } from "@/lib/tax/compute";
import {
  type Allocation2025,
  type AsOf,
  DEFAULT_LEDGER_SETTINGS,
  type FilingStatus,
  type Identification,
  type LedgerSettings,
  type LotMethod,
  type StandingOrder,
  type YearProfile,
} from "@/lib/tax/settings";
import { accountId, assetId, type Transaction, transactionId } from "@/lib/tax/transaction";
import type { LedgerResult } from "@/lib/tax/year-result";
import { calendarDate } from "@/lib/time/calendar-date";
import { dateIn, instant } from "@/lib/time/instant";
import { ACCOUNTS, eventOf } from "./arbitrary-events";
import { Draws } from "./draws";

/** A client's whole books. */
export interface Books {
  readonly transactions: readonly Transaction[];
  readonly settings: LedgerSettings;
  readonly profiles: readonly YearProfile[];
  readonly asOf: AsOf;
}

/** "Now" of all laws: events after it are in the future. */
export const NOW: AsOf = {
  at: instant("2026-06-30T12:00:00Z"),
  date: calendarDate("2026-06-30"),
};

const METHODS: readonly LotMethod[] = ["fifo", "lifo", "hifo", "lofo", "lowest-gain"];
const MOMENTS = ["2020-01-01", "2023-12-01", "2024-11-30", "2025-06-15"].map((day) =>
  instant(`${day}T00:00:00Z`),
);
const STATUSES: readonly FilingStatus[] = ["single", "mfj", "mfs", "hoh", "qss"];

function orderOf(draws: Draws, index: number): StandingOrder {
  const effectiveFrom = draws.pick(MOMENTS);
  return {
    id: `o${index}`,
    account: draws.oneIn(2) ? null : accountId(draws.pick(ACCOUNTS)),
    method: draws.pick(METHODS),
    effectiveFrom,
    madeAt: draws.oneIn(3) ? draws.pick(MOMENTS) : effectiveFrom,
    toldBrokerAt: draws.oneIn(2) ? effectiveFrom : null,
  };
}

/** Names lots that are there, lots that are not, and too much of them; mostly in time. */
function identificationOf(draws: Draws, count: number): Identification {
  const lots = Array.from({ length: 1 + draws.below(2) }, () => ({
    lot: `t${draws.below(count)}${draws.oneIn(4) ? ":in" : ""}`,
    quantity: quantity(draws.pick(["0.125", "1", "2.5", "100"])),
  }));
  return {
    transaction: transactionId(`t${draws.below(count)}`),
    madeAt: draws.oneIn(4) ? instant("2025-03-01T00:00:00Z") : instant("2020-01-01T00:00:00Z"),
    toldBrokerAt: null,
    lots,
  };
}

function settingsOf(seed: number, count: number): LedgerSettings {
  const draws = new Draws(seed);
  const many = (most: number) => draws.below(2) * draws.below(most + 1);
  return {
    ...DEFAULT_LEDGER_SETTINGS,
    timeZone: draws.pick(["UTC", "America/New_York", "Pacific/Auckland"]),
    pool: draws.pick(["account", "account", "universal-until-2024", "universal"] as const),
    standingOrders: Array.from({ length: draws.oneIn(4) ? 0 : 1 + draws.below(3) }, (_, index) =>
      orderOf(draws, index),
    ),
    identifications: Array.from({ length: many(6) }, () => identificationOf(draws, count)),
    transferFee: draws.pick(["disposal", "drop", "carry"] as const),
    swapCostsBefore2025: draws.pick(["given-up", "received", "halves"] as const),
    conversions: {
      wrap: draws.pick(["ask", "taxable", "carry-over"] as const),
      bridge: draws.pick(["ask", "taxable", "carry-over"] as const),
      liquidity: draws.pick(["ask", "taxable", "carry-over"] as const),
      "liquid-staking": draws.pick(["ask", "taxable", "carry-over"] as const),
    },
    washSalesOfDigitalAssetsFrom: draws.oneIn(4) ? calendarDate("2024-03-01") : null,
    accounts: [
      { account: accountId("A"), custody: "own", owner: "client" },
      {
        account: accountId("C"),
        custody: "broker",
        owner: draws.pick(["client", "client", "spouse", "ira"] as const),
      },
    ],
    assets: [
      { asset: assetId("FUND"), class: "security", collectible: false, identicalTo: null },
      { asset: assetId("ART"), class: "digital", collectible: true, identicalTo: null },
    ],
  };
}

function profileOf(draws: Draws, year: number): YearProfile {
  const money = () => usd(`${draws.below(draws.pick([1, 900, 90_000]))}.${draws.below(10)}`);
  const signed = () =>
    draws.oneIn(2) ? ZERO_USD : usd(`${draws.oneIn(2) ? "-" : ""}${draws.below(9000)}`);
  return {
    year,
    filingStatus: draws.pick(STATUSES),
    ordinaryIncome: money(),
    deduction: money(),
    qualifiedDividends: draws.oneIn(2) ? ZERO_USD : money(),
    otherInvestmentIncome: ZERO_USD,
    magiAddBack: ZERO_USD,
    otherShort: signed(),
    otherLong: signed(),
    shortCarryoverIn: draws.oneIn(3) ? money() : null,
    longCarryoverIn: draws.oneIn(3) ? money() : null,
  };
}

/** Some years with a profile, some without. */
function profilesOf(seed: number): readonly YearProfile[] {
  const draws = new Draws(seed);
  return [2023, 2024, 2025, 2026]
    .filter(() => draws.oneIn(2))
    .map((year) => profileOf(draws, year));
}

/** Settings with a completed allocation of the unused units as of 2025: each lot whole, or in halves, to accounts by chance. */
function allocated(
  transactions: readonly Transaction[],
  settings: LedgerSettings,
  seed: number,
): LedgerSettings {
  const draws = new Draws(seed);
  if (settings.pool !== "universal-until-2024" || draws.oneIn(2)) {
    return settings;
  }
  const before = { at: instant("2024-12-31T23:59:59Z"), date: calendarDate("2024-12-31") };
  const { openLots } = computeLedger({ transactions, settings, asOf: before });
  const rows: Allocation2025["rows"] = openLots.map(({ lot, quantity: held }) => ({
    account: accountId(draws.pick(ACCOUNTS)),
    lot,
    quantity: held,
  }));
  const completedAt = instant(draws.oneIn(4) ? "2026-05-01T00:00:00Z" : "2024-12-31T12:00:00Z");
  return { ...settings, allocation2025: { kind: "specific", completedAt, rows } };
}

/** The books a list of numbers stands for: one for the settings, one for the profiles, one for each event. */
export function booksOf([seed = 0, told = 0, ...events]: readonly number[]): Books {
  const plain = settingsOf(seed, events.length + 1);
  const toDate = dateIn(plain.timeZone);
  const transactions = events.map((number, index) => {
    const tx = eventOf(new Draws(number), index);
    // A day alone is the day where the client lives.
    return tx.date === null ? tx : { ...tx, date: toDate(tx.at) };
  });
  return {
    transactions,
    settings: allocated(transactions, plain, told),
    profiles: profilesOf(told),
    asOf: NOW,
  };
}

const list = (minLength: number, maxLength: number): fc.Arbitrary<number[]> =>
  fc.array(fc.integer(), { minLength, maxLength, size: "max" });

/** Numbers that `booksOf` reads: five to forty events, mostly few. */
export const numbers: fc.Arbitrary<number[]> = fc.oneof(
  { weight: 3, arbitrary: list(7, 16) },
  { weight: 1, arbitrary: list(17, 42) },
);

/** Numbers of a few events: another client's. */
export const fewNumbers: fc.Arbitrary<number[]> = list(7, 14);

/** Their ledger. */
export function ledgerFor({ transactions, settings, asOf }: Books): LedgerResult {
  return computeLedger({ transactions, settings, asOf });
}
