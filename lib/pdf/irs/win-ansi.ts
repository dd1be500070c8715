/** Characters of Windows code page 1252 above Latin-1: what the standard typefaces of every viewer can draw. */
const EXTRA = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ";

/** Text the standard typefaces can draw, and what had to be replaced by "?" in it. */
export interface Drawable {
  readonly text: string;
  readonly replaced: readonly string[];
}

/** The text with every character that cannot be drawn replaced by "?", never left out. A real minus sign becomes a hyphen. */
export function drawable(text: string): Drawable {
  const replaced: string[] = [];
  const characters = [...text.normalize("NFC").replaceAll("\u2212", "-")].map((character) => {
    const code = character.codePointAt(0) ?? 0;
    if ((code >= 32 && code < 127) || (code >= 160 && code < 256) || EXTRA.includes(character)) {
      return character;
    }
    replaced.push(character);
    return "?";
  });
  return { text: characters.join(""), replaced };
}
