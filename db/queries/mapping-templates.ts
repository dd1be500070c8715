import { and, asc, desc, eq, sql } from "drizzle-orm";
import { invariant } from "@/lib/result";
import type { Instant } from "@/lib/time/instant";
import { type TemplateId, templateId } from "../ids";
import { clients } from "../schema/clients";
import { firmTemplates } from "../schema/firm-templates";
import { mappingTemplates } from "../schema/mapping-templates";
import type { ClientTx, ClientWriteTx } from "../tenant";

/** One version of how a layout is read. `document` is checked by who reads it. */
export interface StoredTemplate {
  readonly id: TemplateId;
  readonly version: number;
  readonly name: string;
  readonly document: unknown;
  readonly savedAt: Instant;
}

/** What is kept of a template. `headerHash`: SHA-256 of the header's cells, lower-case hex. */
export interface NewTemplate {
  readonly id: TemplateId;
  readonly name: string;
  readonly headerHash: string;
  readonly document: unknown;
}

/** A fresh id. */
export const newTemplateId = (): TemplateId => templateId(crypto.randomUUID());

/** Adds the next version of a template (the first when it is new), or with `removed` the end of it; returns the version. */
export async function insertTemplate(
  tx: ClientWriteTx,
  template: NewTemplate,
  removed = false,
): Promise<number> {
  const [last] = await tx.db
    .select({ version: mappingTemplates.version })
    .from(mappingTemplates)
    .where(and(eq(mappingTemplates.clientId, tx.clientId), eq(mappingTemplates.id, template.id)))
    .orderBy(desc(mappingTemplates.version))
    .limit(1);
  const version = (last?.version ?? 0) + 1;
  await tx.db
    .insert(mappingTemplates)
    .values({ ...template, version, removed, clientId: tx.clientId, savedBy: tx.userId });
  return version;
}

/** One version, whether the template still stands or not; null when the client has none. */
export async function getTemplate(
  tx: ClientTx,
  id: TemplateId,
  version: number,
): Promise<StoredTemplate | null> {
  const [row] = await tx.db
    .select(COLUMNS)
    .from(mappingTemplates)
    .where(
      and(
        eq(mappingTemplates.clientId, tx.clientId),
        eq(mappingTemplates.id, id),
        eq(mappingTemplates.version, version),
      ),
    );
  return row ?? null;
}

/** The client's templates as they stand, by name; those of one header when asked. */
export async function listTemplates(
  tx: ClientTx,
  headerHash: string | null = null,
): Promise<StoredTemplate[]> {
  const rows = await tx.db
    .selectDistinctOn([mappingTemplates.id], {
      ...COLUMNS,
      removed: mappingTemplates.removed,
      headerHash: mappingTemplates.headerHash,
    })
    .from(mappingTemplates)
    .where(eq(mappingTemplates.clientId, tx.clientId))
    .orderBy(asc(mappingTemplates.id), desc(mappingTemplates.version));
  return rows
    .filter((row) => !row.removed && (headerHash === null || row.headerHash === headerHash))
    .map(({ removed: _, headerHash: __, ...row }) => row)
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** Layouts of this header that preparers of the client's firm told for any of its clients; none for one's own books. */
export async function listFirmTemplates(
  tx: ClientTx,
  headerHash: string,
): Promise<StoredTemplate[]> {
  return tx.db
    .selectDistinctOn([firmTemplates.id], {
      id: firmTemplates.id,
      version: firmTemplates.version,
      name: firmTemplates.name,
      document: firmTemplates.document,
      savedAt: firmTemplates.savedAt,
    })
    .from(firmTemplates)
    .innerJoin(clients, eq(clients.firmId, firmTemplates.firmId))
    .where(and(eq(clients.clientId, tx.clientId), eq(firmTemplates.headerHash, headerHash)))
    .orderBy(asc(firmTemplates.id), desc(firmTemplates.version));
}

/** Offers a layout to the other clients of the firm; nothing happens for books no firm holds, or for who does not work in it. */
export async function offerToFirm(tx: ClientWriteTx, template: NewTemplate): Promise<void> {
  invariant(tx.role === "preparer", "only a preparer offers to the firm");
  await tx.db.execute(sql`
    insert into firm_templates (firm_id, id, version, name, header_hash, document, saved_by)
    select c.firm_id, ${template.id}, coalesce(
        (select max(f.version) from firm_templates f where f.firm_id = c.firm_id and f.id = ${template.id}), 0) + 1,
      ${template.name}, ${template.headerHash}, ${JSON.stringify(template.document)}::jsonb, ${tx.userId}
    from clients c where c.client_id = ${tx.clientId} and c.firm_id is not null`);
}

const COLUMNS = {
  id: mappingTemplates.id,
  version: mappingTemplates.version,
  name: mappingTemplates.name,
  document: mappingTemplates.document,
  savedAt: mappingTemplates.savedAt,
};
