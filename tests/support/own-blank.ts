import { PDFArray, PDFDict, PDFDocument, PDFName, PDFRef, StandardFonts } from "pdf-lib";

const [KIDS, PARENT] = [PDFName.of("Kids"), PDFName.of("Parent")];

/** Left edges of columns (a) to (h), and where the last one ends. */
const EDGES = [36, 172, 222, 272, 338, 403, 446, 511, 576] as const;

/**
 * A form of two pages of our own whose fields have the names and the shape those of the IRS's Form 8949 of 2025 have, so that what fills it can be
 * tested without the IRS's file: eleven rows a page, six boxes, line 2. Each page has a head and ruled rows.
 */
export async function ownForm8949(): Promise<Uint8Array> {
  const file = await PDFDocument.create({ updateMetadata: false });
  const font = await file.embedFont(StandardFonts.HelveticaBold);
  const form = file.getForm();
  for (const number of [1, 2]) {
    const page = file.addPage([612, 792]);
    const top = `topmostSubform[0].Page${number}[0]`;
    const text = (name: string, x: number, y: number, width: number, lines = 1): void => {
      const field = form.createTextField(`${top}.${name}`);
      if (lines > 1) {
        field.enableMultiline();
      }
      field.addToPage(page, { x, y: y + 1, width, height: 22, borderWidth: 0, font });
      field.setFontSize(8);
    };
    const field = (at: number): string => `f${number}_${String(at).padStart(2, "0")}[0]`;
    page.drawText(`A form of our own, part ${number}`, { x: 36, y: 740, size: 16, font });
    text(field(1), 36, 700, 300);
    text(field(2), 400, 700, 176);
    for (let box = 0; box < 6; box += 1) {
      const check = form.createCheckBox(`${top}.c${number}_1[${box}]`);
      check.addToPage(page, { x: 50, y: 680 - 12 * box, width: 9, height: 9 });
    }
    for (let row = 1; row <= 12; row += 1) {
      const y = 596.5 - 24 * row;
      page.drawLine({ start: { x: 36, y }, end: { x: 576, y }, thickness: 1 });
      const table = row < 12 ? `Table_Line1_Part${number}[0].Row${row}[0].` : "";
      // Eight cells a row from number 3 on; line 2 has five, from (d) on.
      for (let cell = row < 12 ? 0 : 3; cell < 8; cell += 1) {
        const [left, right] = [EDGES[cell] ?? 0, EDGES[cell + 1] ?? 0];
        const at = row < 12 ? 3 + 8 * (row - 1) + cell : 91 + cell - 3;
        // A description may take two lines.
        text(`${table}${field(at)}`, left, y, right - left, cell === 0 ? 2 : 1);
      }
    }
  }
  joinWidgets(file);
  return file.save();
}

/** Makes each field and the one place it is seen at one object, as in the IRS's files; pdf-lib keeps them apart. */
function joinWidgets(file: PDFDocument): void {
  const fieldOf = new Map<PDFRef, PDFRef>();
  for (const { acroField, ref } of file.getForm().getFields()) {
    const widget = acroField.dict.lookup(KIDS, PDFArray).get(0);
    if (widget instanceof PDFRef) {
      for (const [name, value] of file.context.lookup(widget, PDFDict).entries()) {
        if (name !== PARENT) {
          acroField.dict.set(name, value);
        }
      }
      acroField.dict.delete(KIDS);
      fieldOf.set(widget, ref);
      file.context.delete(widget);
    }
  }
  for (const page of file.getPages()) {
    const seen = page.node.Annots()?.asArray() ?? [];
    const fields = seen.map((one) => (one instanceof PDFRef ? (fieldOf.get(one) ?? one) : one));
    page.node.set(PDFName.of("Annots"), file.context.obj(fields));
  }
}
