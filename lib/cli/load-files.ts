import { createReadStream } from "node:fs";
import { ownIdOf } from "@/lib/importers/fingerprint";
import { type ReadFile, readFile } from "@/lib/importers/read-file";
import type { FileRefusal } from "@/lib/importers/refusal";
import type { ParsedTransaction, RowProblem, SkippedRow } from "@/lib/importers/source";
import { err, ok, type Result } from "@/lib/result";
import { accountId, type Transaction, transactionId } from "@/lib/tax/transaction";
import { answersFor, type ToldAnswer } from "./answers";
import { type Joins, joinTransfers, withTransfers } from "./join-transfers";

/** One line of one file, for messages. */
export interface Place {
  readonly file: string;
  readonly lines: readonly number[];
}

/** All files read: transactions ready for the engine and everything the person must see about the reading. */
export interface Books {
  readonly files: readonly ReadFile[];
  readonly transactions: readonly Transaction[];
  readonly places: ReadonlyMap<string, Place>;
  /** Moves between accounts: those joined, and those that only look like it. */
  readonly joins: Joins;
  readonly questions: readonly (RowProblem & { readonly file: string })[];
  readonly rejected: readonly (RowProblem & { readonly file: string })[];
  readonly skipped: readonly (SkippedRow & { readonly file: string })[];
}

/** A file that cannot be opened at all. */
export interface Unreadable {
  readonly file: string;
  readonly reason: string;
}

/**
 * Reads the files one after another. The same row in two files counts once. Withdrawals and deposits that are clearly one are joined
 * when `isMatching`. `told`: what is said to what files leave open. The first file that is refused or cannot be opened ends it.
 */
export async function loadFiles(
  paths: readonly string[],
  timeZone: string,
  isMatching: boolean,
  told: readonly ToldAnswer[] = [],
): Promise<Result<Books, FileRefusal | Unreadable>> {
  const files: ReadFile[] = [];
  for (const file of paths) {
    try {
      const answers = answersFor(file, told);
      const input = { file, chunks: createReadStream(file), encoding: answers.encoding ?? null };
      const read = await readFile(input, { timeZone, answers });
      if (!read.ok) {
        return err(read.error);
      }
      files.push(read.value);
    } catch (error) {
      if (!(error instanceof Error && "code" in error)) {
        throw error;
      }
      return err({ file, reason: `It cannot be read: ${error.message}` });
    }
  }
  return ok(booksOf(files, isMatching));
}

function booksOf(files: readonly ReadFile[], isMatching: boolean): Books {
  const { origin, twice } = firstOfEach(files);
  const unique = [...origin.keys()];
  const joins = isMatching ? joinTransfers(unique) : { joined: [], proposed: [] };
  for (const { rows, transfers } of joins.joined) {
    const file = rows[0] === undefined ? "" : (origin.get(rows[0]) ?? "");
    for (const transfer of transfers) {
      origin.set(transfer, file);
    }
  }
  const told = withTransfers(unique, joins.joined);
  const places = new Map<string, Place>();
  const transactions = told.map((parsed) =>
    toTransaction(parsed, origin.get(parsed) ?? "", places),
  );
  return { files, transactions, places, joins, ...aboutRows(files, told, origin, twice) };
}

/** Each transaction once, with the file it came in first; rows that stand in an earlier file as well. */
function firstOfEach(files: readonly ReadFile[]): {
  readonly origin: Map<ParsedTransaction, string>;
  readonly twice: readonly (SkippedRow & { readonly file: string })[];
} {
  const origin = new Map<ParsedTransaction, string>();
  const keys = new Set<string>();
  const twice: (SkippedRow & { readonly file: string })[] = [];
  for (const { kind, transactions } of files) {
    for (const parsed of transactions) {
      if (keys.has(parsed.key)) {
        const reason = "The same row stands in an earlier file.";
        twice.push(...parsed.lines.map((line) => ({ file: kind.file, line, reason })));
      } else {
        keys.add(parsed.key);
        origin.set(parsed, kind.file);
      }
    }
  }
  return { origin, twice };
}

function aboutRows(
  files: readonly ReadFile[],
  told: readonly ParsedTransaction[],
  origin: ReadonlyMap<ParsedTransaction, string>,
  twice: readonly (SkippedRow & { readonly file: string })[],
): Pick<Books, "questions" | "rejected" | "skipped"> {
  return {
    questions: told.flatMap((parsed) =>
      parsed.question === null ? [] : [{ file: origin.get(parsed) ?? "", ...parsed.question }],
    ),
    rejected: files.flatMap(({ kind, rejected }) =>
      rejected.map((problem) => ({ file: kind.file, ...problem })),
    ),
    skipped: [
      ...files.flatMap(({ kind, skipped }) => skipped.map((row) => ({ file: kind.file, ...row }))),
      ...twice,
    ],
  };
}

/** Ids say where the row stands: "ledgers.csv:12"; rows that made several transactions get a number after it. */
function toTransaction(
  parsed: ParsedTransaction,
  file: string,
  places: Map<string, Place>,
): Transaction {
  const { accountName, toAccountName, key, lines, question: _question, ...rest } = parsed;
  const place = `${file}:${lines.join(",")}`;
  let id = place;
  for (let count = 2; places.has(id); count += 1) {
    id = `${place}#${count}`;
  }
  places.set(id, { file, lines });
  const reference = ownIdOf(key);
  const common = {
    id: transactionId(id),
    account: accountId(accountName),
    origin: {
      from: "file" as const,
      batch: "",
      file,
      lines,
      ...(reference === null ? {} : { reference }),
    },
  };
  return rest.kind === "transfer"
    ? { ...rest, ...common, toAccount: accountId(toAccountName ?? "") }
    : { ...rest, ...common };
}
