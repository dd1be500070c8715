import { drawnOrder, runsLeft, stretchesOf, turned } from "./courses";
import type { Face } from "./faces";
import { type FontBook, isInvisible } from "./fonts";
import type { TextStyle } from "./theme";

/** A stretch of text in one face, in the order it is drawn from left to right. */
export interface Run {
  readonly face: Face;
  readonly text: string;
}

/** Cuts text into runs by what each face can draw; what none can draw is noted and drawn as U+FFFD, never dropped. */
export interface Shaper {
  runs(text: string, style: TextStyle): readonly Run[];
  width(text: string, style: TextStyle): number;
  /** Code points no face has, in order of number. */
  missing(): readonly number[];
}

const MARK = /\p{M}/u;
/** Letters without marks (Latin, Greek, Cyrillic), punctuation, arrows, operators. */
const isSimple = (unit: number): boolean =>
  (unit > 160 && unit < 0x300) ||
  (unit > 0x36f && unit < 0x483) ||
  (unit >= 0x2010 && unit <= 0x22ff);

/** True when one face draws all of it from left to right as it stands. */
function isPlain(text: string, base: Face): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if ((unit < 32 || unit > 126) && !(isSimple(unit) && base.has(unit))) {
      return false;
    }
  }
  return true;
}

function append(runs: { face: Face; text: string }[], face: Face, character: string): void {
  const last = runs.at(-1);
  if (last !== undefined && last.face === face) {
    last.text += character;
  } else {
    runs.push({ face, text: character });
  }
}

/** Marks, joiners and variation selectors stay with the letter before them; everything else prefers the document's own face. */
function stickyFace(runs: readonly Run[], character: string, codePoint: number): Face[] {
  const isPart = MARK.test(character) || (isInvisible(codePoint) && codePoint > 0xa0);
  const last = isPart ? runs.at(-1) : undefined;
  return last === undefined ? [] : [last.face];
}

/** A run inside text from right to left: letters are turned by their face, signs of any other by us. */
function leftward({ face, text }: Run): Run {
  return face.leftward !== null && runsLeft(text)
    ? { face: face.leftward, text }
    : { face, text: turned(text) };
}

/** A shaper over the faces of a book. */
export function shaper(book: FontBook): Shaper {
  const missing = new Set<number>();
  const replacement = book.fallbacks[0];

  const place = (runs: { face: Face; text: string }[], character: string, base: Face): void => {
    const codePoint = character.codePointAt(0) ?? 32;
    const faces = [...stickyFace(runs, character, codePoint), base, ...book.fallbacks];
    const face = faces.find((one) => one.has(codePoint));
    if (face !== undefined) {
      append(runs, face, character);
    } else if (!isInvisible(codePoint)) {
      missing.add(codePoint);
      append(runs, replacement ?? base, replacement === undefined ? "?" : "\ufffd");
    }
  };

  const cut = (text: string, base: Face): Run[] => {
    const runs: { face: Face; text: string }[] = [];
    for (const character of text) {
      place(runs, character, base);
    }
    return runs;
  };

  const runs = (text: string, style: TextStyle): readonly Run[] => {
    const base = (style.figures ? book.figures : book.text)[style.weight];
    if (isPlain(text, base)) {
      return text === "" ? [] : [{ face: base, text }];
    }
    if (!runsLeft(text)) {
      return cut(text, base);
    }
    const pieces = stretchesOf(text).flatMap(({ text: stretch, level }) =>
      cut(stretch, base).map((run) => ({ level, run: level % 2 === 0 ? run : leftward(run) })),
    );
    return drawnOrder(pieces).map(({ run }) => run);
  };

  return {
    runs,
    width: (text, style) =>
      (runs(text, style).reduce((sum, run) => sum + run.face.width(run.text), 0) * style.size) /
      1000,
    missing: () => [...missing].sort((a, b) => a - b),
  };
}
