import type { Asking } from "@/db/tenant";
import { FORM_1099_DA } from "@/lib/importers/form-1099-da";
import { type FormDraft, settleForm, templateOfForm } from "@/lib/importers/form-mapping/draft";
import type { FormTemplate } from "@/lib/importers/form-mapping/template";
import type { Result } from "@/lib/result";
import {
  type LayoutKind,
  type SaveRefusal,
  saveLayout,
  type ToldMapping,
} from "../mapping/save-layout";
import { formTemplateIn } from "../mapping/stored-template";
import { readFormMapping } from "./form-mapping-form";

/** Saves which box of Form 1099-DA each column of a table is, and looks the file over as a broker's form. */
export function saveFormMapping(
  user: Asking,
  clientId: string,
  batch: string,
  told: ToldMapping,
): Promise<Result<null, SaveRefusal>> {
  return saveLayout(user, { clientId, batch, told }, FORMS);
}

const FORMS: LayoutKind<FormDraft, FormTemplate> = {
  read: readFormMapping,
  isOne: (document) => formTemplateIn({ document }) !== null,
  made: (draft, head, id) => templateOfForm(settleForm(draft, head), head, id),
  name: ({ payer }) => `Form 1099-DA, ${payer}`,
  source: () => FORM_1099_DA,
  offered: (template) => template,
};
