import {
  lookupAt,
  lookupsOf,
  numbers,
  readCoverage,
  type Table,
  tableAt,
  tableView,
} from "./open-type";

/** True when one of the font's usual substitutions may turn some of these glyphs into others: ligatures, composed letters. */
export type Substitutions = (glyphs: readonly number[]) => boolean;

/** What every layout applies of itself. "locl" is left out: it is for languages that are named, and none is. */
const USUAL: ReadonlySet<string> = new Set([
  "ccmp",
  "rlig",
  "calt",
  "clig",
  "liga",
  "rclt",
  "rvrn",
]);

const LIGATURES = 4;
const CHAINED = 6;
const EXTENSION = 7;

/** Whether a rule may apply to some of these glyphs. */
type Rule = Substitutions;

/** A rule that needs a glyph out of every one of these sets, wherever they stand. */
const needs =
  (sets: readonly ReadonlySet<number>[]): Rule =>
  (glyphs) =>
    sets.every((set) => glyphs.some((glyph) => set.has(glyph)));

/**
 * Reads from a font file's GSUB table (OpenType 1.9) which glyphs its usual substitutions begin with, and what has to stand beside them where
 * the table says so. It errs on one side only: "may" for text that stays as it is, never the other way.
 */
export function readSubstitutions(file: Uint8Array): Substitutions {
  const view = tableView(file);
  const gsub = tableAt(view, "GSUB");
  if (gsub === null) {
    return () => false;
  }
  const lookups = lookupsOf(view, gsub, (feature) => USUAL.has(feature)).flat();
  const rules = [...new Set(lookups)].flatMap((index) =>
    lookupAt(view, gsub, index, EXTENSION).subtables.map(({ type, at }) => ruleOf(view, type, at)),
  );
  return (glyphs) => rules.some((rule) => rule(glyphs));
}

function ruleOf(view: Table, type: number, at: number): Rule {
  const covered = (offset: number): ReadonlySet<number> =>
    new Set(readCoverage(view, at + offset).keys());
  // Formats 1 and 2 begin with the coverage of the first glyph; the third has a coverage for each glyph, before, in and after.
  if (view.getUint16(at) !== 3) {
    const begins = covered(view.getUint16(at + 2));
    return type === LIGATURES ? follows(begins, secondsOf(view, at)) : needs([begins]);
  }
  if (type !== CHAINED) {
    return needs(numbers(view, at + 6, view.getUint16(at + 2)).map(covered));
  }
  const sets: ReadonlySet<number>[] = [];
  let next = at + 2;
  for (let group = 0; group < 3; group += 1) {
    const count = view.getUint16(next);
    sets.push(...numbers(view, next + 2, count).map(covered));
    next += 2 + 2 * count;
  }
  return needs(sets);
}

const follows =
  (begins: ReadonlySet<number>, seconds: ReadonlySet<number>): Rule =>
  (glyphs) =>
    glyphs.some((glyph, index) => begins.has(glyph) && seconds.has(glyphs[index + 1] ?? -1));

/** What stands second in some ligature of a subtable. */
function secondsOf(view: Table, at: number): ReadonlySet<number> {
  const sets = numbers(view, at + 6, view.getUint16(at + 4)).map((offset) => at + offset);
  const ligatures = sets.flatMap((set) =>
    numbers(view, set + 2, view.getUint16(set)).map((offset) => set + offset),
  );
  return new Set(ligatures.map((ligature) => view.getUint16(ligature + 4)));
}
