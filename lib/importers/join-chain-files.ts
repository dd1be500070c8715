import { book } from "./booking";
import { type HashResult, type Item, settleHash } from "./chain-events";
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
  readonly leftOut: readonly {
    readonly file: string;
    readonly line: number;
    readonly reason: string;
  }[];
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
  const leftOut = repeated.map((item) => leaveOut(item, REPEATED));
  const kinds = new Set(files.map(({ kind }) => kind));
  const events: ChainEvent[] = [];
  for (const items of groups) {
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

const leaveOut = ({ file, row }: Item, reason: string) => ({ file, line: row.line, reason });

/** Rows by hash, in the order of the files, each row once. */
function groupByHash(files: readonly ChainFile[]): {
  readonly groups: Iterable<readonly Item[]>;
  readonly repeated: readonly Item[];
} {
  const groups = new Map<string, Item[]>();
  const repeated: Item[] = [];
  const counted = new Map<string, number>();
  for (const file of files) {
    const inFile = new Map<string, number>();
    for (const row of file.rows) {
      const item = { file: file.file, kind: file.kind, row };
      const items = groups.get(row.hash) ?? [];
      if (isRepeated(file, row, { inFile, counted })) {
        repeated.push(item);
      } else {
        items.push(item);
        groups.set(row.hash, items);
      }
    }
  }
  return { groups: groups.values(), repeated };
}

/**
 * A transaction has one row; of other rows two equal ones in a file are two transfers, but one that an earlier file already told is
 * the same again.
 */
function isRepeated(
  { kind }: ChainFile,
  row: ChainRow,
  {
    inFile,
    counted,
  }: { readonly inFile: Map<string, number>; readonly counted: Map<string, number> },
): boolean {
  const content = kind === "transactions" ? `${kind}|${row.hash}` : `${kind}|${chainContent(row)}`;
  const here = (inFile.get(content) ?? 0) + 1;
  inFile.set(content, here);
  const before = counted.get(content) ?? 0;
  if (here <= before || (kind === "transactions" && here > 1)) {
    return true;
  }
  counted.set(content, here);
  return false;
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
