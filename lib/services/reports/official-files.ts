import { env } from "@/lib/env";
import { readBlankForm } from "@/lib/pdf/irs/blank-forms";
import { type FilledForm, fillForm8949, fillScheduleD } from "@/lib/pdf/irs/fill";
import { renderFormPictures } from "@/lib/pdf/render";
import type { YearEndInput } from "@/lib/reports/input";
import { OFFICIAL_YEARS, officialForms } from "@/lib/reports/irs-forms";
import { kindOfFile, type NewFile, pictureFiles } from "./kinds";

/** Filled forms with pictures of their first pages, and what they leave for a person to see to. */
export interface OfficialFiles {
  readonly files: readonly NewFile[];
  readonly notes: readonly string[];
}

const NONE: OfficialFiles = { files: [], notes: [] };

/** Whether the IRS's blank forms of a year can be filled: "unknown" where the product does not know the year's forms field by field. */
export type BlanksState = "ready" | "missing" | "unknown";

/** Where the blanks of a year stand on this server. */
export async function blanksOf(year: number): Promise<BlanksState> {
  if (!OFFICIAL_YEARS.some((known) => known === year)) {
    return "unknown";
  }
  return (await readBlanks(year)) === null ? "missing" : "ready";
}

/** Form 8949 and Schedule D of the year, filled, without name and number; none where the blanks are not here. */
export async function officialFiles(input: YearEndInput): Promise<OfficialFiles> {
  const forms = officialForms(input);
  const blanks = forms === null ? null : await readBlanks(input.year);
  if (forms === null || blanks === null) {
    return NONE;
  }
  const { year, generatedAt: moment } = input;
  const filled: FilledForm[] = [];
  const files: NewFile[] = [];
  const add = (name: string, form: FilledForm): void => {
    filled.push(form);
    files.push({ name, contentType: "application/pdf", bytes: form.bytes });
  };
  if (forms.copies.length > 0) {
    const title = `Form 8949, ${year}`;
    add(`form-8949-${year}.pdf`, await fillForm8949(blanks.form8949, forms, { title, moment }));
  }
  const title = `Schedule D (Form 1040), ${year}`;
  add(`schedule-d-${year}.pdf`, await fillScheduleD(blanks.scheduleD, forms, { title, moment }));
  const pictures = await renderFormPictures(files.map(({ bytes }) => bytes));
  const shown = files.flatMap(({ name }, index) =>
    pictureFiles(kindOfFile(name), pictures[index] ?? []),
  );
  return {
    files: [...files, ...shown],
    notes: [...forms.notes, ...filled.flatMap(({ warnings }) => warnings)],
  };
}

async function readBlanks(
  year: number,
): Promise<{ readonly form8949: Uint8Array; readonly scheduleD: Uint8Array } | null> {
  const directory = env().FORMS_DIR;
  const [form8949, scheduleD] = await Promise.all([
    readBlankForm(directory, "f8949", year),
    readBlankForm(directory, "f1040sd", year),
  ]);
  return form8949.ok && scheduleD.ok
    ? { form8949: form8949.value, scheduleD: scheduleD.value }
    : null;
}
