import {
  type Lookup,
  lookupAt,
  lookupsOf,
  readClasses,
  readCoverage,
  type Table,
  tableAt,
  tableView,
} from "./open-type";

/** How far from its usual place the second of two glyphs stands, in the font's units; 0 for most pairs. */
export type PairKerning = (left: number, right: number) => number;

type Subtable = (left: number, right: number) => number | null;

/** Lookup flags that pass over bases or ligatures: pairs would not be neighbours. */
const PASSES_OVER = 0x06;
const PAIRS = 2;
const EXTENSION = 9;
const ADVANCE = 4;

/**
 * Reads pair kerning out of a font file's GPOS table (OpenType 1.9, "GPOS", lookup type 2). Null when the font kerns in a way that is
 * more than moving the second of two neighbours, or by script; then the font's whole layout has to be asked. A font without kerning
 * kerns nothing.
 */
export function readPairKerning(file: Uint8Array): PairKerning | null {
  const view = tableView(file);
  const gpos = tableAt(view, "GPOS");
  const [only = [], ...others] =
    gpos === null ? [] : lookupsOf(view, gpos, (feature) => feature === "kern");
  if (gpos === null || others.some((lookups) => lookups.join() !== only.join())) {
    return gpos === null ? () => 0 : null;
  }
  const lookups = only.map((index) => pairLookup(view, lookupAt(view, gpos, index, EXTENSION)));
  return lookups.every((one) => one !== null)
    ? (left, right) => lookups.reduce((sum, subtables) => sum + first(subtables, left, right), 0)
    : null;
}

/** In a lookup the first subtable that knows the pair decides. */
function first(subtables: readonly Subtable[], left: number, right: number): number {
  for (const subtable of subtables) {
    const found = subtable(left, right);
    if (found !== null) {
      return found;
    }
  }
  return 0;
}

function pairLookup(view: Table, { flags, subtables }: Lookup): readonly Subtable[] | null {
  const read = subtables.map(({ type, at }) => (type === PAIRS ? readPairs(view, at) : null));
  return (flags & PASSES_OVER) === 0 && read.every((one) => one !== null) ? read : null;
}

function readPairs(view: Table, at: number): Subtable | null {
  const [format, one, two] = [view.getUint16(at), view.getUint16(at + 4), view.getUint16(at + 6)];
  if (one !== ADVANCE || two !== 0) {
    return null;
  }
  const covered = readCoverage(view, at + view.getUint16(at + 2));
  return format === 1 ? pairSets(view, at, covered) : classPairs(view, at, covered);
}

/** Format 1: for each first glyph a list of second glyphs, by number. */
function pairSets(view: Table, at: number, covered: ReadonlyMap<number, number>): Subtable {
  return (left, right) => {
    const index = covered.get(left);
    if (index === undefined) {
      return null;
    }
    const set = at + view.getUint16(at + 10 + 2 * index);
    let [low, high] = [0, view.getUint16(set) - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      const record = set + 2 + 4 * middle;
      const glyph = view.getUint16(record);
      if (glyph === right) {
        return view.getInt16(record + 2);
      }
      [low, high] = glyph < right ? [middle + 1, high] : [low, middle - 1];
    }
    return null;
  };
}

/** Format 2: glyphs in classes, an amount for each pair of classes. */
function classPairs(view: Table, at: number, covered: ReadonlyMap<number, number>): Subtable {
  const firsts = readClasses(view, at + view.getUint16(at + 8));
  const seconds = readClasses(view, at + view.getUint16(at + 10));
  const columns = view.getUint16(at + 14);
  return (left, right) =>
    covered.has(left)
      ? view.getInt16(at + 16 + 2 * ((firsts.get(left) ?? 0) * columns + (seconds.get(right) ?? 0)))
      : null;
}
