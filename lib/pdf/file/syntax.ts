/** A number as PDF writes it: two decimals at most, no exponent, no trailing zeros. Two decimals are a 7,200th of an inch. */
export function num(value: number): string {
  const rounded = Math.round(value * 100) / 100;
  return Object.is(rounded, -0) ? "0" : String(rounded);
}

/** Four hexadecimal digits: a glyph, or a UTF-16 unit. */
export function hex4(value: number): string {
  return value.toString(16).padStart(4, "0");
}

/** A text string: as it stands when printable ASCII, else UTF-16BE with its mark (ISO 32000-1, 7.9.2.2). */
export function textString(text: string): string {
  if (/^[ -~]*$/.test(text)) {
    return `(${text.replace(/[\\()]/g, "\\$&")})`;
  }
  let units = "feff";
  for (let index = 0; index < text.length; index += 1) {
    units += hex4(text.charCodeAt(index));
  }
  return `<${units}>`;
}

/** An ISO instant as PDF dates are written: "(D:20260115093000Z)". */
export function dateString(instant: string): string {
  return `(D:${instant.slice(0, 19).replace(/\D/g, "")}Z)`;
}
