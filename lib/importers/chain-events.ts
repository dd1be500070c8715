import { isZeroQuantity } from "@/lib/money/quantity";
import type { Leg } from "@/lib/tax/transaction";
import type { Movement } from "./booking";
import { legOf } from "./cells";
import { chainRef } from "./chain-ref";
import type { ChainFileKind, ChainRow } from "./chain-rows";
import { isKnownName, wrappedBy } from "./chain-tokens";
import { type ChainLegs, movementOfHash } from "./one-hash";
import type { UnaskedToken } from "./source";

/** One row and the file it stands in. */
export interface Item {
  readonly file: string;
  readonly kind: ChainFileKind;
  readonly row: ChainRow;
}

type Items = readonly [Item, ...Item[]];

/** What some rows of one hash mean, or why they mean nothing. */
export type HashResult =
  | (Movement & { readonly items: Items })
  | { readonly items: readonly Item[]; readonly leftOut: string };

/** Whose transaction it may be, and which files there are. */
export interface ChainView {
  /** Own addresses in lower case. */
  readonly own: ReadonlySet<string>;
  readonly kinds: ReadonlySet<ChainFileKind>;
}

/** What the rows of one transaction hash mean, in however many files they stand. Every row is in exactly one result. */
export function settleHash(items: readonly Item[], view: ChainView): readonly HashResult[] {
  const paid = items.find(({ kind, row }) => kind === "transactions" && view.own.has(row.from));
  const isOurs = paid !== undefined && !paid.row.isFailed;
  const together: Item[] = [];
  const apart: HashResult[] = [];
  for (const item of items) {
    const result = standsApart(item, isOurs, view);
    if (result === null) {
      together.push(item);
    } else {
      apart.push(result);
    }
  }
  const [first, ...more] = together;
  return first === undefined ? apart : [...moved([first, ...more], isOurs, view), ...apart];
}

/** Rows that are no part of what happened: bait, tokens nobody asked for, transactions of others. Null: the row counts. */
function standsApart(item: Item, isOurs: boolean, { own, kinds }: ChainView): HashResult | null {
  const { kind, row } = item;
  const isToken = kind === "tokens" || kind === "nfts";
  if (isToken && isZeroQuantity(row.units)) {
    return {
      items: [item],
      leftOut: "A transfer of nothing: anybody can write one, usually as bait.",
    };
  }
  if (!own.has(row.from) && !own.has(row.to)) {
    return kept(item, "None of your addresses is in this row: say which addresses are yours.", own);
  }
  if (kind === "internal" && row.isFailed) {
    return { items: [item], leftOut: "It failed: nothing moved." };
  }
  if (!isToken || row.isKnown || isOurs) {
    return null;
  }
  // What went out may be a sale whose transaction stands in a file that is not here: that is asked about, not set aside.
  const spam = own.has(row.from) ? null : { contract: row.contract };
  return kept(item, spamReason(row, kinds), own, spam);
}

function spamReason({ symbol, contract }: ChainRow, kinds: ReadonlySet<ChainFileKind>): string {
  const name = isKnownName(symbol)
    ? `This token calls itself ${symbol}, but its contract (${contract}) is another`
    : `A token you did not ask for by a transaction of yours (${symbol}, contract ${contract})`;
  const more = kinds.has("transactions")
    ? ""
    : " The file of transactions would show whether you did: add it.";
  return `${name}: kept apart without effect until you say it is yours.${more}`;
}

function moved(items: Items, isOurs: boolean, view: ChainView): readonly HashResult[] {
  const label = items.find(({ row }) => row.method !== "")?.row.method ?? "";
  const legs = [...items.map((item) => legsOf(item, view.own)), ...wrapping(items, isOurs, view)];
  const movement = movementOfHash(legs, label);
  if (movement === null) {
    return [{ items, leftOut: "Nothing of yours moved, and the fee was not yours." }];
  }
  if (typeof movement === "string") {
    return items.map((item) => kept(item, movement, view.own));
  }
  const question = isOurs ? missingFiles(items, movement, view) : null;
  const [{ row }] = items;
  const address = items.length > 1 ? "" : row.to;
  return [{ items, question, chain: chainRef(row.hash, address), ...asWrap(movement) }];
}

/** A row's legs: what leaves an own address, what reaches one, the gas an own address paid. */
function legsOf({ row }: Item, own: ReadonlySet<string>): ChainLegs {
  const leg: Leg | null = row.isFailed ? null : legOf(row.asset, row.units);
  const isOut = own.has(row.from);
  const gas = row.gas === null || !isOut ? null : legOf(row.asset, row.gas);
  return {
    sent: isOut ? leg : null,
    received: own.has(row.to) ? leg : null,
    fee: gas,
    value: row.value,
    feeValue: gas === null ? null : row.gasValue,
  };
}

/** The other side of wrapping, which explorers do not list as a transfer: the contract gives and takes one for one. */
function wrapping(items: Items, isOurs: boolean, { own }: ChainView): readonly ChainLegs[] {
  const call = items.find(({ kind }) => kind === "transactions")?.row;
  const contract = call?.to ?? "";
  const wrapped = wrappedBy(contract, call?.asset ?? "");
  if (!isOurs || wrapped === null || items.some(({ row }) => row.asset === wrapped)) {
    return [];
  }
  return items.flatMap(({ row }): readonly ChainLegs[] => {
    const leg = row.isFailed ? null : legOf(wrapped, row.units);
    const none = { sent: null, received: null, fee: null, value: null, feeValue: null };
    return own.has(row.from) && row.to === contract
      ? [{ ...none, received: leg }]
      : own.has(row.to) && row.from === contract
        ? [{ ...none, sent: leg }]
        : [];
  });
}

/** A coin for its wrapped form, or back, is not settled in law: the client's setting decides. */
function asWrap(movement: Movement): Movement {
  const { sent = null, received = null } = movement;
  const isPair =
    sent !== null &&
    received !== null &&
    (sent.asset === `W${received.asset}` || received.asset === `W${sent.asset}`);
  return isPair ? { ...movement, meaning: { is: "conversion", form: "wrap" } } : movement;
}

const PLAIN = /^(?:|-|transfer|approve|set ?approval ?for ?all)$/i;

/** A call whose tokens stand in files that are not here: what came back is not known yet. */
function missingFiles(items: Items, movement: Movement, { kinds }: ChainView): string | null {
  const call = items.find(({ kind }) => kind === "transactions")?.row.method ?? "";
  const missing = (["tokens", "internal"] as const).filter((kind) => !kinds.has(kind));
  const isWhole = movement.meaning.is === "exchange" || movement.meaning.is === "conversion";
  return PLAIN.test(call) || missing.length === 0 || isWhole
    ? null
    : `This called a contract (${call}): what else moved stands in this address's files of ${missing
        .map((kind) => (kind === "tokens" ? "token transfers" : "internal transactions"))
        .join(" and ")}; add them.`;
}

/** One row by itself, kept and asked about; gas it paid is paid. */
function kept(
  item: Item,
  reason: string,
  own: ReadonlySet<string>,
  spam: UnaskedToken | null = null,
): HashResult {
  const { sent, received, fee, value, feeValue } = legsOf(item, own);
  const { method, symbol } = item.row;
  const label = method === "" ? symbol : method;
  if (sent === null && received === null && fee !== null) {
    return { items: [item], meaning: { is: "fee" }, sent: fee, value: feeValue, label };
  }
  const fees = fee === null ? [] : [fee];
  const meaning = { is: "unknown", reason, spam } as const;
  const worth = sent === null && received === null ? null : value;
  return { items: [item], meaning, sent, received, fees, value: worth, feeValue, label };
}
