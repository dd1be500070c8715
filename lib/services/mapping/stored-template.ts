import type { TemplateId } from "@/db/ids";
import { getTemplate, type StoredTemplate } from "@/db/queries/mapping-templates";
import { sha256Hex } from "@/db/sha256";
import type { ClientTx } from "@/db/tenant";
import { mappedSource } from "@/lib/importers/mapping";
import { parseMappingTemplate } from "@/lib/importers/mapping/parse";
import type { MappingTemplate } from "@/lib/importers/mapping/template";
import type { Source } from "@/lib/importers/source";

/** Finds the templates of a header: SHA-256 of its cells, lower-case hex. */
export function headerHash(header: readonly string[]): string {
  return sha256Hex(JSON.stringify(header));
}

/** A stored template as it is used; null when this version of Lotwise cannot read it any more. */
export function templateIn(stored: Pick<StoredTemplate, "document">): MappingTemplate | null {
  const read = parseMappingTemplate(stored.document);
  return read.ok ? read.value : null;
}

/** Which version of which template a file is read by, if any. */
export interface ReadBy {
  readonly templateId?: TemplateId | null;
  readonly templateVersion?: number | null;
}

/** The template a batch is read by; null when it is read by one of our own sources. */
export async function templateOf(
  tx: ClientTx,
  { templateId = null, templateVersion = null }: ReadBy,
): Promise<MappingTemplate | null> {
  const stored =
    templateId === null || templateVersion === null
      ? null
      : await getTemplate(tx, templateId, templateVersion);
  return stored === null ? null : templateIn(stored);
}

/** The layout a person told for a batch, as a source beside our own; none when there is none. */
export async function sourcesTold(tx: ClientTx, by: ReadBy): Promise<readonly Source[]> {
  const template = await templateOf(tx, by);
  return template === null ? [] : [mappedSource(template)];
}
