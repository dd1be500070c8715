import { listAccounts } from "@/db/queries/accounts";
import { listEntriesById } from "@/db/queries/entries-by-id";
import { listQuarantine, type QuarantineItem } from "@/db/queries/quarantine";
import { getSettings } from "@/db/queries/settings";
import { type Asking, type ClientTx, type GateRefusal, withClient } from "@/db/tenant";
import { assetText } from "@/lib/assets/label";
import { formatQuantity } from "@/lib/money/format";
import { ok, type Result } from "@/lib/result";
import type { TransactionId } from "@/lib/tax/transaction";
import { type EntryView, entryViewer } from "./entry-view";
import { DEFAULT_SETTINGS } from "./gains/default-settings";
import { combined } from "./quarantine/combined";
import { compare, type FieldView } from "./quarantine/compare";
import { type GroupView, groupsOf } from "./quarantine/groups";
import { displacedOf, othersOf, rowsOf, today } from "./quarantine/held";
import { groupKey } from "./quarantine/selection";

/** Rows a page shows at once. */
export const QUARANTINE_PAGE = 20;

/** What the address asks for; what it does not understand counts as not said. */
export interface QuarantineQuery {
  readonly state?: string | undefined;
  /** Only rows of this import. */
  readonly batch?: string | undefined;
  readonly group?: string | undefined;
  /** One row, from the review. */
  readonly item?: string | undefined;
  readonly page?: number | undefined;
}

/** Where one of the two rows stands. */
export interface SideView {
  /** "koinly.csv, line 12"; null for an entry by hand. */
  readonly place: string | null;
  /** The import it came with; null for an entry by hand. */
  readonly batch: string | null;
  /** The transaction in the ledger, when it counts. */
  readonly counts: string | null;
  /** Why it does not count any more, of the row in the books. */
  readonly voided: string | null;
}

/** One row that waits, beside what it seems to repeat. */
export interface PairView {
  readonly id: string;
  readonly kind: "twin" | "spam";
  /** What it is about, in short: "0.5 BTC"; and its tax date. */
  readonly title: string;
  readonly date: string;
  readonly reason: string;
  /** How sure, in words; null for a token. */
  readonly sureness: string | null;
  readonly decision: QuarantineItem["decision"];
  readonly ours: SideView;
  /** Null for a token. */
  readonly theirs: SideView | null;
  readonly fields: readonly FieldView[];
}

/** The page of what waits outside the books. */
export interface QuarantineView {
  readonly mayWrite: boolean;
  readonly state: "open" | "decided";
  readonly open: number;
  readonly decided: number;
  readonly groups: readonly GroupView[];
  /** The group that is shown; null when there is none. */
  readonly group: GroupView | null;
  readonly pairs: readonly PairView[];
  readonly page: number;
  readonly pages: number;
}

/** What waits in quarantine, in groups that can be decided at once, and one page of one group side by side. */
export async function viewQuarantine(
  user: Asking,
  clientId: string,
  query: QuarantineQuery,
): Promise<Result<QuarantineView, GateRefusal>> {
  return withClient<QuarantineView, never>(user, clientId, "read", async (tx) => {
    const all = await listQuarantine(tx);
    const asked = all.find(({ id }) => id === query.item);
    const state = stateOf(query, asked);
    const ofState = all.filter(({ decision }) => (decision === "open") === (state === "open"));
    const shown = ofState.filter(({ batch }) => query.batch === undefined || batch === query.batch);
    const files = new Map(all.map(({ batch, fileName }) => [batch as string, fileName]));
    const others = await otherFiles(tx, ofState);
    const groups = groupsOf(shown, (batch) => others.get(batch) ?? files.get(batch) ?? "a file");
    const key = asked === undefined ? query.group : groupKey(asked);
    const group = groups.find((one) => one.key === key) ?? groups[0] ?? null;
    const rows = shown.filter((item) => group !== null && groupKey(item) === group.key);
    const pages = Math.max(1, Math.ceil(rows.length / QUARANTINE_PAGE));
    const page = Math.min(pages, pageOf(rows, asked) ?? query.page ?? 1);
    const from = (page - 1) * QUARANTINE_PAGE;
    return ok({
      mayWrite: tx.role !== "viewer",
      state,
      open: all.filter(({ decision }) => decision === "open").length,
      decided: all.filter(({ decision }) => decision !== "open").length,
      groups,
      group,
      pairs: await pairsOf(tx, rows.slice(from, from + QUARANTINE_PAGE)),
      page,
      pages,
    });
  });
}

function stateOf(query: QuarantineQuery, asked: QuarantineItem | undefined): "open" | "decided" {
  if (asked !== undefined) {
    return asked.decision === "open" ? "open" : "decided";
  }
  return query.state === "decided" ? "decided" : "open";
}

function pageOf(rows: readonly QuarantineItem[], asked: QuarantineItem | undefined): number | null {
  return asked === undefined
    ? null
    : Math.floor(rows.findIndex(({ id }) => id === asked.id) / QUARANTINE_PAGE) + 1;
}

/** Files of the rows that are repeated, by import: one row of each tells. */
async function otherFiles(
  tx: ClientTx,
  items: readonly QuarantineItem[],
): Promise<ReadonlyMap<string, string>> {
  const one = new Map(
    items.flatMap(({ otherBatch, other }) =>
      otherBatch === null || other === null ? [] : [[otherBatch as string, other] as const],
    ),
  );
  const entries = await listEntriesById(tx, [...one.values()]);
  return new Map(
    [...one].map(([batch, id]) => {
      const origin = entries.get(id)?.transaction.origin;
      return [batch, origin?.from === "file" ? origin.file : "a file"];
    }),
  );
}

async function pairsOf(
  tx: ClientTx,
  items: readonly QuarantineItem[],
): Promise<readonly PairView[]> {
  const now = await today(
    tx,
    items.flatMap((item) => [...othersOf(item), item.entry]),
  );
  // What gave its place away, or is gone with its import, is shown as it was: what counts for it now is the row itself.
  const othersNow = (item: QuarantineItem) => {
    const isGone = item.decision === "prefer-new" || item.decision === "released";
    const left = isGone ? displacedOf(item) : [];
    return left.length > 0 ? left : othersOf(item).map((id) => (isGone ? id : (now.of(id) ?? id)));
  };
  const wanted = items.flatMap((item) => [...rowsOf(item), ...othersNow(item)]);
  const entries = await listEntriesById(tx, wanted);
  const accounts = new Map((await listAccounts(tx)).map(({ id, name }) => [id, name]));
  const timeZone = (await getSettings(tx))?.timeZone ?? DEFAULT_SETTINGS.timeZone;
  const viewed = entryViewer({ accounts, timeZone });
  const together = (ids: readonly TransactionId[]) =>
    combined(
      ids.flatMap((id) => {
        const entry = entries.get(id);
        return entry === undefined ? [] : [viewed(entry)];
      }),
    );
  return items.flatMap((item): readonly PairView[] => {
    const ours = together(rowsOf(item));
    return ours === null
      ? []
      : [pairView(item, ours, together(othersNow(item)), now.of(item.entry))];
  });
}

function pairView(
  item: QuarantineItem,
  ours: EntryView,
  theirs: EntryView | null,
  counts: string | null,
): PairView {
  const { id, kind, reason, score, decision, batch, otherBatch } = item;
  const isCounting = theirs !== null && theirs.voided === null;
  return {
    id,
    kind,
    title: titleOf(ours),
    date: ours.date,
    reason,
    sureness: score === null ? null : surenessOf(score),
    decision,
    ours: sideOf(ours, batch, counts),
    theirs: theirs === null ? null : sideOf(theirs, otherBatch, isCounting ? theirs.id : null),
    fields: compare(ours, theirs),
  };
}

const sideOf = (entry: EntryView, batch: string | null, counts: string | null): SideView => ({
  place: entry.place,
  batch,
  counts,
  voided: entry.voided,
});

function titleOf({ sent, received }: EntryView): string {
  const legs = [sent, received].flatMap((leg) =>
    leg === null ? [] : [`${formatQuantity(leg.quantity)} ${assetText(leg.asset)}`],
  );
  return legs.join(" for ");
}

/** How sure a suspicion is. */
export function surenessOf(score: number): string {
  if (score >= 900) {
    return "Almost certainly the same";
  }
  return score >= 800 ? "Very likely the same" : "Likely the same";
}
