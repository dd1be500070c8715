import { type ImportBatch, listBatches } from "@/db/queries/import-batches";
import { getUpload, readUpload } from "@/db/queries/uploads";
import type { ClientTx } from "@/db/tenant";
import { groupsByOwner } from "@/lib/importers/chain-groups";
import { CHAIN_SOURCE, type OpenChainFile, openChainFile } from "@/lib/importers/chain-open";
import type { ChainFileKind, ChainRow } from "@/lib/importers/chain-rows";
import { ownAddresses } from "@/lib/importers/own-addresses";
import { type FileRefusal, refusal } from "@/lib/importers/refusal";
import { err, ok, type Result } from "@/lib/result";

/** One imported explorer file, read whole, and whose it is. */
export interface JoinFile {
  readonly batch: ImportBatch;
  readonly opened: OpenChainFile;
  readonly addresses: ReadonlySet<string>;
}

/** What of an import says how its file is read. */
type Source = Pick<ImportBatch, "id" | "source" | "uploadId">;

/** Explorer files read together at most, in bytes: about 100,000 rows; an explorer gives 5,000 at once. */
const JOINED_MAX = 40 * 1024 * 1024;

/** True for a file of an explorer that is small enough to be read with the others. */
export async function isJoinable(tx: ClientTx, { source, uploadId }: Source): Promise<boolean> {
  const upload = source === CHAIN_SOURCE ? await getUpload(tx, uploadId) : null;
  return upload !== null && upload.size <= JOINED_MAX;
}

/**
 * A file and the committed files of the same own addresses, in the order they are joined: transactions, internal, tokens, NFTs;
 * among those of one kind the one that was imported first. Where a file leaves open whose it is, an address of the others that
 * stands in all of its rows is taken; else it is asked.
 */
export async function filesWith(
  tx: ClientTx,
  batch: ImportBatch,
): Promise<Result<readonly JoinFile[], FileRefusal>> {
  const others = await filesIn(tx, "committed", batch);
  const opened = await open(tx, batch);
  if (!opened.ok) {
    return opened;
  }
  const { rows } = opened.value.chain;
  const addresses =
    ownOf(batch, opened.value) ??
    knownIn(rows, others) ??
    knownIn(rows, await filesIn(tx, "previewed", batch));
  if (addresses === null) {
    const reason = "Which address is yours is not clear from the file: say it.";
    return err(refusal("needs-answer", batch.fileName, reason, { asks: ["own-addresses"] }));
  }
  const file = { batch, opened: opened.value, addresses };
  const group = groupsByOwner(inOrder([...others, file])).find((each) => each.includes(file));
  return ok(group ?? [file]);
}

/** The committed files that were joined with one, without it: each group of one owner by itself. */
export async function filesWithout(
  tx: ClientTx,
  batch: ImportBatch,
): Promise<readonly (readonly JoinFile[])[]> {
  const others = await filesIn(tx, "committed", batch);
  const opened = await open(tx, batch);
  const own = opened.ok
    ? (ownOf(batch, opened.value) ?? knownIn(opened.value.chain.rows, others))
    : null;
  if (own === null) {
    return [];
  }
  const with_ = groupsByOwner(inOrder([...others, { addresses: own, batch }]));
  const group = with_.find((each) => each.some((file) => file.batch.id === batch.id)) ?? [];
  const ids = new Set(group.map((file) => file.batch.id));
  return groupsByOwner(inOrder(others.filter((file) => ids.has(file.batch.id))));
}

/** Files of the same own addresses that wait to be imported. */
export async function waitingWith(
  tx: ClientTx,
  batch: ImportBatch,
  addresses: ReadonlySet<string>,
): Promise<readonly ImportBatch[]> {
  const waiting = await filesIn(tx, "previewed", batch);
  return waiting
    .filter((file) => [...file.addresses].some((address) => addresses.has(address)))
    .map((file) => file.batch);
}

async function filesIn(
  tx: ClientTx,
  state: "committed" | "previewed",
  besides: ImportBatch,
): Promise<readonly JoinFile[]> {
  const files: JoinFile[] = [];
  for (const batch of await listBatches(tx)) {
    const counts = batch.state === state && batch.id !== besides.id;
    const opened = counts && (await isJoinable(tx, batch)) ? await open(tx, batch) : null;
    const addresses = opened?.ok === true ? ownOf(batch, opened.value) : null;
    if (opened?.ok === true && addresses !== null) {
      files.push({ batch, opened: opened.value, addresses });
    }
  }
  return files;
}

function open(tx: ClientTx, batch: ImportBatch): Promise<Result<OpenChainFile, FileRefusal>> {
  const { id, fileName, uploadId } = batch;
  return openChainFile(id, { file: fileName, chunks: readUpload(tx, uploadId) }, optionsOf(batch));
}

const ownOf = (batch: ImportBatch, { chain }: OpenChainFile) =>
  ownAddresses(chain.rows, optionsOf(batch));

const optionsOf = ({ timeZone, answers, fileName }: ImportBatch) => ({
  timeZone,
  answers,
  fileName,
});

/** Own addresses of other files that stand in every row. */
function knownIn(
  rows: readonly ChainRow[],
  others: readonly JoinFile[],
): ReadonlySet<string> | null {
  const known = new Set(others.flatMap(({ addresses }) => [...addresses]));
  const own = [...known].filter((address) =>
    rows.every(({ from, to }) => from === address || to === address),
  );
  return rows.length > 0 && own.length > 0 ? new Set(own) : null;
}

const KINDS: readonly ChainFileKind[] = ["transactions", "internal", "tokens", "nfts"];

type Ordered = Pick<JoinFile, "batch"> & Partial<Pick<JoinFile, "opened">>;

function inOrder<F extends Ordered>(files: readonly F[]): readonly F[] {
  const rank = ({ opened }: F) => KINDS.indexOf(opened?.chain.kind ?? "nfts");
  // What waits for its import comes after all that is imported.
  const since = ({ batch }: F) => (batch.state === "committed" ? batch.committedAt : null) ?? "~";
  return [...files].sort(
    (a, b) =>
      rank(a) - rank(b) || (since(a) < since(b) ? -1 : since(a) > since(b) ? 1 : 0) || byId(a, b),
  );
}

const byId = (a: Ordered, b: Ordered) => (a.batch.id < b.batch.id ? -1 : 1);
