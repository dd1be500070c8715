import { asc, desc, eq, sql } from "drizzle-orm";
import type { AssetId } from "@/lib/tax/transaction";
import type { BatchId } from "../ids";
import { assetChoices } from "../schema/asset-choices";
import { importBatches } from "../schema/import-batches";
import type { ClientTx, ClientWriteTx } from "../tenant";

/** What a shared sign means in the files of one source, as it was last said. */
export interface ChosenAsset {
  readonly source: string;
  readonly symbol: AssetId;
  readonly asset: AssetId;
}

/** Every choice that stands, by source and sign. */
export async function listAssetChoices(tx: ClientTx): Promise<ChosenAsset[]> {
  const rows = await tx.db
    .selectDistinctOn([assetChoices.source, assetChoices.symbol], {
      source: assetChoices.source,
      symbol: assetChoices.symbol,
      asset: assetChoices.asset,
    })
    .from(assetChoices)
    .where(eq(assetChoices.clientId, tx.clientId))
    .orderBy(asc(assetChoices.source), asc(assetChoices.symbol), desc(assetChoices.order));
  return rows.flatMap(({ source, symbol, asset }) =>
    asset === null ? [] : [{ source, symbol, asset }],
  );
}

/** A new version of one choice; null takes it back. Earlier ones stay on record. */
export async function insertAssetChoice(
  tx: ClientWriteTx,
  choice: {
    readonly source: string;
    readonly symbol: AssetId;
    readonly asset: AssetId | null;
  },
): Promise<void> {
  await tx.db
    .insert(assetChoices)
    .values({ clientId: tx.clientId, ...choice, enteredBy: tx.userId });
}

/** Which importer read each file of the client. */
export async function listBatchSources(tx: ClientTx): Promise<ReadonlyMap<BatchId, string>> {
  const rows = await tx.db
    .select({ id: importBatches.id, source: importBatches.source })
    .from(importBatches)
    .where(eq(importBatches.clientId, tx.clientId));
  return new Map(rows.map(({ id, source }) => [id, source]));
}

/** Rows of a source that still count and name a sign: how many, and the first and last UTC day. */
export interface SignUse {
  readonly source: string;
  readonly symbol: AssetId;
  readonly rows: number;
  readonly first: string;
  readonly last: string;
}

/** Where the rows that count take their signs from, by source and sign; those typed by hand have the source "". */
export async function listSignUses(tx: ClientTx): Promise<SignUse[]> {
  const { rows } = await tx.db.execute<{
    source: string;
    symbol: AssetId;
    rows: string;
    first: string;
    last: string;
  }>(sql`
    select coalesce(b.source, '') as source, legs.asset as symbol, count(*) as rows,
      min(t.at at time zone 'UTC')::date::text as first, max(t.at at time zone 'UTC')::date::text as last
    from transactions t
    left join import_batches b on b.client_id = t.client_id and b.id = t.batch_id,
    lateral (select t.sent_asset as asset union select t.received_asset
      union select fee->>'asset' from jsonb_array_elements(t.fees) fee) legs
    where t.client_id = ${tx.clientId} and t.voided_at is null and legs.asset is not null
    group by 1, legs.asset order by legs.asset, 1`);
  return rows.map((row) => ({ ...row, rows: Number(row.rows) }));
}

/**
 * True for a row whose question is still open. What was asked about a shared sign alone is answered by a choice for its source; the
 * row itself stays as it was told.
 */
export const isOpenQuestion = sql`(transactions.question is not null and not (
  transactions.question->>'about' is not distinct from 'asset' and exists (
    select from asset_choices c
    join import_batches b on b.client_id = c.client_id and b.source = c.source
    where c.client_id = transactions.client_id and b.id = transactions.batch_id
      and c.symbol = transactions.question->>'value' and c.asset is not null
      and not exists (select from asset_choices later where later.client_id = c.client_id
        and later.source = c.source and later.symbol = c.symbol and later."order" > c."order"))))`;
