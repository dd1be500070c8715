import type { Asking } from "@/db/tenant";
import { mappedSourceId } from "@/lib/importers/mapping";
import type { MappingDraft } from "@/lib/importers/mapping/draft";
import { settleDraft, templateOfDraft } from "@/lib/importers/mapping/settle";
import type { MappingTemplate } from "@/lib/importers/mapping/template";
import type { Result } from "@/lib/result";
import { readMappingForm } from "./mapping-form";
import { type LayoutKind, type SaveRefusal, saveLayout, type ToldMapping } from "./save-layout";
import { templateIn } from "./stored-template";

/** Saves how a table of transactions is read, and looks the file over with it. */
export function saveMapping(
  user: Asking,
  clientId: string,
  batch: string,
  told: ToldMapping,
): Promise<Result<null, SaveRefusal>> {
  return saveLayout(user, { clientId, batch, told }, TRANSACTIONS);
}

const TRANSACTIONS: LayoutKind<MappingDraft, MappingTemplate> = {
  read: readMappingForm,
  isOne: (document) => templateIn({ document }) !== null,
  made: (draft, head, id) => templateOfDraft(settleDraft(draft, head), head, id),
  name: ({ name }) => name,
  source: mappedSourceId,
  // The firm is offered the layout, not the account of one client.
  offered: (template) => ({ ...template, account: template.name }),
};
