/** Characters of Windows code page 1252 from 80 to 9F (hexadecimal), "\0" where it has none: with Latin-1 what the standard typefaces of every viewer can draw. */
const EXTRA = "€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ";

/** Text the standard typefaces can draw, and what had to be replaced in it. */
export interface Drawable {
  readonly text: string;
  readonly replaced: readonly string[];
}

/** Letters with a stroke or without a dot, which are no letter and mark that could be taken apart. */
const PLAIN: ReadonlyMap<string, string> = new Map(
  Object.entries({ ł: "l", Ł: "L", đ: "d", Đ: "D", ħ: "h", Ħ: "H", ı: "i", ŧ: "t", Ŧ: "T" }),
);

/** A letter without marks the standard typefaces lack: "Ż" as "Z"; null for one that has no such form. */
function plain(character: string): string | null {
  const letter = PLAIN.get(character) ?? character.normalize("NFD").replace(/\p{M}/gu, "");
  return letter !== "" && [...letter].every((one) => codeOf(one) !== null) ? letter : null;
}

/**
 * The text with every character that cannot be drawn replaced, never left out: a letter by itself without its marks, anything else by "?". A real minus
 * sign becomes a hyphen.
 */
export function drawable(text: string): Drawable {
  const replaced: string[] = [];
  const characters = [...text.normalize("NFC").replaceAll("\u2212", "-")].map((character) => {
    if (codeOf(character) !== null) {
      return character;
    }
    replaced.push(character);
    return plain(character) ?? "?";
  });
  return { text: characters.join(""), replaced };
}

/** Drawable text as a hexadecimal string of a content stream, two digits a character; what cannot be drawn is "?". */
export function winAnsiString(text: string): string {
  const codes = [...text].map((character) => codeOf(character) ?? 0x3f);
  return `<${codes.map((code) => code.toString(16).padStart(2, "0")).join("")}>`;
}

function codeOf(character: string): number | null {
  const code = character.codePointAt(0) ?? 0;
  if ((code >= 32 && code < 127) || (code >= 160 && code < 256)) {
    return code;
  }
  const at = code === 0 ? -1 : EXTRA.indexOf(character);
  return at < 0 ? null : 0x80 + at;
}
