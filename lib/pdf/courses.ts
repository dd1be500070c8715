import bidiFactory from "bidi-js";

/** A stretch of text that runs one way; one that runs from right to left has an odd level (UAX #9). */
export interface Stretch {
  readonly text: string;
  readonly level: number;
}

const bidi = bidiFactory();

const RIGHT_TO_LEFT =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;

/** True for text with letters that are written from right to left. */
export const runsLeft = (text: string): boolean => RIGHT_TO_LEFT.test(text);

/** Stretches that run one way, in the order they are written, by the Unicode bidirectional algorithm in a line from left to right. */
export function stretchesOf(text: string): readonly Stretch[] {
  const { levels } = bidi.getEmbeddingLevels(text, "ltr");
  const stretches: Stretch[] = [];
  let from = 0;
  for (let index = 1; index <= text.length; index += 1) {
    if (index === text.length || levels[index] !== levels[from]) {
      stretches.push({ text: text.slice(from, index), level: levels[from] ?? 0 });
      from = index;
    }
  }
  return stretches;
}

/** Pieces in the order they are drawn from left to right, each a piece of one level (rule L2). */
export function drawnOrder<Piece extends { readonly level: number }>(
  pieces: readonly Piece[],
): readonly Piece[] {
  const ordered = [...pieces];
  for (let level = Math.max(0, ...pieces.map((piece) => piece.level)); level > 0; level -= 1) {
    for (let from = 0; from < ordered.length; from += 1) {
      let to = from;
      while ((ordered[to]?.level ?? 0) >= level) {
        to += 1;
      }
      ordered.splice(from, to - from, ...ordered.slice(from, to).reverse());
      from = to;
    }
  }
  return ordered;
}

/** Signs without a direction of their own as they stand in text from right to left: turned round, the last one first (rule L4). */
export function turned(text: string): string {
  return Array.from(text, (one) => bidi.getMirroredCharacter(one) ?? one)
    .reverse()
    .join("");
}
