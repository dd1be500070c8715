import { listAccounts } from "@/db/queries/accounts";
import { getSettings } from "@/db/queries/settings";
import type { Asking, ClientTx } from "@/db/tenant";
import { FORM_1099_DA } from "@/lib/importers/form-1099-da";
import { looksLikeForm } from "@/lib/importers/form-mapping/columns";
import { draftOfProposal, draftOfTemplate, type MappingDraft } from "@/lib/importers/mapping/draft";
import { proposeMapping } from "@/lib/importers/mapping/propose";
import type { Result } from "@/lib/result";
import { DEFAULT_SETTINGS } from "../gains/default-settings";
import {
  type ColumnView,
  columnViews,
  type Mappable,
  type MappingRefusal,
  type Offer,
  type OfferView,
  offersFor,
  offerToBegin,
  offerView,
  type PreviewRefusal,
  previewMappable,
  viewMappable,
} from "./mappable";
import { type Choice, KIND_CHOICES, ROLE_CHOICES, readMappingForm } from "./mapping-form";
import { type MappingReading, readDraft } from "./read-draft";
import { templateIn, templateOf } from "./stored-template";

/** The screen on which a person says how a table is read. */
export interface MappingView {
  readonly mayWrite: boolean;
  readonly fileName: string;
  /** It is taken for a broker's Form 1099-DA until a person says otherwise: it is read as one, or its header says so. */
  readonly isForm: boolean;
  /** The file is read by a template already, which is to be changed. */
  readonly isChange: boolean;
  readonly columns: readonly ColumnView[];
  /** False: the words of a large file's kinds may go on behind the rows that were looked at. */
  readonly hasAllWords: boolean;
  readonly offers: readonly OfferView[];
  /** The offer the form begins with. */
  readonly chosen: OfferView | null;
  readonly knownAccounts: readonly string[];
  /** Everything a column can be, and everything a word of the kinds can mean. */
  readonly roleChoices: readonly Choice[];
  readonly kindChoices: readonly Choice[];
  readonly reading: MappingReading;
}

/** The mapping of a file that waits for one, or that is read by a template; `chosen`: the template to begin with. */
export function viewMapping(
  user: Asking,
  clientId: string,
  batch: string,
  chosen: string | null,
): Promise<Result<MappingView, MappingRefusal>> {
  return viewMappable(user, { clientId, batch }, (tx, found) => view(tx, found, chosen));
}

/** The first rows as the form on the screen reads them, and what is still open. Nothing is kept. */
export function previewMapping(
  user: Asking,
  clientId: string,
  batch: string,
  told: unknown,
): Promise<Result<MappingReading, PreviewRefusal>> {
  return previewMappable(
    user,
    { clientId, batch, told },
    readMappingForm,
    async (tx, draft, head) => readDraft(draft, head, await zoneOf(tx)),
  );
}

const zoneOf = async (tx: ClientTx): Promise<string> =>
  (await getSettings(tx))?.timeZone ?? DEFAULT_SETTINGS.timeZone;

async function view(
  tx: ClientTx,
  { batch, head }: Mappable,
  chosen: string | null,
): Promise<MappingView> {
  const offers = (await offersFor(tx, head.header)).filter(
    ({ stored }) => templateIn(stored) !== null,
  );
  const begun = await beginning(tx, { batch, head }, offers, chosen);
  const reading = readDraft(begun.draft, head, await zoneOf(tx));
  return {
    mayWrite: tx.role !== "viewer",
    fileName: batch.fileName,
    isForm:
      batch.source === FORM_1099_DA || (batch.templateId === null && looksLikeForm(head.header)),
    isChange: (await templateOf(tx, batch)) !== null,
    columns: columnViews(head),
    hasAllWords: head.isWhole,
    offers: offers.map(offerView),
    chosen: begun.offer,
    knownAccounts: (await listAccounts(tx)).map((account) => account.name),
    roleChoices: ROLE_CHOICES,
    kindChoices: KIND_CHOICES,
    reading,
  };
}

/** What the form begins with: the template asked for, the one the file is read by, the only one offered, else what the table proposes. */
async function beginning(
  tx: ClientTx,
  { batch, head }: Mappable,
  offers: readonly Offer[],
  chosen: string | null,
): Promise<{ readonly draft: MappingDraft; readonly offer: OfferView | null }> {
  const offer = offerToBegin(offers, chosen, batch.templateId !== null);
  const template = offer === null ? await templateOf(tx, batch) : templateIn(offer.stored);
  if (template !== null) {
    const draft = draftOfTemplate(template);
    // A firm's layout says nothing of a client's accounts.
    return { draft: offer?.from === "firm" ? { ...draft, account: "" } : draft, offer };
  }
  const proposal = proposeMapping(
    head.header,
    head.rows.map(({ cells }) => cells),
  );
  return { draft: draftOfProposal(proposal, nameOf(batch.fileName)), offer: null };
}

/** "Statement 2024.csv" without what changes from file to file. */
function nameOf(fileName: string): string {
  const plain = fileName.replace(/\.[a-z]{3,4}$/i, "").replace(/[\d_.()-]+/g, " ");
  return plain.replace(/\s+/g, " ").trim();
}
