import { ensureAccounts, listAccounts } from "@/db/queries/accounts";
import { accountOfFiles } from "@/db/queries/chain-entries";
import { type ImportBatch, updateBatch } from "@/db/queries/import-batches";
import { insertImportRows } from "@/db/queries/import-rows";
import type { ClientTx, ClientWriteTx } from "@/db/tenant";
import { joinChainFiles } from "@/lib/importers/join-chain-files";
import type { FileRefusal } from "@/lib/importers/refusal";
import type { ParsedTransaction } from "@/lib/importers/source";
import { invariant, ok, type Result } from "@/lib/result";
import { type AccountId, accountId } from "@/lib/tax/transaction";
import { type Applied, applyJoin } from "./join-apply";
import { filesWith, isJoinable, type JoinFile, waitingWith } from "./join-files";
import { planJoin } from "./join-plan";
import { count, type JoinedReading, type ReadJoined, readingOf, takenAs } from "./join-reading";
import { standingsOf } from "./join-standings";
import { suspectedAmong } from "./join-suspected";

type Progress = (rowsRead: number) => Promise<void>;
type Joined = Result<JoinedReading, FileRefusal> | null;

/** How a file would read together with those imported before; stores nothing. Null for files of other sources. */
export async function joinForPreview(
  tx: ClientTx,
  batch: ImportBatch,
  progress: Progress,
): Promise<Joined> {
  if (!(await isJoinable(tx, batch))) {
    return null;
  }
  const read = await readJoined(tx, batch);
  if (!read.ok) {
    return read;
  }
  const suspected = await suspectedAmong(tx, read.value.plan, {
    files: ownFirst(read.value.files, batch),
    isUndo: false,
  });
  const reasons = new Map([...suspected].map(([planned, { reason }]) => [planned, reason]));
  const reading = readingOf(read.value, batch, takenAs(reasons));
  const sink = { ...reading.sink, progress, keepRows: async () => undefined };
  const own = new Set(read.value.files.flatMap(({ addresses }) => [...addresses]));
  const notes = waitingNote(await waitingWith(tx, batch, own));
  return ok({ ...noted(reading, notes), sink });
}

/**
 * Joins a file with those imported before: the books say what all of them say together, and every row of this one has its fate. Null for
 * files of other sources.
 */
export async function joinForCommit(
  tx: ClientWriteTx,
  batch: ImportBatch,
  progress: Progress,
): Promise<Joined> {
  if (!(await isJoinable(tx, batch))) {
    return null;
  }
  const read = await readJoined(tx, batch, (name) => made(tx, name, batch.source));
  if (!read.ok) {
    return read;
  }
  const { accountName, files } = read.value;
  const applied = await applyJoin(tx, read.value, {
    files: ownFirst(files, batch),
    isUndo: false,
  });
  const addresses = files.find((file) => file.batch.id === batch.id)?.addresses ?? new Set();
  // What the others told of this file stays known when they are undone.
  await updateBatch(tx, batch.id, {
    accountName,
    answers: { ...batch.answers, addresses: [...addresses] },
  });
  const reading = readingOf(read.value, batch, takenAs(applied.suspected));
  return ok({
    ...noted(reading, apartNote(applied)),
    sink: { ...reading.sink, progress, keepRows: (rows) => insertImportRows(tx, batch.id, rows) },
  });
}

/** The file that is read names the kind of report all of them are. */
const ownFirst = (files: readonly JoinFile[], batch: ImportBatch): readonly JoinFile[] =>
  [...files].sort((a, b) => Number(b.batch.id === batch.id) - Number(a.batch.id === batch.id));

/** The first transactions of a file as they read together with the others, and their account. Null for files of other sources. */
export async function joinedSample(
  tx: ClientTx,
  batch: ImportBatch,
  most: number,
): Promise<{
  readonly sample: readonly ParsedTransaction[];
  readonly accountName: string;
} | null> {
  const read = (await isJoinable(tx, batch)) ? await readJoined(tx, batch) : null;
  if (read === null || !read.ok) {
    return null;
  }
  const own = read.value.plan.events.flatMap(({ event, parsed }): ParsedTransaction[] => {
    const part = event.parts.find(({ file }) => file === batch.id);
    return part === undefined ? [] : [{ ...parsed, lines: part.lines }];
  });
  const first = ({ lines }: ParsedTransaction) => lines[0] ?? 0;
  const sample = own.sort((a, b) => first(a) - first(b)).slice(0, most);
  return { sample, accountName: read.value.accountName };
}

async function made(tx: ClientWriteTx, name: string, source: string): Promise<AccountId> {
  const account = (await ensureAccounts(tx, [{ name, source }])).get(name);
  invariant(account !== undefined, "an account that was just ensured is there");
  return account;
}

async function readJoined(
  tx: ClientTx,
  batch: ImportBatch,
  accountOf?: (name: string) => Promise<AccountId>,
): Promise<Result<ReadJoined, FileRefusal>> {
  const files = await filesWith(tx, batch);
  return files.ok ? ok(await planFiles(tx, files.value, accountOf)) : files;
}

/** Joins files of one owner and compares them with the books. `undone`: entries that were just taken back. */
export async function planFiles(
  tx: ClientTx,
  files: readonly JoinFile[],
  accountOf: (name: string) => Promise<AccountId> = async () => accountId(""),
  undone: Parameters<typeof planJoin>[3] = [],
): Promise<ReadJoined> {
  const batches = files.map(({ batch }) => batch.id);
  const told = await accountOfFiles(tx, batches);
  const accounts = await listAccounts(tx);
  const owner = {
    addresses: new Set(files.flatMap(({ addresses }) => [...addresses]).sort()),
    accountName: accounts.find(({ id }) => id === told)?.name ?? nameTold(files),
  };
  const joined = joinChainFiles(
    files.map(({ opened }) => opened.chain),
    owner,
  );
  const accountName = joined.events[0]?.transaction.accountName ?? owner.accountName ?? "";
  const known = accounts.find(({ name }) => name === accountName)?.id;
  const account = known ?? (await accountOf(accountName));
  const standings = await standingsOf(tx, batches);
  const fileNames = new Map<string, string>(files.map(({ batch }) => [batch.id, batch.fileName]));
  const plan = planJoin(joined.events, standings, { account, fileNames }, undone);
  return { files, joined, standings, plan, accountName };
}

/** The account name somebody gave one of the files, the one imported first before the others. */
function nameTold(files: readonly JoinFile[]): string | undefined {
  const since = ({ batch }: JoinFile) => batch.committedAt ?? "~";
  const told = [...files]
    .sort((a, b) => (since(a) < since(b) ? -1 : 1))
    .flatMap(({ batch }) => batch.accountName ?? []);
  return told[0];
}

function noted(reading: JoinedReading, more: readonly string[]): JoinedReading {
  const { opened } = reading;
  const notes = [...opened.decoding.notes, ...more];
  return { ...reading, opened: { ...opened, decoding: { ...opened.decoding, notes } } };
}

function waitingNote(waiting: readonly ImportBatch[]): readonly string[] {
  const names = waiting.map(({ fileName }) => fileName).join(", ");
  return waiting.length === 0
    ? []
    : [
        `${count(waiting.length, "more file")} of this address ${waiting.length === 1 ? "waits" : "wait"} to be imported (${names}). In whatever order they are imported, they are read as one; some questions below may answer themselves.`,
      ];
}

function apartNote({ apart }: Applied): readonly string[] {
  return apart === 0
    ? []
    : [
        `${count(apart, "linked transfer")} had to be separated: read with this file, one of its rows is something else.`,
      ];
}
