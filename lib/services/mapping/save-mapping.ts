import type { TemplateId } from "@/db/ids";
import { insertAuditEvent } from "@/db/queries/audit-events";
import { type ImportBatch, updateBatch } from "@/db/queries/import-batches";
import {
  insertTemplate,
  listFirmTemplates,
  listTemplates,
  newTemplateId,
  offerToFirm,
} from "@/db/queries/mapping-templates";
import { type Asking, type ClientWriteTx, withClient } from "@/db/tenant";
import { mappedSourceId } from "@/lib/importers/mapping";
import { settleDraft, templateOfDraft } from "@/lib/importers/mapping/settle";
import type { MappingTemplate } from "@/lib/importers/mapping/template";
import { err, type Result } from "@/lib/result";
import type { CommitRefusal } from "../commit-import";
import { openBatch, readAgain } from "../start-import";
import { readMappingForm } from "./mapping-form";
import { headerHash } from "./stored-template";

/** Why nothing was saved. "invalid-input" with the sentence of the first thing that is still open. */
export type SaveRefusal =
  | CommitRefusal
  | { readonly code: "invalid-input"; readonly message?: string };

/** What a person says of a table, and which template it goes on from: its next version is saved then. */
export interface ToldMapping {
  readonly form: unknown;
  readonly templateId: string | null;
}

/**
 * Saves how a table is read and looks the file over with it: nothing is imported yet. Refused while anything is open. A template that
 * says what it said before gets no new version; what was imported by an earlier one stays as it is. A preparer's layout is offered to
 * the firm's other clients, without its account.
 */
export async function saveMapping(
  user: Asking,
  clientId: string,
  batch: string,
  told: ToldMapping,
): Promise<Result<null, SaveRefusal>> {
  const draft = readMappingForm(told.form);
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
    const id = await templateFor(tx, found.value, told.templateId, headerHash(head.header));
    const template = templateOfDraft(settleDraft(draft, head), head, id);
    return template.ok
      ? readBy(tx, found.value, id, template.value)
      : err({ code: "invalid-input", message: template.error });
  });
}

/** The template to go on from: the one named, when it stands for this header or is the firm's; the one the file is read by; else a new one. */
async function templateFor(
  tx: ClientWriteTx,
  batch: ImportBatch,
  named: string | null,
  hash: string,
): Promise<TemplateId> {
  const own = await listTemplates(tx, hash);
  const firm = await listFirmTemplates(tx, hash);
  return (
    [...own, ...firm].find(({ id }) => id === named)?.id ?? batch.templateId ?? newTemplateId()
  );
}

async function readBy(
  tx: ClientWriteTx,
  batch: ImportBatch,
  id: TemplateId,
  template: MappingTemplate,
): Promise<Result<null, CommitRefusal>> {
  const version = await keep(tx, id, template);
  const change = {
    source: mappedSourceId(template),
    version: "mapped",
    templateId: id,
    templateVersion: version,
    accountName: null,
  };
  await updateBatch(tx, batch.id, change);
  return readAgain(tx, { ...batch, ...change }, {});
}

/** The version that says what was told: the standing one when nothing changed, else the next. */
async function keep(tx: ClientWriteTx, id: TemplateId, template: MappingTemplate): Promise<number> {
  const hash = headerHash(template.header);
  const standing = (await listTemplates(tx, hash)).find((one) => one.id === id);
  if (standing !== undefined && isSame(standing.document, template)) {
    return standing.version;
  }
  const { name } = template;
  const version = await insertTemplate(tx, { id, name, headerHash: hash, document: template });
  if (tx.role === "preparer") {
    const document = { ...template, account: name };
    await offerToFirm(tx, { id, name, headerHash: hash, document });
  }
  await insertAuditEvent(tx, { deed: "layout.save", subjectId: id, detail: { version } });
  return version;
}

/** JSON keeps no order of keys in the database. */
function isSame(stored: unknown, template: MappingTemplate): boolean {
  return sorted(stored) === sorted(template);
}

function sorted(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
}
