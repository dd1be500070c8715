import type { TemplateId } from "@/db/ids";
import { insertAuditEvent } from "@/db/queries/audit-events";
import { type ImportBatch, updateBatch } from "@/db/queries/import-batches";
import {
  getTemplate,
  insertTemplate,
  listFirmTemplates,
  listTemplates,
  type NewTemplate,
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
import { headerHash, templateIn } from "./stored-template";

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
    const isSameKind = (document: unknown) => templateIn({ document }) !== null;
    const hash = headerHash(head.header);
    const id = await templateFor(tx, found.value, told.templateId, hash, isSameKind);
    const template = templateOfDraft(settleDraft(draft, head), head, id);
    return template.ok
      ? readBy(tx, found.value, id, template.value)
      : err({ code: "invalid-input", message: template.error });
  });
}

/**
 * The template to go on from: the one named, when it stands for this header or is the firm's; the one the file is read by; else a new one.
 * Never one of the other kind: what reads transactions does not become what reads a form.
 */
export async function templateFor(
  tx: ClientWriteTx,
  batch: ImportBatch,
  named: string | null,
  hash: string,
  isSameKind: (document: unknown) => boolean,
): Promise<TemplateId> {
  const own = await listTemplates(tx, hash);
  const firm = await listFirmTemplates(tx, hash);
  const alike = [...own, ...firm].filter(({ document }) => isSameKind(document));
  const { templateId, templateVersion } = batch;
  const read =
    templateId === null || templateVersion === null
      ? null
      : await getTemplate(tx, templateId, templateVersion);
  return (
    alike.find(({ id }) => id === named)?.id ??
    (read !== null && isSameKind(read.document) ? read.id : newTemplateId())
  );
}

async function readBy(
  tx: ClientWriteTx,
  batch: ImportBatch,
  id: TemplateId,
  template: MappingTemplate,
): Promise<Result<null, CommitRefusal>> {
  const { name } = template;
  const kept = { id, name, headerHash: headerHash(template.header), document: template };
  // The firm is offered the layout, not the account of one client.
  const version = await keepTemplate(tx, kept, { ...template, account: name });
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

/** The version that says what was told: the standing one when nothing changed, else the next. `offered`: what the firm's other clients may take over. */
export async function keepTemplate(
  tx: ClientWriteTx,
  template: NewTemplate,
  offered: unknown,
): Promise<number> {
  const { id, headerHash: hash, document } = template;
  const standing = (await listTemplates(tx, hash)).find((one) => one.id === id);
  if (standing !== undefined && sorted(standing.document) === sorted(document)) {
    return standing.version;
  }
  const version = await insertTemplate(tx, template);
  if (tx.role === "preparer") {
    await offerToFirm(tx, { ...template, document: offered });
  }
  await insertAuditEvent(tx, { deed: "layout.save", subjectId: id, detail: { version } });
  return version;
}

/** JSON keeps no order of keys in the database. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
}
