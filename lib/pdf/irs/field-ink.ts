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

/** Typefaces of ours for texts the standard ones cannot draw (`ownFaces`); not in a browser. */
export interface OwnFaces {
  /** True for a text they draw whole. */
  has(text: string): boolean;
  readonly measure: FieldFont;
  /** How a text looks in a field: an object of the file, to be shared by fields of its kind. `color`: the operator that sets it. */
  draw(
    field: PDFDict,
    words: {
      readonly text: string;
      readonly size: number;
      readonly color: string;
      readonly isMultiline: boolean;
    },
  ): PDFRef;
  /** Puts the glyphs that were drawn into the file; to be called once, at the end. */
  finish(): void;
}

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
  own: OwnFaces | null = null,
): Promise<FieldInk> {
  const standard = await target.embedFont(StandardFonts.Helvetica);
  const measure = measureOf(standard);
  const warnings = new Set<string>();
  const looks = new Map<string, PDFRef>();
  const ownFor = (value: string): OwnFaces | null => (own?.has(value) === true ? own : null);
  /** The text as it fits the field, whose size it may make smaller. */
  const fitInto = (
    field: PDFDict,
    words: PDFTextField,
    text: string,
    font: FieldFont,
  ): ReturnType<typeof fitField> => {
    const size = sizeOf(field);
    if (size === 0) {
      return { text, size };
    }
    const room = { ...insideOf(field), size, isMultiline: words.isMultiline() };
    const fitted = fitField(text, room, font);
    if (fitted.size !== size) {
      words.setFontSize(fitted.size);
    }
    if (fitted.text !== text) {
      warnings.add(`"${text}" is printed as "${fitted.text}": the form has no more room`);
    }
    return fitted;
  };
  const draw = (
    field: PDFDict,
    words: PDFTextField,
    fitted: ReturnType<typeof fitField>,
    faces: OwnFaces | null,
  ): void => {
    if (faces === null) {
      words.updateAppearances(standard);
    } else {
      field.set(APPEARANCE, target.context.obj({ N: ownLook(faces, field, words, fitted) }));
    }
  };
  const write = (ref: PDFRef, field: PDFDict, value: string): void => {
    const faces = ownFor(value);
    const acro = PDFAcroText.fromDict(field, ref);
    const words = PDFTextField.of(acro, ref, target);
    const text = faces === null ? printedAs(value, warnings) : value;
    const fitted = fitInto(field, words, text, faces === null ? measure : faces.measure);
    const key = `${kindOf(field)} ${fitted.text}`;
    const look = looks.get(key);
    if (look === undefined) {
      words.setText(fitted.text);
      draw(field, words, fitted, faces);
      const made = field.lookup(APPEARANCE, PDFDict).get(NORMAL);
      if (made instanceof PDFRef) {
        looks.set(key, made);
      }
    } else {
      acro.setValue(PDFHexString.fromText(fitted.text));
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

/** A text the standard typeface can draw; what had to be replaced in it is added to the warnings. */
function printedAs(value: string, warnings: Set<string>): string {
  const { text, replaced } = drawable(value);
  if (replaced.length > 0) {
    warnings.add(
      `"${value}" is printed as "${text}": no typeface for these fields has ${replaced.join(" ")}`,
    );
  }
  return text;
}

const measureOf = (font: PDFFont): FieldFont => ({
  widthOf: (text, size) => font.widthOfTextAtSize(text, size),
  // As far apart as pdf-lib sets lines.
  lineHeightAt: (size) => font.heightAtSize(size) * 1.2,
});

/** How a text of our faces looks in a field: in its color, in the size it fits with. */
function ownLook(
  faces: OwnFaces,
  field: PDFDict,
  words: PDFTextField,
  { text, size }: ReturnType<typeof fitField>,
): PDFRef {
  return faces.draw(field, {
    text,
    size: size === 0 ? USUAL : size,
    color: colorOf(field),
    isMultiline: words.isMultiline(),
  });
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

/** Where a form leaves the size to the viewer. */
const USUAL = 8;

/** The size of type the form asks for in a field; 0: as large as fits, which viewers work out. */
function sizeOf(field: PDFDict): number {
  return Number(/([\d.]+) Tf/.exec(appearanceOf(field))?.[1] ?? 0);
}

/** The operator that sets the color the form asks for in a field; black where it asks for none. */
function colorOf(field: PDFDict): string {
  return /(?:[\d.]+ ){1,4}(?:g|rg|k)\b/.exec(appearanceOf(field))?.[0] ?? "0 g";
}

function appearanceOf(field: PDFDict): string {
  const appearance = field.lookup(PDFName.of("DA"));
  return appearance instanceof PDFString || appearance instanceof PDFHexString
    ? appearance.decodeText()
    : "";
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
