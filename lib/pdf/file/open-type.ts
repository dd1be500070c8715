/** A font file's tables, as numbers are read from them (OpenType 1.9, big-endian). */
export type Table = DataView;

/** A view on a font file. */
export function tableView(file: Uint8Array): Table {
  return new DataView(file.buffer, file.byteOffset, file.byteLength);
}

function tagAt(view: Table, at: number): string {
  return String.fromCharCode(...[0, 1, 2, 3].map((index) => view.getUint8(at + index)));
}

/** Where a table begins; null when the font has none of that name. */
export function tableAt(view: Table, tag: string): number | null {
  for (let index = 0; index < view.getUint16(4); index += 1) {
    const record = 12 + 16 * index;
    if (tagAt(view, record) === tag) {
      return view.getUint32(record + 8);
    }
  }
  return null;
}

/** The lookups of each feature named so in a layout table ("GPOS", "GSUB"), by number, one list a feature: scripts may have their own. */
export function lookupsOf(
  view: Table,
  table: number,
  isMeant: (feature: string) => boolean,
): readonly (readonly number[])[] {
  const features = table + view.getUint16(table + 6);
  return Array.from({ length: view.getUint16(features) }, (_, index) => features + 2 + 6 * index)
    .filter((record) => isMeant(tagAt(view, record)))
    .map((record) => {
      const feature = features + view.getUint16(record + 4);
      return numbers(view, feature + 4, view.getUint16(feature + 2)).sort((a, b) => a - b);
    });
}

/** A lookup's flags and subtables; `type` of what an extension stands for. */
export interface Lookup {
  readonly flags: number;
  readonly subtables: readonly { readonly type: number; readonly at: number }[];
}

/** A lookup of a layout table, extensions (type `extension`) followed. */
export function lookupAt(view: Table, table: number, index: number, extension: number): Lookup {
  const list = table + view.getUint16(table + 8);
  const lookup = list + view.getUint16(list + 2 + 2 * index);
  const type = view.getUint16(lookup);
  const offsets = numbers(view, lookup + 6, view.getUint16(lookup + 4));
  return {
    flags: view.getUint16(lookup + 2),
    subtables: offsets.map((offset) => {
      const at = lookup + offset;
      return type === extension
        ? { type: view.getUint16(at + 2), at: at + view.getUint32(at + 4) }
        : { type, at };
    }),
  };
}

/** The glyphs a subtable is about, each with its place in the order. */
export function readCoverage(view: Table, at: number): ReadonlyMap<number, number> {
  const count = view.getUint16(at + 2);
  if (view.getUint16(at) === 1) {
    return new Map(numbers(view, at + 4, count).map((glyph, index) => [glyph, index]));
  }
  return new Map(
    ranges(view, at + 4, count).map(({ glyph, value, step }) => [glyph, value + step]),
  );
}

/** The class of each glyph; those not named are of class 0. */
export function readClasses(view: Table, at: number): ReadonlyMap<number, number> {
  if (view.getUint16(at) === 1) {
    const start = view.getUint16(at + 2);
    const classes = numbers(view, at + 6, view.getUint16(at + 4));
    return new Map(classes.map((value, index) => [start + index, value]));
  }
  const all = ranges(view, at + 4, view.getUint16(at + 2));
  return new Map(all.map(({ glyph, value }) => [glyph, value]));
}

/** Every glyph of ranges, with the value of its range and how far in it stands. */
function ranges(
  view: Table,
  at: number,
  count: number,
): readonly { readonly glyph: number; readonly value: number; readonly step: number }[] {
  return Array.from({ length: count }, (_, index) => at + 6 * index).flatMap((record) => {
    const [start = 0, end = 0, value = 0] = numbers(view, record, 3);
    return Array.from({ length: end - start + 1 }, (_, step) => ({
      glyph: start + step,
      value,
      step,
    }));
  });
}

/** So many numbers of two bytes. */
export function numbers(view: Table, at: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => view.getUint16(at + 2 * index));
}
