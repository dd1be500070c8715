import {
  PDFAcroText,
  PDFArray,
  PDFDict,
  type PDFDocument,
  type PDFFont,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFRef,
  PDFString,
  PDFTextField,
  StandardFonts,
} from "pdf-lib";
import { type FieldFont, fitField } from "./fit-field";
import { drawable } from "./win-ansi";

/** Writes into fields: text, or a check (true). */
export interface FieldInk {
  put(ref: PDFRef, value: string | true): void;
  /** Which texts could not be written as they are. */
  warnings(): readonly string[];
}

const [APPEARANCE, NORMAL, STATE, VALUE] = [
  PDFName.of("AP"),
  PDFName.of("N"),
  PDFName.of("AS"),
  PDFName.of("V"),
];

/**
 * Ink for the fields of one file. How a text looks in a field of a kind is drawn once and shared: dates, codes and zeros stand on hundreds of
 * pages. A value for a field that is no text field or no box is a fault.
 */
export async function fieldInk(
  target: PDFDocument,
  faces: ReadonlyMap<string, PDFFont> = new Map(),
): Promise<FieldInk> {
  const standard = await target.embedFont(StandardFonts.Helvetica);
  const warnings = new Set<string>();
  const looks = new Map<string, PDFRef>();
  const measureOf = (font: PDFFont): FieldFont => ({
    widthOf: (text, size) => font.widthOfTextAtSize(text, size),
    // As far apart as pdf-lib sets lines.
    lineHeightAt: (size) => font.heightAtSize(size) * 1.2,
  });
  /** The text as it fits the field, whose size it may make smaller. */
  const fitInto = (
    field: PDFDict,
    words: PDFTextField,
    { text, font }: { readonly text: string; readonly font: PDFFont },
  ): string => {
    const size = sizeOf(field);
    if (size === 0) {
      return text;
    }
    const { width, height } = insideOf(field);
    const room = { width, height, size, isMultiline: words.isMultiline() };
    const fitted = fitField(text, room, measureOf(font));
    if (fitted.size !== size) {
      words.setFontSize(fitted.size);
    }
    if (fitted.text !== text) {
      warnings.add(`"${text}" is printed as "${fitted.text}": the form has no more room`);
    }
    return fitted.text;
  };
  const printedAs = (value: string): { readonly text: string; readonly font: PDFFont } => {
    const face = faces.get(value);
    if (face !== undefined) {
      return { text: value, font: face };
    }
    const { text, replaced } = drawable(value);
    if (replaced.length > 0) {
      warnings.add(
        `"${value}" is printed as "${text}": no typeface for these fields has ${replaced.join(" ")}`,
      );
    }
    return { text, font: standard };
  };
  const write = (ref: PDFRef, field: PDFDict, value: string): void => {
    const { text, font } = printedAs(value);
    const acro = PDFAcroText.fromDict(field, ref);
    const words = PDFTextField.of(acro, ref, target);
    const fitted = fitInto(field, words, { text, font });
    const key = `${kindOf(field)} ${fitted}`;
    const look = looks.get(key);
    if (look === undefined) {
      words.setText(fitted);
      words.updateAppearances(font);
      const drawn = field.lookup(APPEARANCE, PDFDict).get(NORMAL);
      if (drawn instanceof PDFRef) {
        looks.set(key, drawn);
      }
    } else {
      acro.setValue(PDFHexString.fromText(fitted));
      field.set(APPEARANCE, target.context.obj({ N: look }));
    }
  };
  return {
    put(ref, value) {
      const field = target.context.lookup(ref, PDFDict);
      const type = String(field.lookup(PDFName.of("FT")));
      if (value === true && type === "/Btn") {
        check(field);
      } else if (value !== true && type === "/Tx") {
        write(ref, field, value);
      } else {
        throw new Error(`the blank has another kind of field for ${String(value)}`);
      }
    },
    warnings: () => [...warnings],
  };
}

/** What decides how text looks in a field besides the text: its size, its flags, its place, its typeface. */
function kindOf(field: PDFDict): string {
  const { width, height } = insideOf(field);
  const said = ["Ff", "Q", "DA", "MaxLen"].map((name) => String(field.get(PDFName.of(name))));
  return [width.toFixed(2), height.toFixed(2), ...said].join(" ");
}

/** Left free on each side of a field's text by pdf-lib, beside the IRS's fields' having no border. */
const PADDING = 1;

function insideOf(field: PDFDict): { readonly width: number; readonly height: number } {
  const rect = field.lookup(PDFName.of("Rect"), PDFArray).asArray();
  const [left = 0, bottom = 0, right = 0, top = 0] = rect.map((one) =>
    one instanceof PDFNumber ? one.asNumber() : 0,
  );
  return { width: right - left - 2 * PADDING, height: top - bottom - 2 * PADDING };
}

/** The size of type the form asks for in a field; 0: as large as fits, which viewers work out. */
function sizeOf(field: PDFDict): number {
  const appearance = field.lookup(PDFName.of("DA"));
  const said =
    appearance instanceof PDFString || appearance instanceof PDFHexString
      ? appearance.decodeText()
      : "";
  return Number(/([\d.]+) Tf/.exec(said)?.[1] ?? 0);
}

/** Checks a box: the state it has a drawing for is "on". */
function check(field: PDFDict): void {
  const [on] = field.lookup(APPEARANCE, PDFDict).lookup(NORMAL, PDFDict).keys();
  if (on === undefined) {
    throw new Error("the blank has a box that cannot be checked");
  }
  field.set(VALUE, on);
  field.set(STATE, on);
}
