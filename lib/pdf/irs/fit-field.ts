/** Where text is to stand: the inside of a field and the size its form asks for, in points. */
export interface FieldRoom {
  readonly width: number;
  readonly height: number;
  readonly size: number;
  readonly isMultiline: boolean;
}

/** How wide and how high a line of the form's typeface is. */
export interface FieldFont {
  widthOf(text: string, size: number): number;
  lineHeightAt(size: number): number;
}

/** Words are set no smaller than this before they are cut; the IRS's own print is 6 points. */
const LEAST = 5.5;
const STEP = 0.5;

/**
 * Text made to fit its field: smaller type first. Figures, which stand in fields of one line, are only ever made smaller, for a cut figure would be
 * a wrong one; words of several lines end in "…" where the least size does not hold them.
 */
export function fitField(
  text: string,
  room: FieldRoom,
  font: FieldFont,
): { readonly text: string; readonly size: number } {
  if (!room.isMultiline) {
    const natural = font.widthOf(text, room.size);
    const scaled = Math.floor((room.size * room.width * 100) / natural) / 100;
    return { text, size: Math.min(room.size, scaled) };
  }
  for (let size = room.size; size >= LEAST; size -= STEP) {
    if (holds(text, size, room, font)) {
      return { text, size };
    }
  }
  const characters = [...text];
  let kept = characters.length - 1;
  const cut = (): string => `${characters.slice(0, kept).join("").trimEnd()}…`;
  while (kept > 0 && !holds(cut(), LEAST, room, font)) {
    kept -= 1;
  }
  return { text: cut(), size: LEAST };
}

/** True when the words, broken at spaces as viewers break them, are no wider and no higher than the room. */
function holds(text: string, size: number, room: FieldRoom, font: FieldFont): boolean {
  const lines = linesOf(text, size, room.width, font);
  return (
    lines.length <= Math.floor(room.height / font.lineHeightAt(size)) &&
    lines.every((line) => font.widthOf(line, size) <= room.width)
  );
}

/** Words broken at spaces into lines no wider than `width`, but for a word that is wider by itself. */
export function linesOf(
  text: string,
  size: number,
  width: number,
  font: Pick<FieldFont, "widthOf">,
): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line === "" || font.widthOf(longer, size) <= width) {
      line = longer;
    } else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}
