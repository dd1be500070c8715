import {
  PDFArray,
  type PDFDict,
  type PDFDocument,
  PDFName,
  PDFNumber,
  PDFObjectParser,
  PDFRef,
} from "pdf-lib";
import type { Writer } from "@/lib/pdf/file/writer";
import { openFonts } from "@/lib/pdf/fonts";
import { runOperators } from "@/lib/pdf/pen";
import { shaper } from "@/lib/pdf/shape";
import type { TextStyle } from "@/lib/pdf/theme";
import type { OwnFaces } from "./field-ink";
import { linesOf } from "./fit-field";

const styleOf = (size: number): TextStyle => ({
  weight: "regular",
  size,
  color: "",
  figures: false,
});

/** As high as the forms' own typeface, so that lines stand where theirs do: a line of it, and its capitals, in sizes of type. */
const LINE = 1.11;
const CAPITALS = 0.72;
/** Left free on each side of a field's text. */
const PADDING = 1;

/**
 * The typefaces of our papers for texts the standard ones cannot draw: joined letters, letters from right to left, ideographs. Their glyphs go into
 * `target` when it is finished. Fonts are read from `directory`.
 */
export async function ownFaces(
  target: PDFDocument,
  texts: readonly string[],
  directory: string,
): Promise<OwnFaces> {
  const { context } = target;
  const book = await openFonts(directory, texts);
  const pens = shaper(book);
  for (const text of texts) {
    pens.runs(text, styleOf(8));
  }
  const missing = new Set(pens.missing());
  const known = new Set(
    texts.filter((text) => [...text].every((one) => !missing.has(one.codePointAt(0) ?? 32))),
  );
  const resources = context.nextRef();
  const widthOf = (text: string, size: number): number => pens.width(text, styleOf(size));
  const measure = { widthOf, lineHeightAt: (size: number) => size * LINE };
  return {
    has: (text) => known.has(text),
    measure,
    draw(field, { text, size, color, isMultiline }) {
      const { width, height, align } = shapeOf(field);
      const room = width - 2 * PADDING;
      const lines = isMultiline ? linesOf(text, size, room, measure) : [text];
      const top = isMultiline ? height - PADDING : height / 2 + (LINE - CAPITALS / 2) * size;
      const drawn = lines.flatMap((line, index) => {
        const left = PADDING + (room - widthOf(line, size)) * align;
        const baseline = top - (index + 1) * LINE * size;
        let at = left;
        return pens.runs(line, styleOf(size)).flatMap((run) => {
          const from = at;
          at += (run.face.width(run.text) * size) / 1000;
          return [
            `/${run.face.program.name} ${size} Tf`,
            ...runOperators(run, { x: from, y: baseline, size }),
          ];
        });
      });
      return context.register(
        context.flateStream(["/Tx BMC q", color, ...drawn, "Q EMC"].join("\n"), {
          Type: "XObject",
          Subtype: "Form",
          BBox: [0, 0, width, height],
          Resources: resources,
        }),
      );
    },
    finish() {
      const file = writerInto(target);
      const used = book.programs.filter((program) => program.isUsed());
      const fonts = used.map(({ name, embed }) => [name, PDFRef.of(embed(file))] as const);
      context.assign(resources, context.obj({ Font: Object.fromEntries(fonts) }));
    },
  };
}

/** Width and height of a field, and how much of what is free stands before its text. */
function shapeOf(field: PDFDict): {
  readonly width: number;
  readonly height: number;
  readonly align: number;
} {
  const rect = field.lookup(PDFName.of("Rect"), PDFArray).asArray();
  const [left = 0, bottom = 0, right = 0, top = 0] = rect.map((one) =>
    one instanceof PDFNumber ? one.asNumber() : 0,
  );
  const quadding = field.lookup(PDFName.of("Q"));
  const align = quadding instanceof PDFNumber ? quadding.asNumber() / 2 : 0;
  return { width: right - left, height: top - bottom, align };
}

/** What a font writes itself with, into a file of pdf-lib's. */
function writerInto({ context }: PDFDocument): Pick<Writer, "reserve" | "put" | "stream"> {
  return {
    reserve: () => context.nextRef().objectNumber,
    put: (id, body) => {
      const bytes = Uint8Array.from(body, (letter) => letter.charCodeAt(0));
      context.assign(PDFRef.of(id), PDFObjectParser.forBytes(bytes, context).parseObject());
    },
    stream: (id, _entries, data) => context.assign(PDFRef.of(id), context.flateStream(data)),
  };
}
