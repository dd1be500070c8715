import type { RowCounts } from "@/db/queries/import-batches";
import type { NewImportRow } from "@/db/queries/import-rows";
import type { OpenedFile } from "@/lib/importers/read-file";
import { type FileRefusal, RefusedError } from "@/lib/importers/refusal";
import type { ParsedTransaction } from "@/lib/importers/source";
import { err, ok, type Result } from "@/lib/result";
import type { TransactionId } from "@/lib/tax/transaction";
import { createTally, type Tally } from "./tally";

/** What became of one transaction of a file. */
export interface Taken {
  readonly id: TransactionId | null;
  /** It was in the books already: nothing is added. */
  readonly isKnown: boolean;
  /** Why it is kept apart and does not count; null when it does. */
  readonly quarantined: string | null;
}

/** Where the transactions and rows of a file go; a preview only looks, a commit stores. */
export interface PassSink {
  /** Told in the file's order, some thousands at a time; answers one fate for each. */
  readonly take: (parsed: readonly ParsedTransaction[]) => Promise<readonly Taken[]>;
  readonly keepRows: (rows: readonly NewImportRow[]) => Promise<void>;
  readonly progress: (rowsRead: number) => Promise<void>;
}

/** What a pass over a file found. */
export interface PassResult {
  readonly counts: RowCounts;
  readonly tally: Tally;
}

/** Transactions handed over at once: two such parts are in memory, and the collector walks what is in memory. */
const TAKE = 2000;

/**
 * Reads a whole file once, in pieces, with bounded memory. Every data row ends in exactly one of the six fates, so that
 * rows read = accepted + known + quarantined + question + rejected + skipped by construction. While the sink is at one piece the
 * next is read, never more than one ahead.
 */
export async function runPass(
  opened: OpenedFile,
  sink: PassSink,
): Promise<Result<PassResult, FileRefusal>> {
  const tally = createTally();
  let waiting: ParsedTransaction[] = [];
  let handed: Promise<void> = Promise.resolve();
  const handOver = async () => {
    await handed;
    handed = settleAll(waiting, sink, tally);
    // Awaited before the next piece is handed over, and at the end: until then a failure waits.
    handed.catch(() => undefined);
    waiting = [];
  };
  try {
    for await (const batch of opened.batches) {
      tally.read(batch);
      waiting.push(...batch.transactions);
      if (waiting.length >= TAKE) {
        await handOver();
      }
    }
    await handOver();
    await handed;
    tally.finish();
    await sink.keepRows(tally.drain());
    await sink.progress(tally.rowsRead());
  } catch (error) {
    await handed.catch(() => undefined);
    if (error instanceof RefusedError) {
      return err(error.refusal);
    }
    throw error;
  }
  return ok({ counts: tally.counts(), tally });
}

async function settleAll(
  parsed: readonly ParsedTransaction[],
  sink: PassSink,
  tally: Tally,
): Promise<void> {
  const taken = await sink.take(parsed);
  for (const [index, transaction] of parsed.entries()) {
    tally.settle(transaction, taken[index] ?? { id: null, isKnown: true, quarantined: null });
  }
  await sink.keepRows(tally.drain());
  await sink.progress(tally.rowsRead());
}
