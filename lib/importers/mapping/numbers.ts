import { type NumberReading, readNumber } from "@/lib/importers/number";
import type { NumberStyle } from "./template";

const GROUPED = /^[1-9]\d{0,2}(?:[. ']\d{3})+$/;

/**
 * Reads a number in a file's own style, exactly. In the style "comma", "1.234,56", "1 234,56" and "0,5" are read, and "1,234.56" and
 * "0.5" are refused: nothing is read by another style than the one that was told.
 */
export function readStyled(cell: string, style: NumberStyle): NumberReading {
  if (style !== "comma") {
    return readNumber(cell, style === "thousands" ? "thousands" : "ambiguous");
  }
  const text = cell.replace(/[\u00a0\u202f\u2009]/g, " ").trim();
  const plain = text.replace(/[\d.,' ]*\d[\d.,' ]*/, (digits) => toPoint(digits) ?? "?");
  return plain.includes("?")
    ? { kind: "bad", reason: "not a number with a decimal comma" }
    : readNumber(plain, "ambiguous");
}

/** "1.234,56" as "1234.56", blanks at its ends kept; null when it is no such number. */
function toPoint(digits: string): string | null {
  const [whole = "", fraction, ...more] = digits.trim().split(",");
  if (more.length > 0 || (fraction !== undefined && !/^\d*$/.test(fraction))) {
    return null;
  }
  const isGrouped = GROUPED.test(whole);
  if (!(isGrouped || /^\d*$/.test(whole))) {
    return null;
  }
  const plain = isGrouped ? whole.replace(/[. ']/g, "") : whole;
  const before = /^\s*/.exec(digits)?.[0] ?? "";
  const after = /\s*$/.exec(digits)?.[0] ?? "";
  return `${before}${plain === "" ? "0" : plain}${fraction === undefined || fraction === "" ? "" : `.${fraction}`}${after}`;
}

/** What cells say of their style: the one that is certain, or those that stay possible and must be asked. */
export type StyleFinding =
  | { readonly is: "certain"; readonly style: NumberStyle }
  | { readonly is: "open"; readonly among: readonly NumberStyle[] }
  /** No style reads every cell. */
  | { readonly is: "none" };

/**
 * The style of a column of numbers. Certain only when the cells allow no other reading with another value: "0,5" is a decimal comma,
 * "1,234.56" groups, while "1,234" and "1.234" may be either and are asked about.
 */
export function styleOf(cells: readonly string[]): StyleFinding {
  const readings = (["point", "thousands", "comma"] as const).flatMap((style) => {
    const read = cells.map((cell) => readStyled(cell, style));
    const values = read.map((one) => (one.kind === "number" ? one.text : one.kind));
    return values.includes("bad") ? [] : [{ style, values: values.join("|") }];
  });
  const different = new Set(readings.map(({ values }) => values));
  if (readings.length === 0) {
    return { is: "none" };
  }
  if (different.size > 1) {
    const one = [...different].map(
      (values) => readings.findLast((reading) => reading.values === values)?.style ?? "point",
    );
    return { is: "open", among: one };
  }
  const styles = new Set(readings.map(({ style }) => style));
  // Commas that certainly group say what a comma means in this file; without any, no comma is believed.
  const hasCommas = cells.some((cell) => cell.includes(","));
  const style =
    styles.has("thousands") && hasCommas ? "thousands" : styles.has("point") ? "point" : "comma";
  return { is: "certain", style };
}
