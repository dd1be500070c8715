import { compareQuantity, type Quantity, timesQuantity } from "@/lib/money/quantity";
import type { AssetId, FeeInKind, Leg, Transaction } from "@/lib/tax/transaction";
import type { Collision } from "./collisions";
import { type AssetChoice, isSpecial, type Resolved, resolveSign } from "./resolve";

type Untold<T> = T extends unknown ? Omit<T, "id" | "account" | "origin" | "toAccount"> : never;

/** What a transaction tells of assets, as a file tells it or as it stands in the books. */
type Told = Untold<Transaction>;

/** How the signs of one source are read. */
export interface Naming {
  /** Id of the importer; "" for what a person typed. */
  readonly source: string;
  readonly choices: readonly AssetChoice[];
}

/** A transaction with its signs read, and the shared signs nobody has decided. */
export interface Named<T> {
  readonly told: T;
  readonly open: readonly Collision[];
}

type Read = (symbol: AssetId) => Resolved | null;

/**
 * A transaction in our ids: every sign is what it means at its source on the day it happened (UTC). Amounts of scaled signs become
 * units; values and fees in dollars stay. What was told as a trade of one name for the other of the same coin, unit for unit, is a
 * change of name and no sale. The very same object comes back when nothing is special, which is nearly always.
 */
export function named<T extends Told>(told: T, { source, choices }: Naming): Named<T> {
  if (!speaksOfSpecial(told)) {
    return { told, open: [] };
  }
  const signs = signsOf(told);
  const day = told.date ?? told.at.slice(0, 10);
  const found = signs.map((sign) => resolveSign(source, sign, day, choices));
  const answers = new Map(signs.map((sign, index) => [sign, found[index] ?? null]));
  const open = found.flatMap((one) => (one === null || one.open === null ? [] : [one.open]));
  const changed = signs.some((sign) => (answers.get(sign)?.asset ?? sign) !== sign);
  return {
    told: changed ? renamed(told, (symbol) => answers.get(symbol) ?? null) : told,
    open,
  };
}

/** False: its signs are all what they say, which nearly every row is done with; nothing is allocated for it. */
export function speaksOfSpecial(told: Told): boolean {
  return (
    ("sent" in told && told.sent !== null && isSpecial(told.sent.asset)) ||
    ("received" in told && told.received !== null && isSpecial(told.received.asset)) ||
    (told.fees.length > 0 && told.fees.some(({ asset }) => isSpecial(asset)))
  );
}

/** Every sign a transaction speaks of, once; money moved has none. */
function signsOf(told: Told): readonly AssetId[] {
  const sent = "sent" in told ? told.sent : null;
  const received = "received" in told ? told.received : null;
  const legs = [sent, received, ...told.fees].flatMap((leg) => (leg === null ? [] : [leg.asset]));
  return [...new Set(legs)];
}

function renamed<T extends Told>(told: T, read: Read): T {
  const sent = "sent" in told && told.sent !== null ? { sent: legOf(told.sent, read) } : {};
  const received =
    "received" in told && told.received !== null ? { received: legOf(told.received, read) } : {};
  const next = {
    ...told,
    ...sent,
    ...received,
    fees: told.fees.map((fee): FeeInKind => ({ ...fee, ...legOf(fee, read) })),
  };
  return asRename(told, withheldOf(next, told, read));
}

/** Units kept back are counted in the received asset. */
function withheldOf<T extends Told>(next: T, told: Told, read: Read): T {
  if (next.kind !== "swap" || told.kind !== "swap" || next.withheld === null) {
    return next;
  }
  const quantity = scaled(next.withheld.quantity, read(told.received.asset));
  return { ...next, withheld: { ...next.withheld, quantity } };
}

/** A swap or conversion of a coin's old name for its new one, unit for unit, changes nothing but the name. */
function asRename<T extends Told>(told: T, next: T): T {
  if (!isTrade(told) || !isTrade(next) || told.sent.asset === told.received.asset) {
    return next;
  }
  const { sent, received } = next;
  if (sent.asset !== received.asset || compareQuantity(sent.quantity, received.quantity) !== 0) {
    return next;
  }
  // What only a trade tells goes: nothing was sold.
  const {
    value: _value,
    withheld: _withheld,
    form: _form,
    treatment: _treatment,
    ...rest
  } = {
    withheld: null,
    form: null,
    treatment: null,
    ...next,
  };
  return { ...rest, kind: "migration" };
}

function isTrade<T extends Told>(
  told: T,
): told is T & Extract<Told, { kind: "swap" | "conversion" }> {
  return told.kind === "swap" || told.kind === "conversion";
}

function legOf(leg: Leg, read: Read): Leg {
  const found = read(leg.asset);
  return found === null
    ? { asset: leg.asset, quantity: leg.quantity }
    : { asset: found.asset, quantity: scaled(leg.quantity, found) };
}

const scaled = (quantity: Quantity, found: Resolved | null): Quantity =>
  found === null || found.times === 1n ? quantity : timesQuantity(quantity, found.times);
