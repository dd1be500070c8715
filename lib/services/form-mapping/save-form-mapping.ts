import { updateBatch } from "@/db/queries/import-batches";
import { type Asking, withClient } from "@/db/tenant";
import { FORM_1099_DA } from "@/lib/importers/form-1099-da";
import { settleForm, templateOfForm } from "@/lib/importers/form-mapping/draft";
import { err, type Result } from "@/lib/result";
import {
  keepTemplate,
  type SaveRefusal,
  type ToldMapping,
  templateFor,
} from "../mapping/save-mapping";
import { formTemplateIn, headerHash } from "../mapping/stored-template";
import { openBatch, readAgain } from "../start-import";
import { readFormMapping } from "./form-mapping-form";

/**
 * Saves which box of Form 1099-DA each column of a table is, and looks the file over as a broker's form: nothing is kept of it yet. Refused
 * while anything is open. The next file with the same header is read by it at once; a preparer's is offered to the firm's other clients.
 */
export async function saveFormMapping(
  user: Asking,
  clientId: string,
  batch: string,
  told: ToldMapping,
): Promise<Result<null, SaveRefusal>> {
  const draft = readFormMapping(told.form);
  if (draft === null) {
    return err({ code: "invalid-input" });
  }
  return withClient<null, SaveRefusal>(user, clientId, "write", async (tx) => {
    const found = await openBatch(tx, batch, ["unmapped", "previewed"]);
    if (!found.ok) {
      return found;
    }
    const { head } = found.value;
    if (head === null) {
      return err({ code: "changed-meanwhile" });
    }
    const isSameKind = (document: unknown) => formTemplateIn({ document }) !== null;
    const id = await templateFor(
      tx,
      found.value,
      told.templateId,
      headerHash(head.header),
      isSameKind,
    );
    const template = templateOfForm(settleForm(draft, head), head, id);
    if (!template.ok) {
      return err({ code: "invalid-input", message: template.error });
    }
    const { payer, header } = template.value;
    const name = `Form 1099-DA, ${payer}`;
    const kept = { id, name, headerHash: headerHash(header), document: template.value };
    const change = {
      source: FORM_1099_DA,
      version: "mapped",
      templateId: id,
      templateVersion: await keepTemplate(tx, kept, template.value),
      accountName: null,
    };
    await updateBatch(tx, found.value.id, change);
    return readAgain(tx, { ...found.value, ...change }, {});
  });
}
