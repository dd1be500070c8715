import type { Quantity } from "@/lib/money/quantity";
import type { Usd } from "@/lib/money/usd";
import type { Dated } from "@/lib/tax/book";
import type { ClosedLot } from "@/lib/tax/closed-lot";
import type { AccountFacts, AssetFacts } from "@/lib/tax/facts";
import type { Lot } from "@/lib/tax/lot";
import type { LedgerSettings } from "@/lib/tax/settings";
import type { AccountId, AssetId } from "@/lib/tax/transaction";
import { addDays, type CalendarDate } from "@/lib/time/calendar-date";
import type { WashSale } from "./wash-sale";

/** IRC 1091(a): 30 days before to 30 days after, the day of the sale not counted; day 31 is outside. */
export const WINDOW_DAYS = 30;

export type Owner = AccountFacts["owner"];

/** Units of a group that came in, in order of acquisition. */
export interface Purchase {
  /** What of the purchase replaces nothing yet: matched units leave it for a lot of their own. */
  readonly lot: Lot;
  readonly account: AccountId;
  readonly owner: Owner;
  readonly bought: CalendarDate;
  /** False: it may or may not be an acquisition in the sense of IRC 1091; never matched, only told. */
  readonly counts: boolean;
  /** Units bought less units matched, whether still held or not. */
  unused: Quantity;
  /** Lots already split off. */
  splits: number;
}

/** A loss with units that nothing replaces yet. */
export interface Pending {
  readonly event: Dated;
  /** The closed lot before any adjustment, and where it stands in the book. */
  readonly closed: ClosedLot;
  at: number;
  readonly denied: boolean;
  readonly owner: Owner;
  /** Day the 61-day window is counted around: of the sale, or of entering the short sale (Reg. 1.1091-1(g)). */
  readonly day: CalendarDate;
  /** First and last day of the window. */
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  /** Waits no longer once something was bought later than this: rows with a day of their own may lie a little back. */
  readonly until: CalendarDate;
  /** Days the sold units had been held. */
  readonly held: number;
  unitsLeft: Quantity;
  lossLeft: Usd;
  washed: Usd;
  told: boolean;
}

/** Substantially identical assets: what was bought and which losses wait, each in order of time. */
export interface Group {
  readonly purchases: Purchase[];
  pending: Pending[];
}

/** Disallowed loss inside the basis of a lot. */
export interface Washed {
  readonly units: Quantity;
  readonly amount: Usd;
  /** Units already closed, whose share is written on their closed lots. */
  gone: Quantity;
}

/** Where the units of an asset count. `shadow`: a group the law may or may not mean by them. */
export interface Place {
  readonly group: Group | null;
  readonly shadow: Group | null;
}

/** What the walk keeps to apply IRC 1091. Lives inside one `Book`; books without a covered asset have none. */
export interface WashBook {
  readonly facts: ReadonlyMap<AssetId, AssetFacts>;
  readonly owners: ReadonlyMap<AccountId, Owner>;
  /** First day on which the rule covers digital assets; null: it does not. */
  readonly digitalFrom: CalendarDate | null;
  readonly groups: Map<string, Group>;
  readonly places: Map<AssetId, Place>;
  readonly sales: WashSale[];
  readonly washed: Map<Lot, Washed>;
}

/** The state at the beginning; null when no asset can ever be covered: then the rule costs nothing. */
export function washBookOf(settings: LedgerSettings): WashBook | null {
  const { accounts, assets, washSalesOfDigitalAssetsFrom } = settings;
  const securities = assets.filter((facts) => facts.class !== "digital");
  if (securities.length === 0 && washSalesOfDigitalAssetsFrom === null) {
    return null;
  }
  const wash: WashBook = {
    facts: new Map(assets.map((facts) => [facts.asset, facts])),
    owners: new Map(accounts.map(({ account, owner }) => [account, owner])),
    digitalFrom: washSalesOfDigitalAssetsFrom,
    groups: new Map(),
    places: new Map(),
    sales: [],
    washed: new Map(),
  };
  for (const { asset } of washSalesOfDigitalAssetsFrom === null ? securities : assets) {
    group(wash, keyOf(wash, asset));
  }
  return wash;
}

/** True when a loss on an asset on a day is one of stock or securities, or of digital assets once a law says so. */
export function covers(wash: WashBook, asset: AssetId, day: CalendarDate): boolean {
  const { digitalFrom } = wash;
  return isSecurity(wash, asset) || (digitalFrom !== null && day >= digitalFrom);
}

/** Stock and securities, on a chain or not; an asset nobody spoke of is a digital asset. */
export function isSecurity(wash: WashBook, asset: AssetId): boolean {
  const facts = wash.facts.get(asset);
  return facts !== undefined && facts.class !== "digital";
}

/** Whose return an account is on; one nobody spoke of is the client's. */
export function ownerOf(wash: WashBook, account: AccountId): Owner {
  return wash.owners.get(account) ?? "client";
}

/** Where units of an asset count; all null for an asset the rule has nothing to do with. */
export function placeOf(wash: WashBook, asset: AssetId): Place {
  let place = wash.places.get(asset);
  if (place === undefined) {
    place = { group: ownGroup(wash, asset), shadow: shadowGroup(wash, asset) };
    wash.places.set(asset, place);
  }
  return place;
}

function ownGroup(wash: WashBook, asset: AssetId): Group | null {
  const key = keyOf(wash, asset);
  return wash.digitalFrom === null ? (wash.groups.get(key) ?? null) : group(wash, key);
}

/** A coin, and shares whose holder calls them identical to what has the coin's name: nobody has said whether they are. */
function shadowGroup(wash: WashBook, asset: AssetId): Group | null {
  return isSecurity(wash, asset) ? null : (wash.groups.get(textKey(asset)) ?? null);
}

function group(wash: WashBook, key: string): Group {
  let found = wash.groups.get(key);
  if (found === undefined) {
    found = { purchases: [], pending: [] };
    wash.groups.set(key, found);
  }
  return found;
}

/** Substantially identical: the same asset, or the same text (IRC 1091(a)). */
function keyOf(wash: WashBook, asset: AssetId): string {
  const text = wash.facts.get(asset)?.identicalTo ?? null;
  return text === null ? `asset ${asset}` : textKey(text);
}

function textKey(text: string): string {
  return `text ${text}`;
}

/** The first and the last day whose purchases count for a loss on `day`. */
export function windowOf(day: CalendarDate): Pick<Pending, "from" | "to" | "until"> {
  return {
    from: addDays(day, -WINDOW_DAYS),
    to: addDays(day, WINDOW_DAYS),
    until: addDays(day, 2 * WINDOW_DAYS),
  };
}

/** Adds to a list in order of day, behind all of the same day; new items nearly always come last, since the walk goes forward. */
export function insertByDay<T>(list: T[], item: T, dayOf: (item: T) => CalendarDate): void {
  const day = dayOf(item);
  let at = list.length;
  let before = list[at - 1];
  while (before !== undefined && dayOf(before) > day) {
    at -= 1;
    before = list[at - 1];
  }
  list.splice(at, 0, item);
}
