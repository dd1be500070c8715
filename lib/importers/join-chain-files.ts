import { book } from "./booking";
import { type HashResult, type Item, settleHash } from "./chain-events";
import { kindsByChain } from "./chain-groups";
import { type ChainFileKind, type ChainRow, chainContent } from "./chain-rows";
import type { ParsedTransaction } from "./source";
import { told } from "./told";

/** The rows of one explorer file of one or more own addresses. */
export interface ChainFile {
  readonly file: string;
  readonly kind: ChainFileKind;
  readonly rows: readonly ChainRow[];
}

/** Lines of one file that an event is made of, ascending. */
export interface ChainPart {
  readonly file: string;
  readonly lines: readonly number[];
}

/** One event of a chain and all rows it is made of; `transaction.lines` are those of its first file. */
export interface ChainEvent {
  readonly transaction: ParsedTransaction;
  readonly parts: readonly ChainPart[];
}

/** What the files of an address say together. Every row given is in the parts of exactly one event or left out. */
export interface JoinedChain {
  readonly events: readonly ChainEvent[];
  readonly leftOut: readonly LeftOut[];
}

/** A row that is part of no event. */
export interface LeftOut {
  readonly file: string;
  readonly line: number;
  readonly reason: string;
  /** The row that already says it, in another file or earlier in this one; absent when the row means nothing. */
  readonly same?: { readonly file: string; readonly line: number };
}

/** Whose files they are. */
export interface ChainOwner {
  /** Own addresses in lower case. */
  readonly addresses: ReadonlySet<string>;
  /** The account's name; absent: the address, shortened. */
  readonly accountName?: string | undefined;
}

/**
 * Joins the transactions, internal transactions, token transfers and NFT transfers of an address: rows of one hash are one event, so a
 * coin that goes out and a token that comes in are an exchange with its gas, counted once and only when the own address paid it.
 * Tokens nobody asked for are kept apart as "unknown". Works for any number of files of each kind, also one: rows that two files
 * both hold count once. Keys name the kinds of files an event was made of ("chain:tokens+transactions:0x…"): when a file is added
 * later, join all files of the address again and replace the events whose rows are in the new parts.
 */
export function joinChainFiles(files: readonly ChainFile[], owner: ChainOwner): JoinedChain {
  const { groups, repeated } = groupByHash(files);
  const leftOut: LeftOut[] = repeated.map(({ item, same }) => ({
    same: { file: same.file, line: same.row.line },
    ...leaveOut(item, REPEATED),
  }));
  const kindsOf = kindsByChain(files);
  const events: ChainEvent[] = [];
  for (const items of groups) {
    const kinds = kindsOf.get(items[0]?.file ?? "") ?? new Set();
    for (const [index, result] of settleHash(items, { own: owner.addresses, kinds }).entries()) {
      if ("leftOut" in result) {
        leftOut.push(...result.items.map((item) => leaveOut(item, result.leftOut)));
      } else {
        events.push(eventOf(result, index, owner));
      }
    }
  }
  return { events, leftOut };
}

const REPEATED = "The same row stands in another file, or twice in this one.";

function leaveOut({ file, row }: Item, reason: string): LeftOut {
  return { file, line: row.line, reason };
}

/** Rows by hash, in the order of the files, each row once; and those that say again what another says. */
function groupByHash(files: readonly ChainFile[]): {
  readonly groups: Iterable<readonly Item[]>;
  readonly repeated: readonly { readonly item: Item; readonly same: Item }[];
} {
  const groups = new Map<string, Item[]>();
  const repeated: { item: Item; same: Item }[] = [];
  const counted = new Map<string, Item[]>();
  for (const file of files) {
    const inFile = new Map<string, number>();
    for (const row of file.rows) {
      const item = { file: file.file, kind: file.kind, row };
      const same = sameOf(item, { inFile, counted });
      if (same !== null) {
        repeated.push({ item, same });
        continue;
      }
      const items = groups.get(row.hash) ?? [];
      items.push(item);
      groups.set(row.hash, items);
    }
  }
  return { groups: groups.values(), repeated };
}

/**
 * The row that says the same already, or null: then this one counts. A transaction has one row; of other rows two equal ones in a file
 * are two transfers, but one that an earlier file already told is the same again.
 */
function sameOf(
  item: Item,
  {
    inFile,
    counted,
  }: { readonly inFile: Map<string, number>; readonly counted: Map<string, Item[]> },
): Item | null {
  const { kind, row } = item;
  const content = kind === "transactions" ? `${kind}|${row.hash}` : `${kind}|${chainContent(row)}`;
  const here = inFile.get(content) ?? 0;
  inFile.set(content, here + 1);
  const before = counted.get(content) ?? [];
  const same = before[kind === "transactions" ? 0 : here] ?? null;
  if (same === null) {
    before.push(item);
    counted.set(content, before);
  }
  return same;
}

function eventOf(
  result: Extract<HashResult, { readonly label: string }>,
  index: number,
  { addresses, accountName }: ChainOwner,
): ChainEvent {
  const { items } = result;
  const parts = partsOf(items);
  const [first] = items;
  const [own = "chain"] = addresses;
  const kinds = [...new Set(items.map(({ kind }) => kind))].sort().join("+");
  const { row } = first;
  const base = told({
    ...row.time,
    sequence: row.line,
    accountName: accountName ?? `${own.slice(0, 6)}…${own.slice(-4)}`,
    key: `chain:${kinds}:${row.hash}${index === 0 ? "" : `:${index}`}`,
    lines: parts[0]?.lines ?? [],
    note: [result.label, row.hash].filter((text) => text !== "").join(" "),
  });
  const places = { kind: "Hash", money: "Hash" };
  return { transaction: book(base, result, row.cells, places), parts };
}

function partsOf(items: readonly Item[]): readonly ChainPart[] {
  const lines = new Map<string, number[]>();
  for (const { file, row } of items) {
    lines.set(file, [...(lines.get(file) ?? []), row.line]);
  }
  return [...lines].map(([file, all]) => ({ file, lines: all.sort((a, b) => a - b) }));
}
