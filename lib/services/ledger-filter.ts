import type { TransactionKind } from "@/lib/tax/transaction";
import { isKind } from "./kind-words";

/** How the ledger may be ordered, with the words people see. */
export const LEDGER_SORTS = ["time", "kind", "asset", "account", "value"] as const;

/** What the ledger is sorted by. */
export type LedgerSort = (typeof LEDGER_SORTS)[number];

/** What part of the ledger is looked at. Everything of it stands in the URL. */
export interface LedgerFilter {
  readonly account: string | null;
  readonly asset: string | null;
  readonly kind: TransactionKind | null;
  readonly year: number | null;
  /** Part of a note, an asset or a file's name. */
  readonly text: string | null;
  /** One import. */
  readonly batch: string | null;
  /** Only rows with an open question. */
  readonly isAttention: boolean;
  /** Voided rows too. */
  readonly isVoidedShown: boolean;
  readonly sort: LedgerSort;
  readonly isDescending: boolean;
  /** Where the page begins: a mark given by the page before. */
  readonly after: string | null;
  /** Number of the page's first row, for people. */
  readonly from: number;
}

/** The parts of an address, as Next gives them. */
export type Params = Readonly<Record<string, string | readonly string[] | undefined>>;

/** One text of an address; null when it is missing or blank. */
export function paramOf(params: Params, name: string, max = 200): string | null {
  const value = params[name];
  const text = (typeof value === "string" ? value : (value?.[0] ?? "")).trim();
  return text === "" ? null : text.slice(0, max);
}

/** Reads the ledger's address. What it does not understand counts as not said. */
export function readLedgerFilter(params: Params): LedgerFilter {
  const kind = paramOf(params, "kind");
  const year = paramOf(params, "year");
  const from = paramOf(params, "from");
  const sort = LEDGER_SORTS.find((one) => one === paramOf(params, "sort")) ?? "time";
  const direction = paramOf(params, "direction");
  return {
    account: paramOf(params, "account"),
    asset: paramOf(params, "asset")?.toUpperCase() ?? null,
    kind: kind !== null && isKind(kind) ? kind : null,
    year: year !== null && /^(?:19|20)\d\d$/.test(year) ? Number(year) : null,
    text: paramOf(params, "q"),
    batch: paramOf(params, "batch"),
    isAttention: paramOf(params, "attention") === "on",
    isVoidedShown: paramOf(params, "voided") === "on",
    sort,
    isDescending: direction === null ? isDescendingByNature(sort) : direction === "down",
    after: paramOf(params, "after", 2000),
    from: from !== null && /^[1-9]\d{0,7}$/.test(from) ? Number(from) : 1,
  };
}

/** What a first click on a column gives: the newest and the largest first, words from A. */
function isDescendingByNature(sort: LedgerSort): boolean {
  return sort === "time" || sort === "value";
}

/** What an address of the ledger may say besides the filter. */
export interface LedgerTarget {
  /** The transaction in the drawer. */
  readonly tx?: string;
  /** The kind of a new transaction, or "" to choose one. */
  readonly add?: string;
  /** The drawer shows the form to correct it, of this kind when it is to change. */
  readonly correct?: string;
}

/**
 * The address of a filter: what stands at its default is left out, so equal views have equal addresses. A change of what is
 * looked at starts from the first row again.
 */
export function ledgerQuery(
  filter: LedgerFilter,
  change: Partial<LedgerFilter> = {},
  target: LedgerTarget = {},
): string {
  const restarts = Object.keys(change).some((name) => name !== "after" && name !== "from");
  const next = { ...filter, ...(restarts ? { after: null, from: 1 } : {}), ...change };
  return queryText([...filterParams(next), ...Object.entries(target)]);
}

type Param = readonly [string, string | number | null | undefined];

function filterParams(filter: LedgerFilter): readonly Param[] {
  const isNatural = filter.isDescending === isDescendingByNature(filter.sort);
  const direction = filter.isDescending ? "down" : "up";
  return [
    ["account", filter.account],
    ["asset", filter.asset],
    ["kind", filter.kind],
    ["year", filter.year],
    ["q", filter.text],
    ["batch", filter.batch],
    ["attention", filter.isAttention ? "on" : null],
    ["voided", filter.isVoidedShown ? "on" : null],
    ["sort", filter.sort === "time" ? null : filter.sort],
    ["direction", isNatural ? null : direction],
    ["after", filter.after],
    ["from", filter.after === null ? null : filter.from],
  ];
}

function queryText(params: readonly Param[]): string {
  const query = new URLSearchParams();
  for (const [name, value] of params) {
    if (value !== null && value !== undefined) {
      query.set(name, String(value));
    }
  }
  const text = query.toString();
  return text === "" ? "" : `?${text}`;
}

/** True when the filter hides anything that counts. */
export function isFiltered(filter: LedgerFilter): boolean {
  const { account, asset, kind, year, text, batch, isAttention } = filter;
  return isAttention || [account, asset, kind, year, text, batch].some((part) => part !== null);
}
