import type { TemplateId } from "@/db/ids";
import { getTemplate, type StoredTemplate } from "@/db/queries/mapping-templates";
import { sha256Hex } from "@/db/sha256";
import type { ClientTx } from "@/db/tenant";
import { type FormTemplate, parseFormTemplate } from "@/lib/importers/form-mapping/template";
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

/** A stored way to read a broker's form; null when it is one of transactions, or cannot be read any more. */
export function formTemplateIn(stored: Pick<StoredTemplate, "document">): FormTemplate | null {
  const read = parseFormTemplate(stored.document);
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
  const stored = await storedOf(tx, { templateId, templateVersion });
  return stored === null ? null : templateIn(stored);
}

/** The way a person told to read a batch that is a broker's form; null when it is read by the layout we know. */
export async function formTemplateOf(tx: ClientTx, by: ReadBy): Promise<FormTemplate | null> {
  const stored = await storedOf(tx, by);
  return stored === null ? null : formTemplateIn(stored);
}

async function storedOf(
  tx: ClientTx,
  { templateId = null, templateVersion = null }: ReadBy,
): Promise<StoredTemplate | null> {
  return templateId === null || templateVersion === null
    ? null
    : getTemplate(tx, templateId, templateVersion);
}

/** The layout a person told for a batch, as a source beside our own; none when there is none. */
export async function sourcesTold(tx: ClientTx, by: ReadBy): Promise<readonly Source[]> {
  const template = await templateOf(tx, by);
  return template === null ? [] : [mappedSource(template)];
}
