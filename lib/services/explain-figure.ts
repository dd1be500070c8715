import { batchId } from "@/db/ids";
import { listRowsOfTransaction } from "@/db/queries/import-rows";
import { type Asking, type ClientTx, type GateRefusal, withClient } from "@/db/tenant";
import { err, ok, type Result } from "@/lib/result";
import { parseFigure } from "@/lib/tax/explain/parse-address";
import { transactionId } from "@/lib/tax/transaction";
import type { YearResult } from "@/lib/tax/year-result";
import { type Books, yearOfBooks } from "./gains/books";
import { explainAddress } from "./gains/explain-address";
import { explainLine, isSheet } from "./gains/explain-line";
import { explainBox, explainRow } from "./gains/explain-row";
import { explainAdded, explainIncome, explainNet } from "./gains/explain-year";
import type { ExplainedSource, Explanation } from "./gains/explanation";
import { type BooksOptions, loadBooks } from "./load-books";

/** Why there is no explanation. */
export type ExplainRefusal = GateRefusal | { readonly code: "no-such-figure" };

/**
 * Why a figure of a year is what it is: its operands, the rows, lots and transactions under it down to the line of the
 * file, and the rule with its authority. `figure` is the name in `?why=`: "schedule-d:3", "carryover:0", "tax:4",
 * "box:I", "row:I:12", "short", "long", "added", "income", or the engine's own address of any figure under these:
 * "2025/tax/qdcg/18", "lot/…/1/basis", "told/…/value".
 */
export async function explainFigure(
  user: Asking,
  clientId: string,
  year: number,
  figure: string,
  options: BooksOptions = {},
): Promise<Result<Explanation, ExplainRefusal>> {
  const loaded = await loadBooks(user, clientId, options);
  if (!loaded.ok) {
    return loaded;
  }
  const books = loaded.value;
  const result = yearOfBooks(books, year);
  const explanation = result === null ? null : explain(books, result, figure);
  if (explanation === null) {
    return err({ code: "no-such-figure" });
  }
  if (explanation.sources.length === 0) {
    return ok(explanation);
  }
  return withClient<Explanation, never>(user, clientId, "read", async (tx) => {
    const sources: ExplainedSource[] = [];
    for (const source of explanation.sources) {
      sources.push({ ...source, raw: await rawOf(tx, books, source) });
    }
    return ok({ ...explanation, sources });
  });
}

function explain(books: Books, year: YearResult, figure: string): Explanation | null {
  const address = figure.includes("/") ? parseFigure(figure) : null;
  return address === null
    ? explainNamed(books, year, figure)
    : address.ok
      ? explainAddress(books, address.value)
      : null;
}

function explainNamed(books: Books, year: YearResult, figure: string): Explanation | null {
  const [name = "", first = "", second = ""] = figure.split(":");
  if (isSheet(name)) {
    return explainLine(books, year, name, indexOf(first));
  }
  if (name === "box" || name === "row") {
    const part = year.parts.find(({ box }) => box === first);
    if (part === undefined) {
      return null;
    }
    return name === "box"
      ? explainBox(year.year, part)
      : explainRow(books, year.year, part, indexOf(second));
  }
  if (name === "short" || name === "long") {
    return explainNet(year, name);
  }
  if (name === "added") {
    return explainAdded(year);
  }
  return name === "income" ? explainIncome(books, year) : null;
}

/** A place in a list; -1, where nothing is, for anything but digits. */
const indexOf = (text: string): number => (/^\d{1,6}$/.test(text) ? Number(text) : -1);

/** The lines behind a transaction as they came, with the file's name where several tell it; null for what a hand entered. */
async function rawOf(tx: ClientTx, books: Books, source: ExplainedSource): Promise<string | null> {
  const origin = books.transactions.get(transactionId(source.transactionId))?.origin;
  if (origin?.from !== "file") {
    return null;
  }
  const parts = [origin, ...(origin.also ?? [])];
  const told: string[] = [];
  for (const { batch, file, lines } of parts) {
    const rows = await listRowsOfTransaction(tx, batchId(batch), lines);
    told.push(
      ...rows.map(({ line, raw }) => `${parts.length > 1 ? `${file} ` : ""}${line}: ${raw}`),
    );
  }
  return told.length === 0 ? null : told.join("\n");
}
