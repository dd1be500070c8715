import { PDFDocument, type PDFFont, PDFTextField, StandardFonts } from "pdf-lib";
import { err, ok, type Result } from "@/lib/result";
import { appendIdentity, isOwnFile } from "./append-identity";
import { drawable } from "./win-ansi";

/** Whose return it is. Typed in the browser and used there: neither ever reaches the server. */
export interface Identity {
  readonly name: string;
  /** Social security or taxpayer identification number, nine digits with or without hyphens. */
  readonly ssn: string;
}

/** Why nothing was stamped. */
export type StampRefusal =
  | { readonly code: "not-a-number" }
  | { readonly code: "cannot-draw"; readonly characters: readonly string[] }
  | { readonly code: "not-our-file" };

const FIELD = /^(?:copy\d+\.Page[12]\[0\]\.f[12]_0?([12])|schedule\.Page1\[0\]\.f1_0?([12]))\[0\]$/;

/**
 * Writes name and number into a file of ours: into the fields of filled official forms, and on the lines of each statement
 * page. Runs in a browser; touches no network and no storage. Refuses a number that is none, a name the standard typefaces
 * cannot draw (it is then written by hand), and files without a place for them.
 */
export async function stampIdentity(
  bytes: Uint8Array,
  identity: Identity,
): Promise<Result<Uint8Array, StampRefusal>> {
  const ssn = numberOf(identity.ssn);
  if (ssn === null) {
    return err({ code: "not-a-number" });
  }
  const { text: name, replaced } = drawable(identity.name.trim());
  if (replaced.length > 0) {
    return err({ code: "cannot-draw", characters: replaced });
  }
  if (isOwnFile(bytes)) {
    const appended = await appendIdentity(bytes, { name, ssn });
    return appended === null ? err({ code: "not-our-file" }) : ok(appended);
  }
  const file = await PDFDocument.load(bytes, { updateMetadata: false });
  const font = await file.embedFont(StandardFonts.Helvetica);
  return fillFields(file, font, { name, ssn }) === 0
    ? err({ code: "not-our-file" })
    : ok(await file.save({ updateFieldAppearances: false }));
}

/** "123-45-6789", or null when it is not nine digits. */
function numberOf(text: string): string | null {
  const [, area, group, serial] = /^(\d{3})[- ]?(\d{2})[- ]?(\d{4})$/.exec(text.trim()) ?? [];
  return area === undefined ? null : `${area}-${group}-${serial}`;
}

function fillFields(file: PDFDocument, font: PDFFont, identity: Identity): number {
  let places = 0;
  for (const field of file.getForm().getFields()) {
    const [, onForm, onSchedule] = FIELD.exec(field.getName()) ?? [];
    const which = onForm ?? onSchedule;
    if (which !== undefined && field instanceof PDFTextField) {
      field.setText(which === "1" ? identity.name : identity.ssn);
      field.updateAppearances(font);
      places += 1;
    }
  }
  return places;
}
