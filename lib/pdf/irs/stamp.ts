import { PDFArray, PDFDict, PDFDocument, PDFName, PDFRef } from "pdf-lib";
import { err, ok, type Result } from "@/lib/result";
import { appendIdentity, isOwnFile } from "./append-identity";
import { fieldInk } from "./field-ink";
import { titleOf } from "./template";
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

/** The first and second field of a page: name and number, as its form fields are named in the IRS's PDF. */
const FIELD = /^f[12]_0?([12])\[0\]$/;

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
  return (await fillFields(file, { name, ssn })) === 0
    ? err({ code: "not-our-file" })
    : ok(await file.save({ updateFieldAppearances: false }));
}

/** "123-45-6789", or null when it is not nine digits. */
function numberOf(text: string): string | null {
  const [, area, group, serial] = /^(\d{3})[- ]?(\d{2})[- ]?(\d{4})$/.exec(text.trim()) ?? [];
  return area === undefined ? null : `${area}-${group}-${serial}`;
}

/** Fills the two fields on top of each page that has them: only their branches are looked at, a long form has thousands of others. */
async function fillFields(file: PDFDocument, { name, ssn }: Identity): Promise<number> {
  const ink = await fieldInk(file);
  const forms = file.getForm().acroForm.getFields();
  const places = forms.flatMap(([{ dict }]) => pagesOf(dict)).flatMap(identityFields);
  for (const [ref, which] of places) {
    ink.put(ref, which === "1" ? name : ssn);
  }
  return places.length;
}

/** Pages of a form that ask for name and number: Schedule D does on its first only. */
function pagesOf(form: PDFDict): readonly PDFDict[] {
  const pages = kidsOf(form).map(([, page]) => page);
  return titleOf(form) === "schedule"
    ? pages.filter((page) => titleOf(page) === "Page1[0]")
    : pages;
}

function identityFields(page: PDFDict): readonly (readonly [PDFRef, string])[] {
  return kidsOf(page).flatMap(([ref, field]) => {
    const [, which] = FIELD.exec(titleOf(field)) ?? [];
    return which === undefined ? [] : [[ref, which] as const];
  });
}

function kidsOf(field: PDFDict): readonly (readonly [PDFRef, PDFDict])[] {
  const kids = field.lookup(PDFName.of("Kids"));
  return kids instanceof PDFArray
    ? kids.asArray().flatMap((ref, index) => {
        const kid = kids.lookup(index);
        return ref instanceof PDFRef && kid instanceof PDFDict ? [[ref, kid] as const] : [];
      })
    : [];
}
