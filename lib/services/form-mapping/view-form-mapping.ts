import type { StoredHead } from "@/db/queries/import-batches";
import type { StoredTemplate } from "@/db/queries/mapping-templates";
import type { Asking, ClientTx } from "@/db/tenant";
import {
  type FormDraft,
  type FormPoint,
  proposeForm,
  settleForm,
  templateOfForm,
} from "@/lib/importers/form-mapping/draft";
import { mappedLine } from "@/lib/importers/form-mapping/read-file";
import { readForm } from "@/lib/importers/mapping/dates";
import type { Result } from "@/lib/result";
import { type FormLineView, formLineView } from "../broker-forms/view-form";
import {
  type ColumnView,
  columnViews,
  type Mappable,
  type MappingRefusal,
  type OfferView,
  offersFor,
  offerToBegin,
  offerView,
  type PreviewRefusal,
  previewMappable,
  viewMappable,
} from "../mapping/mappable";
import type { Choice } from "../mapping/mapping-form";
import { formTemplateIn, formTemplateOf } from "../mapping/stored-template";
import {
  FORM_ROLE_CHOICES,
  type FormMappingForm,
  formMappingForm,
  readFormMapping,
} from "./form-mapping-form";

/** One of the first lines as it is read, or why it is not. */
export interface FormPreviewRow {
  readonly line: number;
  readonly is: "read" | "left-out" | "rejected";
  readonly told: FormLineView | null;
  readonly column: string;
  readonly value: string;
  readonly reason: string;
}

/** What the form on the screen comes to. */
export interface FormMappingReading {
  readonly form: FormMappingForm;
  /** Every way the days can be read, with what it makes of a cell on which they differ. */
  readonly days: readonly { readonly form: string; readonly cell: string; readonly day: string }[];
  readonly open: readonly FormPoint[];
  /** Empty while something is open. */
  readonly rows: readonly FormPreviewRow[];
}

/** The screen on which a person says which box each column is. */
export interface FormMappingView {
  readonly mayWrite: boolean;
  readonly fileName: string;
  /** The file is read by such a template already, which is to be changed. */
  readonly isChange: boolean;
  readonly columns: readonly ColumnView[];
  readonly offers: readonly OfferView[];
  readonly chosen: OfferView | null;
  readonly roleChoices: readonly Choice[];
  readonly reading: FormMappingReading;
}

/** The mapping of a waiting file as a broker's form; `chosen`: the template to begin with. */
export function viewFormMapping(
  user: Asking,
  clientId: string,
  batch: string,
  chosen: string | null,
): Promise<Result<FormMappingView, MappingRefusal>> {
  return viewMappable(user, { clientId, batch }, (tx, found) => view(tx, found, chosen));
}

/** The first lines as the form on the screen reads them, and what is still open. Nothing is kept. */
export function previewFormMapping(
  user: Asking,
  clientId: string,
  batch: string,
  told: unknown,
): Promise<Result<FormMappingReading, PreviewRefusal>> {
  return previewMappable(user, { clientId, batch, told }, readFormMapping, async (_, draft, head) =>
    readFormDraft(draft, head),
  );
}

const PREVIEW = 20;

/** Reads the first lines by a draft. */
export function readFormDraft(told: FormDraft, head: StoredHead): FormMappingReading {
  const settled = settleForm(told, head);
  const template = templateOfForm(settled, head, "preview");
  const { draft, days, cell, open } = settled;
  return {
    form: formMappingForm(draft),
    days: days.map((form) => ({ form, cell, day: dayIn(cell, form) })),
    open: template.ok || open.length > 0 ? open : [{ about: "columns", reason: template.error }],
    rows: template.ok
      ? head.rows.slice(0, PREVIEW).map(({ line, cells }): FormPreviewRow => {
          const read = mappedLine({ line, cells, raw: "" }, template.value);
          const bare = { line, told: null, column: "", value: "", reason: read.leftOut ?? "" };
          if (read.row !== null) {
            return { ...bare, is: "read", told: formLineView(read.row) };
          }
          const { problem } = read;
          return problem === null
            ? { ...bare, is: "left-out" }
            : { ...bare, ...problem, is: "rejected" };
        })
      : [],
  };
}

function dayIn(cell: string, form: string): string {
  const time = readForm(cell, [form], "UTC");
  return time === null ? "" : (time.date ?? time.at.slice(0, 10));
}

async function view(
  tx: ClientTx,
  { batch, head }: Mappable,
  chosen: string | null,
): Promise<FormMappingView> {
  const offers = (await offersFor(tx, head.header)).filter(({ stored }) => isOfForm(stored));
  const own = await formTemplateOf(tx, batch);
  const offer = offerToBegin(offers, chosen, own !== null);
  const begun = offer === null ? own : formTemplateIn(offer.stored);
  const reading = readFormDraft(begun ?? proposeForm(head), head);
  return {
    mayWrite: tx.role !== "viewer",
    fileName: batch.fileName,
    isChange: own !== null,
    columns: columnViews(head),
    offers: offers.map(offerView),
    chosen: offer === null ? null : offerView(offer),
    roleChoices: FORM_ROLE_CHOICES,
    reading,
  };
}

const isOfForm = (stored: StoredTemplate): boolean => formTemplateIn(stored) !== null;
