/** Longest name or note printed; beyond it the text ends in "…". */
const LONGEST = 240;

// Printable ASCII with single spaces inside: nothing to clean. Most text is this, and there is much of it.
const PLAIN = /^(?:[!-~]+(?: [!-~]+)*)?$/;
// Controls, line and paragraph separators: a name is one line.
const BREAKS = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;
// Bidi marks, embeddings, overrides and isolates, fillers, tags: they only serve to mislead a reader. The two joiners stay:
// Persian and Indic names are written with them.
const INVISIBLE = /(?![\u200c\u200d])[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
const LONE_SURROGATE = /\p{Surrogate}/gu;
// More than three combining marks on one letter draw over the lines above and below.
const PILED_MARKS = /(\p{M}{3})\p{M}+/gu;

/**
 * People's text (names, notes, references) made safe to print: one line, composed (NFC), no control characters, no
 * direction overrides, no invisible characters, at most 240 characters. Idempotent; never throws.
 */
export function printable(text: string, longest = LONGEST): string {
  if (text.length <= longest && PLAIN.test(text)) {
    return text;
  }
  const clean = text
    .normalize("NFC")
    .replace(BREAKS, " ")
    .replace(INVISIBLE, "")
    .replace(LONE_SURROGATE, "\ufffd")
    .replace(PILED_MARKS, "$1")
    .replace(/\s+/gu, " ")
    .trim();
  const characters = [...clean];
  return characters.length <= longest ? clean : `${characters.slice(0, longest - 1).join("")}…`;
}

/** False for words that are not there: to keep only those that are. */
export const isSaid = (words: string | undefined): words is string => words !== undefined;

/** "1 open item", "3 open items". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en-US")} ${count === 1 ? one : many}`;
}

/** With a capital in front, as a sentence or a cell begins. */
export function capitalised(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** Texts as bytes, one after the other. */
export async function* utf8(texts: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const text of texts) {
    yield encoder.encode(text);
  }
}
