import { batchId, isUuid } from "@/db/ids";
import { listAccounts } from "@/db/queries/accounts";
import { getBatch, type ImportBatch, type StoredHead } from "@/db/queries/import-batches";
import {
  listFirmTemplates,
  listTemplates,
  type StoredTemplate,
} from "@/db/queries/mapping-templates";
import { getSettings } from "@/db/queries/settings";
import { type Asking, type ClientTx, type GateRefusal, withClient } from "@/db/tenant";
import { FORM_1099_DA } from "@/lib/importers/form-1099-da";
import { looksLikeForm } from "@/lib/importers/form-mapping/columns";
import { draftOfProposal, draftOfTemplate, type MappingDraft } from "@/lib/importers/mapping/draft";
import { proposeMapping } from "@/lib/importers/mapping/propose";
import { columnNames } from "@/lib/importers/mapping/template";
import { err, ok, type Result } from "@/lib/result";
import { dayText } from "@/lib/time/day-text";
import { DEFAULT_SETTINGS } from "../gains/default-settings";
import { type Choice, KIND_CHOICES, ROLE_CHOICES, readMappingForm } from "./mapping-form";
import { type MappingReading, readDraft } from "./read-draft";
import { headerHash, templateIn, templateOf } from "./stored-template";

/** A column of the file with some of what stands in it. */
export interface ColumnView {
  readonly name: string;
  readonly samples: readonly string[];
}

/** A layout told before, for a file with the same header. */
export interface OfferView {
  readonly id: string;
  readonly name: string;
  readonly from: "client" | "firm";
  /** What tells it from another: "account Bolsa, said on Nov 22, 2026". */
  readonly about: string;
}

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

/** Why there is nothing to map. "changed-meanwhile": the file was imported, cancelled or undone meanwhile. */
export type MappingRefusal = GateRefusal | { readonly code: "changed-meanwhile" };

/** The mapping of a file that waits for one, or that is read by a template; `chosen`: the template to begin with. */
export async function viewMapping(
  user: Asking,
  clientId: string,
  batch: string,
  chosen: string | null,
): Promise<Result<MappingView, MappingRefusal>> {
  return withClient<MappingView, MappingRefusal>(user, clientId, "read", async (tx) => {
    const found = await mappable(tx, batch);
    return found.ok ? ok(await view(tx, found.value, chosen)) : found;
  });
}

/** The first rows as the form on the screen reads them, and what is still open. Nothing is kept. */
export async function previewMapping(
  user: Asking,
  clientId: string,
  batch: string,
  told: unknown,
): Promise<Result<MappingReading, MappingRefusal | { readonly code: "invalid-input" }>> {
  return withClient<MappingReading, MappingRefusal | { readonly code: "invalid-input" }>(
    user,
    clientId,
    "read",
    async (tx) => {
      // Whose books it is comes first: a form that is none tells a stranger nothing.
      const found = await mappable(tx, batch);
      if (!found.ok) {
        return found;
      }
      const draft = readMappingForm(told);
      return draft === null
        ? err({ code: "invalid-input" })
        : ok(readDraft(draft, found.value.head, await zoneOf(tx)));
    },
  );
}

/** A batch whose table is there to be explained. */
export interface Mappable {
  readonly batch: ImportBatch;
  readonly head: StoredHead;
}

/** The batch with its table, where a person may still say how it is read. */
export async function mappable(
  tx: ClientTx,
  id: string,
): Promise<Result<Mappable, MappingRefusal>> {
  const batch = isUuid(id) ? await getBatch(tx, batchId(id)) : null;
  if (batch === null) {
    return err({ code: "not-found" });
  }
  const { head, state } = batch;
  return head !== null && (state === "unmapped" || state === "previewed")
    ? ok({ batch, head })
    : err({ code: "changed-meanwhile" });
}

const zoneOf = async (tx: ClientTx): Promise<string> =>
  (await getSettings(tx))?.timeZone ?? DEFAULT_SETTINGS.timeZone;

const SAMPLES = 3;

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
    offers: offers.map(({ id, name, from, about }) => ({ id, name, from, about })),
    chosen: begun.offer,
    knownAccounts: (await listAccounts(tx)).map((account) => account.name),
    roleChoices: ROLE_CHOICES,
    kindChoices: KIND_CHOICES,
    reading,
  };
}

/** Every column with some of what stands in it. */
export function columnViews(head: StoredHead): readonly ColumnView[] {
  return columnNames(head.header).map((name, column) => ({
    name,
    samples: samplesOf(head, column),
  }));
}

function samplesOf({ rows }: StoredHead, column: number): readonly string[] {
  const told = new Set<string>();
  for (const { cells } of rows) {
    const cell = (cells[column] ?? "").trim();
    if (cell !== "" && told.size < SAMPLES) {
      told.add(cell.slice(0, 40));
    }
  }
  return [...told];
}

/** An offer with what it would fill in. */
export interface Offer extends OfferView {
  readonly stored: StoredTemplate;
}

/** The client's own layouts of this header, then those of the firm that are not among them. */
export async function offersFor(
  tx: ClientTx,
  header: readonly string[],
): Promise<readonly Offer[]> {
  const hash = headerHash(header);
  const own = await listTemplates(tx, hash);
  const firm = await listFirmTemplates(tx, hash);
  const ids = new Set(own.map(({ id }) => id));
  return [
    ...own.map((stored) => offerOf(stored, "client")),
    ...firm.filter(({ id }) => !ids.has(id)).map((stored) => offerOf(stored, "firm")),
  ];
}

function offerOf(stored: StoredTemplate, from: OfferView["from"]): Offer {
  const { id, name, savedAt } = stored;
  const account = from === "firm" ? "" : (templateIn(stored)?.account ?? "");
  const said = `said on ${dayText(savedAt)}`;
  return { stored, id, name, from, about: account === "" ? said : `account ${account}, ${said}` };
}

/** What the form begins with: the template asked for, the one the file is read by, the only one offered, else what the table proposes. */
async function beginning(
  tx: ClientTx,
  { batch, head }: Mappable,
  offers: readonly Offer[],
  chosen: string | null,
): Promise<{ readonly draft: MappingDraft; readonly offer: OfferView | null }> {
  const isFree = chosen === null && batch.templateId === null && offers.length === 1;
  const offer = offers.find(({ id }) => id === chosen) ?? (isFree ? (offers[0] ?? null) : null);
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
