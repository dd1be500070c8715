import type { AssetId } from "@/lib/tax/transaction";
import type { ChainFileKind, ChainRow } from "./chain-rows";

interface Told {
  readonly file: string;
  readonly kind: ChainFileKind;
  readonly rows: readonly ChainRow[];
}

/**
 * The kinds of files there are of each file's own chain, by file. One address has books on several chains, and a file of token
 * transfers names none: files that share a transaction hash are of one chain; a file that shares none belongs to the only chain
 * there is, or to the only one of its coin, and else stands alone. So a token file of another chain never makes a call complete.
 */
export function kindsByChain(
  files: readonly Told[],
): ReadonlyMap<string, ReadonlySet<ChainFileKind>> {
  const parents = files.map((_, index) => index);
  const rootOf = (index: number): number => {
    const up = parents[index] ?? index;
    return up === index ? index : rootOf(up);
  };
  const unite = (a: number, b: number) => {
    parents[rootOf(a)] = rootOf(b);
  };
  const firstWith = new Map<string, number>();
  for (const [index, { rows }] of files.entries()) {
    for (const { hash } of rows) {
      const first = firstWith.get(hash) ?? index;
      firstWith.set(hash, first);
      unite(index, first);
    }
  }
  uniteRest(files, rootOf, unite);
  const kinds = new Map<number, Set<ChainFileKind>>();
  for (const [index, { kind }] of files.entries()) {
    const own = kinds.get(rootOf(index)) ?? new Set<ChainFileKind>();
    kinds.set(rootOf(index), own.add(kind));
  }
  return new Map(
    files.map(({ file }, index): [string, ReadonlySet<ChainFileKind>] => [
      file,
      kinds.get(rootOf(index)) ?? new Set<ChainFileKind>(),
    ]),
  );
}

/** Files that share no hash with a file of transactions, by coin where there is a choice. */
function uniteRest(
  files: readonly Told[],
  rootOf: (index: number) => number,
  unite: (a: number, b: number) => void,
): void {
  const chains = new Map<number, AssetId | null>();
  for (const [index, { kind, rows }] of files.entries()) {
    if (kind === "transactions") {
      chains.set(rootOf(index), rows[0]?.asset ?? null);
    }
  }
  const apart = [...files.entries()].filter(([index]) => !chains.has(rootOf(index)));
  for (const [index, { kind, rows }] of apart) {
    const coin = kind === "internal" ? (rows[0]?.asset ?? null) : null;
    const fitting = [...chains].filter(([, own]) => coin === null || own === coin);
    const [only] = fitting;
    if (only !== undefined && fitting.length === 1) {
      unite(index, only[0]);
    }
  }
}

/** A file and its own addresses, as far as they are known. */
export interface Owned {
  readonly addresses: ReadonlySet<string>;
}

/** Files apart by whose they are: files that share an own address, directly or over others, are one group. In the order given. */
export function groupsByOwner<F extends Owned>(files: readonly F[]): readonly (readonly F[])[] {
  const groups: { addresses: Set<string>; files: F[] }[] = [];
  for (const file of files) {
    const [first, ...more] = groups.filter((group) =>
      [...file.addresses].some((address) => group.addresses.has(address)),
    );
    if (first === undefined) {
      groups.push({ addresses: new Set(file.addresses), files: [file] });
      continue;
    }
    first.files.push(file);
    for (const address of [file.addresses, ...more.map((each) => each.addresses)].flatMap(
      (each) => [...each],
    )) {
      first.addresses.add(address);
    }
    for (const other of more) {
      first.files.push(...other.files);
      groups.splice(groups.indexOf(other), 1);
    }
  }
  const order = new Map(files.map((file, index) => [file, index]));
  return groups.map((group) =>
    group.files.sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0)),
  );
}
