import { batchId, isUuid } from "@/db/ids";
import { getBatch, type ImportBatch, type StoredHead } from "@/db/queries/import-batches";
import {
  listFirmTemplates,
  listTemplates,
  type StoredTemplate,
} from "@/db/queries/mapping-templates";
import { type Asking, type ClientTx, type GateRefusal, withClient } from "@/db/tenant";
import { columnNames } from "@/lib/importers/mapping/template";
import { err, ok, type Result } from "@/lib/result";
import { dayText } from "@/lib/time/day-text";
import { headerHash, templateIn } from "./stored-template";

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

/** Why there is nothing to map. "changed-meanwhile": the file was imported, cancelled or undone meanwhile. */
export type MappingRefusal = GateRefusal | { readonly code: "changed-meanwhile" };

/** The same, or what was sent is no form of this screen. */
export type PreviewRefusal = MappingRefusal | { readonly code: "invalid-input" };

/** A batch whose table is there to be explained. */
export interface Mappable {
  readonly batch: ImportBatch;
  readonly head: StoredHead;
}

/** The batch with its table, where a person may still say how it is read. */
async function mappable(tx: ClientTx, id: string): Promise<Result<Mappable, MappingRefusal>> {
  const batch = isUuid(id) ? await getBatch(tx, batchId(id)) : null;
  if (batch === null) {
    return err({ code: "not-found" });
  }
  const { head, state } = batch;
  return head !== null && (state === "unmapped" || state === "previewed")
    ? ok({ batch, head })
    : err({ code: "changed-meanwhile" });
}

/** A screen of a batch whose table may still be explained. */
export async function viewMappable<View>(
  user: Asking,
  { clientId, batch }: { clientId: string; batch: string },
  view: (tx: ClientTx, found: Mappable) => Promise<View>,
): Promise<Result<View, MappingRefusal>> {
  return withClient<View, MappingRefusal>(user, clientId, "read", async (tx) => {
    const found = await mappable(tx, batch);
    return found.ok ? ok(await view(tx, found.value)) : found;
  });
}

/** What a screen's form comes to on such a batch; `read` gives null for what is no such form. Nothing is kept. */
export async function previewMappable<Draft, Reading>(
  user: Asking,
  { clientId, batch, told }: { clientId: string; batch: string; told: unknown },
  read: (told: unknown) => Draft | null,
  view: (tx: ClientTx, draft: Draft, head: StoredHead) => Promise<Reading>,
): Promise<Result<Reading, PreviewRefusal>> {
  return withClient<Reading, PreviewRefusal>(user, clientId, "read", async (tx) => {
    // Whose books it is comes first: a form that is none tells a stranger nothing.
    const found = await mappable(tx, batch);
    if (!found.ok) {
      return found;
    }
    const draft = read(told);
    return draft === null
      ? err({ code: "invalid-input" })
      : ok(await view(tx, draft, found.value.head));
  });
}

const SAMPLES = 3;

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

/** The offer a screen begins with: the one asked for, or the only one where the file is read by nothing yet. */
export function offerToBegin(
  offers: readonly Offer[],
  chosen: string | null,
  isRead: boolean,
): Offer | null {
  const isFree = chosen === null && !isRead && offers.length === 1;
  return offers.find(({ id }) => id === chosen) ?? (isFree ? (offers[0] ?? null) : null);
}

/** An offer as the screen shows it. */
export const offerView = ({ id, name, from, about }: Offer): OfferView => ({
  id,
  name,
  from,
  about,
});
