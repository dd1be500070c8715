import path from "node:path";
import { PDFDocument } from "pdf-lib";
import type { OfficialForms, OfficialPage, OfficialScheduleD } from "@/lib/reports/irs-forms";
import { fieldInk, type OwnFaces } from "./field-ink";
import { type Column, form8949Fields, scheduleDFields } from "./field-names";
import { readTemplate } from "./template";
import { drawable } from "./win-ansi";

/** Values by the full name of their field; true: a box to check. */
export type FieldValues = ReadonlyMap<string, string | true>;

const COLUMNS: readonly Column[] = ["a", "b", "c", "d", "e", "f", "g", "h"];

/** What goes into the fields of one page of Form 8949. */
function form8949Values(year: number, part: "I" | "II", page: OfficialPage): FieldValues {
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
function scheduleDValues(year: number, schedule: OfficialScheduleD): FieldValues {
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
  const pages = forms.copies.flatMap(({ partI, partII }, index): readonly FilledPage[] => {
    const name = `copy${index + 1}`;
    return [
      ...(partI === null ? [] : [{ name, at: 0, values: form8949Values(forms.year, "I", partI) }]),
      ...(partII === null
        ? []
        : [{ name, at: 1, values: form8949Values(forms.year, "II", partII) }]),
    ];
  });
  return fill(blank, pages, options);
}

/** Schedule D filled by field name; see `fillForm8949`. */
export async function fillScheduleD(
  blank: Uint8Array,
  forms: OfficialForms,
  options: FillOptions,
): Promise<FilledForm> {
  const name = "schedule";
  const values = scheduleDValues(forms.year, forms.scheduleD);
  const isOn = (at: number, field: string): boolean => field.includes(`.Page${at + 1}[0].`);
  const pages = [0, 1].map((at) => ({
    name,
    at,
    values: new Map([...values].filter(([field]) => isOn(at, field))),
  }));
  return fill(blank, pages, options);
}

/** A page to be filled: the name of its copy, of which page of the blank it is (counted from 0), and what stands on it. */
interface FilledPage {
  readonly name: string;
  readonly at: number;
  readonly values: FieldValues;
}

/** Lets others in the process have their turn: a page is some milliseconds of work. */
const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function fill(
  blank: Uint8Array,
  pages: readonly FilledPage[],
  options: FillOptions,
): Promise<FilledForm> {
  const target = await newFile(options);
  const template = await readTemplate(blank, target);
  const texts = pages.flatMap(({ values }) =>
    [...values.values()].flatMap((value) =>
      value === true || drawable(value).replaced.length === 0 ? [] : [value],
    ),
  );
  const faces = await facesFor(target, texts);
  const ink = await fieldInk(target, faces);
  for (const { name, at, values } of pages) {
    const fields = template.add(name, at);
    for (const [field, value] of values) {
      const ref = fields.get(field);
      if (ref === undefined) {
        throw new Error(`the blank has no such field: ${field}`);
      }
      ink.put(ref, value);
    }
    await breathe();
  }
  template.finish();
  faces?.finish();
  const bytes = await target.save({ updateFieldAppearances: false });
  return { bytes, pages: target.getPageCount(), warnings: ink.warnings() };
}

/** Faces for texts the standard typefaces cannot draw; what opens them is loaded only where there are such texts. */
async function facesFor(target: PDFDocument, texts: readonly string[]): Promise<OwnFaces | null> {
  if (texts.length === 0) {
    return null;
  }
  const { ownFaces } = await import("./own-faces");
  return ownFaces(target, texts, path.join(process.cwd(), "public", "fonts"));
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
