import { listAccounts } from "@/db/queries/accounts";
import { getClient } from "@/db/queries/clients";
import { listLatestQuotes } from "@/db/queries/quotes";
import { type ChosenSettings, getSettings } from "@/db/queries/settings";
import { listOrdersAsEntered } from "@/db/queries/standing-orders-entered";
import { listFacets } from "@/db/queries/transaction-list";
import { listYearProfiles } from "@/db/queries/year-profiles";
import { type Asking, type ClientTx, type GateRefusal, withClient } from "@/db/tenant";
import { isFiat } from "@/lib/importers/assets";
import { floorZeroUsd, subtractUsd, type Usd, usdText } from "@/lib/money/usd";
import { ok, type Result } from "@/lib/result";
import { rulesFor, SUPPORTED_YEARS } from "@/lib/tax/rules/by-year";
import type { FilingStatus, YearProfile } from "@/lib/tax/settings";
import { dateIn, instantFromEpoch } from "@/lib/time/instant";
import { clockText, localTime } from "@/lib/time/wall-clock";
import { type AssetItem, assetItems, type SharedSign } from "./asset-items";
import { DEFAULT_SETTINGS } from "./gains/default-settings";
import {
  type AccountItem,
  type AllocationItem,
  accountItems,
  allocationItem,
} from "./settings-facts";

/** One standing order, as it stands on record. Times are wall-clock text in the tax zone. */
export interface OrderItem {
  readonly id: string;
  readonly account: string | null;
  readonly method: string;
  readonly effectiveFrom: string;
  readonly madeAt: string;
  /** Null: not told, or nobody said. */
  readonly toldBrokerAt: string | null;
  readonly enteredAt: string;
  readonly byYou: boolean;
  /** The date attested is earlier than the day it was entered here: the record elsewhere must prove it. */
  readonly isBackdated: boolean;
}

/** One year's profile, as decimal text; the first four amounts are whole entries, the rest may be zero. */
export interface ProfileItem {
  readonly year: number;
  readonly filingStatus: FilingStatus;
  readonly ordinaryIncome: string;
  readonly deduction: string;
  readonly standardDeduction: string | null;
  readonly ordinaryTaxable: string;
  readonly qualifiedDividends: string;
  readonly otherInvestmentIncome: string;
  readonly magiAddBack: string;
  readonly otherShort: string;
  readonly otherLong: string;
  /** Null: chained from the year before. */
  readonly shortCarryoverIn: string | null;
  readonly longCarryoverIn: string | null;
}

/** One asset's newest price. */
export interface QuoteItem {
  readonly asset: string;
  /** Null: held, and nobody has given a price. */
  readonly price: string | null;
  readonly at: string | null;
  readonly source: string | null;
}

/** The settings page. */
export interface SettingsView {
  readonly clientName: string;
  readonly mayWrite: boolean;
  readonly timeZone: string;
  readonly pool: string;
  readonly transferFee: string;
  readonly swapCostsBefore2025: string;
  readonly conversions: ChosenSettings["conversions"];
  /** First day on which wash sales reach digital assets; null: they do not. */
  readonly washSalesFrom: string | null;
  readonly rounding: ChosenSettings["rounding"];
  readonly exception1: ChosenSettings["exception1"];
  readonly various: boolean;
  /** The allocation of January 1, 2025; null: none. */
  readonly allocation: AllocationItem | null;
  readonly assets: readonly AssetItem[];
  /** Signs that several coins share, by source. */
  readonly sharedSigns: readonly SharedSign[];
  readonly accounts: readonly AccountItem[];
  /** The latest first. */
  readonly orders: readonly OrderItem[];
  /** The present moment on a clock of the tax zone, for prefilling. */
  readonly now: { readonly date: string; readonly time: string };
  /** The newest first. */
  readonly profiles: readonly ProfileItem[];
  /** Years a profile can be given for, the newest first. */
  readonly years: readonly number[];
  /** Standard deductions by year and status, for the form. */
  readonly standard: Readonly<Record<number, Readonly<Record<FilingStatus, string>>>>;
  readonly quotes: readonly QuoteItem[];
}

/** Everything that is chosen for a client, as it stands. */
export async function viewSettings(
  user: Asking,
  clientId: string,
  now = instantFromEpoch(Date.now()),
): Promise<Result<SettingsView, GateRefusal>> {
  return withClient<SettingsView, never>(user, clientId, "read", async (tx) => {
    const chosen = (await getSettings(tx)) ?? DEFAULT_SETTINGS;
    const profiles = await listYearProfiles(tx);
    const { assets, shared } = await assetItems(tx);
    const { washSalesOfDigitalAssetsFrom: washSalesFrom, ...choices } = chosen;
    return ok({
      ...choices,
      washSalesFrom,
      allocation: await allocationItem(tx, chosen.timeZone),
      assets,
      sharedSigns: shared,
      clientName: (await getClient(tx)).name,
      mayWrite: tx.role !== "viewer",
      accounts: await accountItems(tx),
      orders: await orders(tx, chosen.timeZone),
      now: localTime(now, chosen.timeZone),
      profiles: profiles.map(profileItem).reverse(),
      years: [...SUPPORTED_YEARS].reverse(),
      standard: standardDeductions(),
      quotes: await quotes(tx),
    });
  });
}

async function orders(tx: ClientTx, zone: string): Promise<readonly OrderItem[]> {
  const names = new Map((await listAccounts(tx)).map((account) => [account.id, account.name]));
  const dateOf = dateIn(zone);
  const clock = (at: Parameters<typeof clockText>[0]) => clockText(at, zone);
  return (await listOrdersAsEntered(tx)).map((order) => ({
    id: order.id,
    account: order.account === null ? null : (names.get(order.account) ?? null),
    method: order.method,
    effectiveFrom: clock(order.effectiveFrom),
    madeAt: clock(order.madeAt),
    toldBrokerAt: order.toldBrokerAt === null ? null : clock(order.toldBrokerAt),
    enteredAt: clock(order.enteredAt),
    byYou: order.enteredBy === tx.userId,
    isBackdated: dateOf(order.madeAt) < dateOf(order.enteredAt),
  }));
}

/** Ordinary income less the deduction, not below zero: the form's own line. */
export function ordinaryTaxable(income: Usd, deduction: Usd): Usd {
  return floorZeroUsd(subtractUsd(income, deduction));
}

function profileItem(profile: YearProfile): ProfileItem {
  const rules = rulesFor(profile.year);
  const { filingStatus, ordinaryIncome, deduction, shortCarryoverIn, longCarryoverIn } = profile;
  return {
    year: profile.year,
    filingStatus,
    ordinaryIncome: usdText(ordinaryIncome),
    deduction: usdText(deduction),
    standardDeduction: rules.ok ? usdText(rules.value.standardDeduction[filingStatus]) : null,
    ordinaryTaxable: usdText(ordinaryTaxable(ordinaryIncome, deduction)),
    qualifiedDividends: usdText(profile.qualifiedDividends),
    otherInvestmentIncome: usdText(profile.otherInvestmentIncome),
    magiAddBack: usdText(profile.magiAddBack),
    otherShort: usdText(profile.otherShort),
    otherLong: usdText(profile.otherLong),
    shortCarryoverIn: shortCarryoverIn === null ? null : usdText(shortCarryoverIn),
    longCarryoverIn: longCarryoverIn === null ? null : usdText(longCarryoverIn),
  };
}

function standardDeductions(): SettingsView["standard"] {
  return Object.fromEntries(
    SUPPORTED_YEARS.flatMap((year) => {
      const rules = rulesFor(year);
      if (!rules.ok) {
        return [];
      }
      const { single, mfj, mfs, hoh, qss } = rules.value.standardDeduction;
      const texts = {
        single: usdText(single),
        mfj: usdText(mfj),
        mfs: usdText(mfs),
        hoh: usdText(hoh),
        qss: usdText(qss),
      };
      return [[year, texts] as const];
    }),
  );
}

/** Every asset of the books with its newest price; one nobody has priced stands there without. */
async function quotes(tx: ClientTx): Promise<readonly QuoteItem[]> {
  const known = new Map((await listLatestQuotes(tx)).map((quote) => [`${quote.asset}`, quote]));
  const held = (await listFacets(tx)).assets
    .map(({ asset }) => `${asset}`)
    .filter((asset) => !isFiat(asset));
  return [...new Set([...held, ...known.keys()])].sort().map((asset) => {
    const quote = known.get(asset);
    return {
      asset,
      price: quote?.price ?? null,
      at: quote?.at ?? null,
      source: quote?.source ?? null,
    };
  });
}
