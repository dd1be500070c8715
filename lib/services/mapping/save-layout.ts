import type { TemplateId } from "@/db/ids";
import { insertAuditEvent } from "@/db/queries/audit-events";
import { type ImportBatch, type StoredHead, updateBatch } from "@/db/queries/import-batches";
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
import { err, type Result } from "@/lib/result";
import type { CommitRefusal } from "../commit-import";
import { openBatch, readAgain } from "../start-import";
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

/** A kind of layout: of what is told on its screen, what is kept, and what the file is read as. */
export interface LayoutKind<Draft, Template extends { readonly header: readonly string[] }> {
  readonly read: (form: unknown) => Draft | null;
  /** True for a kept layout of this kind. */
  readonly isOne: (document: unknown) => boolean;
  readonly made: (draft: Draft, head: StoredHead, id: TemplateId) => Result<Template, string>;
  readonly name: (template: Template) => string;
  readonly source: (template: Template) => string;
  /** What the firm's other clients may take over. */
  readonly offered: (template: Template) => unknown;
}

/**
 * Saves how a table is read and looks the file over with it: nothing is imported yet. Refused while anything is open. A template that
 * says what it said before gets no new version; what was imported by an earlier one stays as it is. A preparer's layout is offered to
 * the firm's other clients.
 */
export async function saveLayout<Draft, Template extends { readonly header: readonly string[] }>(
  user: Asking,
  { clientId, batch, told }: { clientId: string; batch: string; told: ToldMapping },
  kind: LayoutKind<Draft, Template>,
): Promise<Result<null, SaveRefusal>> {
  const draft = kind.read(told.form);
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
    const hash = headerHash(head.header);
    const id = await templateFor(tx, found.value, told.templateId, hash, kind.isOne);
    const made = kind.made(draft, head, id);
    if (!made.ok) {
      return err({ code: "invalid-input", message: made.error });
    }
    const template = made.value;
    const kept = {
      id,
      name: kind.name(template),
      headerHash: headerHash(template.header),
      document: template,
    };
    const change = {
      source: kind.source(template),
      version: "mapped",
      templateId: id,
      templateVersion: await keepTemplate(tx, kept, kind.offered(template)),
      accountName: null,
    };
    await updateBatch(tx, found.value.id, change);
    return readAgain(tx, { ...found.value, ...change }, {});
  });
}

/**
 * The template to go on from: the one named, when it stands for this header or is the firm's; the one the file is read by; else a new one.
 * Never one of the other kind: what reads transactions does not become what reads a form.
 */
async function templateFor(
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

/** The version that says what was told: the standing one when nothing changed, else the next. `offered`: what the firm's other clients may take over. */
async function keepTemplate(
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
