import {
  PDFAcroNonTerminal,
  PDFCheckBox,
  PDFDict,
  PDFDocument,
  type PDFField,
  type PDFFont,
  PDFHexString,
  PDFName,
  type PDFPage,
  PDFRef,
  PDFString,
  PDFTextField,
  StandardFonts,
} from "pdf-lib";
import type { OfficialForms, OfficialPage, OfficialScheduleD } from "@/lib/reports/irs-forms";
import { type Column, form8949Fields, scheduleDFields } from "./field-names";
import { drawable } from "./win-ansi";

/** Values by the full name of their field; true: a box to check. */
export type FieldValues = ReadonlyMap<string, string | true>;

const COLUMNS: readonly Column[] = ["a", "b", "c", "d", "e", "f", "g", "h"];

/** What goes into the fields of one page of Form 8949. */
export function form8949Values(year: number, part: "I" | "II", page: OfficialPage): FieldValues {
  const fields = form8949Fields(year, part);
  const values = new Map<string, string | true>([[fields.box(page.box), true]]);
  page.rows.forEach((row, index) => {
    for (const column of COLUMNS) {
      values.set(fields.cell(index + 1, column), row[column]);
    }
  });
  for (const column of ["d", "e", "g", "h"] as const) {
    values.set(fields.total(column), page.totals[column]);
  }
  return withoutBlanks(values);
}

/** What goes into the fields of Schedule D. */
export function scheduleDValues(year: number, schedule: OfficialScheduleD): FieldValues {
  const fields = scheduleDFields(year);
  const values = new Map<string, string | true>();
  for (const line of COLUMN_LINES) {
    const row = schedule.columns[line];
    for (const column of ["d", "e", "g", "h"] as const) {
      values.set(fields.column(line, column), row?.[column] ?? "");
    }
  }
  for (const [line, amount] of Object.entries(schedule.lines)) {
    const name = fields.line(line);
    if (name !== undefined) {
      values.set(name, amount);
    }
  }
  for (const line of ["17", "20", "22"] as const) {
    const answer = schedule.questions[line];
    if (answer !== undefined) {
      values.set(fields.question(line, answer), true);
    }
  }
  return withoutBlanks(values);
}

const COLUMN_LINES = ["1a", "1b", "2", "3", "8a", "8b", "9", "10"] as const;

function withoutBlanks(values: ReadonlyMap<string, string | true>): FieldValues {
  return new Map([...values].filter(([, value]) => value !== ""));
}

/** A filled form, and which texts could not be written as they are. */
export interface FilledForm {
  readonly bytes: Uint8Array;
  readonly pages: number;
  readonly warnings: readonly string[];
}

/** The moment a filled form carries: the report's own, so that equal figures give equal bytes. */
export interface FillOptions {
  readonly title: string;
  /** ISO instant. */
  readonly moment: string;
}

/**
 * Form 8949 filled by field name: a copy of the blank for each page needed, one after the other, pages without rows left out.
 * Fields keep their names below "copy1", "copy2" … and stay fields, so that name and number can be filled in (see `stampIdentity`) and
 * everything can be read back. The XFA layer, which viewers would show empty, is taken out.
 */
export async function fillForm8949(
  blank: Uint8Array,
  forms: OfficialForms,
  options: FillOptions,
): Promise<FilledForm> {
  const target = await newFile(options);
  const warnings = new Set<string>();
  for (const [index, { partI, partII }] of forms.copies.entries()) {
    const pages = [
      ...(partI === null ? [] : [{ at: 0, values: form8949Values(forms.year, "I", partI) }]),
      ...(partII === null ? [] : [{ at: 1, values: form8949Values(forms.year, "II", partII) }]),
    ];
    await addCopy(target, blank, `copy${index + 1}`, pages, warnings);
  }
  return finished(target, warnings);
}

/** Schedule D filled by field name; see `fillForm8949`. */
export async function fillScheduleD(
  blank: Uint8Array,
  forms: OfficialForms,
  options: FillOptions,
): Promise<FilledForm> {
  const target = await newFile(options);
  const warnings = new Set<string>();
  const values = scheduleDValues(forms.year, forms.scheduleD);
  const pages = [
    { at: 0, values },
    { at: 1, values: new Map<string, string | true>() },
  ];
  await addCopy(target, blank, "schedule", pages, warnings);
  return finished(target, warnings);
}

async function newFile({ title, moment }: FillOptions): Promise<PDFDocument> {
  const target = await PDFDocument.create({ updateMetadata: false });
  target.setTitle(title, { showInWindowTitleBar: true });
  target.setLanguage("en-US");
  target.setCreator("Lotwise");
  target.setProducer("Lotwise");
  target.setCreationDate(new Date(moment));
  target.setModificationDate(new Date(moment));
  return target;
}

async function finished(target: PDFDocument, warnings: Set<string>): Promise<FilledForm> {
  const bytes = await target.save({ updateFieldAppearances: false });
  return { bytes, pages: target.getPageCount(), warnings: [...warnings] };
}

interface CopiedPage {
  /** Page of the blank, counted from 0. */
  readonly at: number;
  readonly values: FieldValues;
}

async function addCopy(
  target: PDFDocument,
  blank: Uint8Array,
  name: string,
  pages: readonly CopiedPage[],
  warnings: Set<string>,
): Promise<void> {
  const source = await PDFDocument.load(blank, { updateMetadata: false });
  // Before pdf-lib looks at the form: it would take the layer out as well, and say so on the console.
  source.catalog.lookupMaybe(PDFName.of("AcroForm"), PDFDict)?.delete(PDFName.of("XFA"));
  const font = await source.embedFont(StandardFonts.Helvetica);
  const fields = new Map(
    source
      .getForm()
      .getFields()
      .map((field) => [field.getName(), field]),
  );
  for (const { values } of pages) {
    for (const [field, value] of values) {
      put(fields.get(field), field, value, font, warnings);
    }
  }
  const kept = pages.map(({ at }) => at);
  renameRoot(source, name, kept);
  const copied = await target.copyPages(source, kept);
  for (const page of copied) {
    target.addPage(page);
  }
  adoptFields(target, copied);
}

/** Puts one value into its field. A blank without the field is not the one this was written for: a fault. */
function put(
  field: PDFField | undefined,
  name: string,
  value: string | true,
  font: PDFFont,
  warnings: Set<string>,
): void {
  if (value === true && field instanceof PDFCheckBox) {
    field.check();
  } else if (value !== true && field instanceof PDFTextField) {
    const { text, replaced } = drawable(value);
    if (replaced.length > 0) {
      warnings.add(
        `"${value}" is printed as "${text}": the form's typeface lacks ${replaced.join(" ")}`,
      );
    }
    field.setText(text);
    field.updateAppearances(font);
  } else {
    throw new Error(`the blank has no such field: ${name}`);
  }
}

/** All fields of the blank hang below one: it takes the copy's name, and pages that are left out lose their fields. */
function renameRoot(source: PDFDocument, name: string, kept: readonly number[]): void {
  const [root] = source
    .getForm()
    .acroForm.getFields()
    .map(([field]) => field);
  if (!(root instanceof PDFAcroNonTerminal)) {
    throw new Error("the blank's fields do not hang below one");
  }
  const kids = root.Kids();
  for (let index = (kids?.size() ?? 0) - 1; index >= 0; index -= 1) {
    const title = kids?.lookup(index, PDFDict).lookup(PDFName.of("T"));
    const named =
      title instanceof PDFString || title instanceof PDFHexString ? title.decodeText() : "";
    if (!kept.some((at) => named === `Page${at + 1}[0]`)) {
      kids?.remove(index);
    }
  }
  root.setPartialName(name);
}

/** Tells the new file of the fields that came with copied pages. */
function adoptFields(target: PDFDocument, pages: readonly PDFPage[]): void {
  const form = target.getForm().acroForm;
  const known = new Set(form.getFields().map(([, ref]) => ref));
  for (const page of pages) {
    const annotations = page.node.Annots();
    for (let index = 0; index < (annotations?.size() ?? 0); index += 1) {
      const widget = annotations?.lookup(index, PDFDict);
      widget?.set(PDFName.of("P"), page.ref);
      const root = widget === undefined ? null : rootOf(target, widget);
      if (root !== null && !known.has(root)) {
        known.add(root);
        form.addField(root);
      }
    }
  }
}

/** The topmost field above a widget. */
function rootOf(target: PDFDocument, widget: PDFDict): PDFRef | null {
  let root: PDFRef | null = null;
  for (let above = widget.get(PDFName.of("Parent")); above instanceof PDFRef; ) {
    root = above;
    above = target.context.lookup(above, PDFDict).get(PDFName.of("Parent"));
  }
  return root;
}
