import type { Shaper } from "./shape";
import type { TextStyle } from "./theme";

/** Text and the style it fits with. */
export interface Fitted {
  readonly text: string;
  readonly style: TextStyle;
}

const ELLIPSIS = "…";

/** Cuts text to a width, "…" in place of what is cut. */
export function cutTo(shaper: Shaper, text: string, style: TextStyle, width: number): string {
  if (shaper.width(text, style) <= width) {
    return text;
  }
  const characters = [...text];
  let low = 0;
  let high = characters.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const tried = characters.slice(0, middle).join("").trimEnd() + ELLIPSIS;
    if (shaper.width(tried, style) <= width) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return characters.slice(0, low).join("").trimEnd() + ELLIPSIS;
}

/**
 * Makes text fit a width on one line: smaller type first, never smaller than `least` points. Figures are only ever made
 * smaller (a cut figure would be a wrong one); words are cut with "…" at the least size.
 */
export function fitTo(
  shaper: Shaper,
  text: string,
  style: TextStyle,
  width: number,
  least: number | "figure",
): Fitted {
  const natural = shaper.width(text, style);
  if (natural <= width) {
    return { text, style };
  }
  const scaled = (style.size * width) / natural;
  if (least === "figure" || scaled >= least) {
    return { text, style: { ...style, size: scaled } };
  }
  const small = { ...style, size: least };
  return { text: cutTo(shaper, text, small, width), style: small };
}

const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f]/u;

/** Places where a line may end: after spaces, and around each ideograph. */
function pieces(text: string): string[] {
  return text.split(/(?<=\s)/u).flatMap((word) => (WIDE.test(word) ? Array.from(word) : [word]));
}

/** Breaks text into lines of at most `width` between any two characters. */
export function breakAnywhere(
  shaper: Shaper,
  word: string,
  style: TextStyle,
  width: number,
): string[] {
  const lines: string[] = [];
  let line = "";
  for (const character of word) {
    if (line !== "" && shaper.width(line + character, style) > width) {
      lines.push(line);
      line = character;
    } else {
      line += character;
    }
  }
  return line === "" ? lines : [...lines, line];
}

/** Breaks text into lines of at most `width`; beyond `most` lines the last one ends in "…". Empty text has no lines. */
export function wrap(
  shaper: Shaper,
  text: string,
  style: TextStyle,
  width: number,
  most = Number.POSITIVE_INFINITY,
): string[] {
  if (shaper.width(text, style) <= width) {
    return text.trim() === "" ? [] : [text.trimEnd()];
  }
  const lines: string[] = [];
  let line = "";
  for (const piece of pieces(text)) {
    if (shaper.width((line + piece).trimEnd(), style) <= width) {
      line += piece;
      continue;
    }
    if (line.trim() !== "") {
      lines.push(line.trimEnd());
    }
    const parts = breakAnywhere(shaper, piece, style, width);
    lines.push(...parts.slice(0, -1));
    line = parts.at(-1) ?? "";
  }
  if (line.trim() !== "") {
    lines.push(line.trimEnd());
  }
  if (lines.length <= most) {
    return lines;
  }
  const rest = lines.slice(most - 1).join(" ");
  return [...lines.slice(0, most - 1), cutTo(shaper, rest, style, width)];
}
