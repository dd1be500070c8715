import { createHash } from "node:crypto";
import type { ToldLine } from "@/lib/tax/amend/amend-run";
import type { FiledEdit } from "@/lib/tax/amend/as-filed";
import type { FiledYear } from "@/lib/tax/amend/filed-year";
import { exactData, fromExactData, isFiledYear, isInputs } from "@/lib/tax/amend/frozen-text";
import type { FiledReturn } from "@/lib/tax/amend/refund-window";
import type { YearInputs } from "@/lib/tax/amend/year-inputs";
import { type Transaction, type TransactionId, transactionId } from "@/lib/tax/transaction";
import { plainData } from "./plain-data";

/** What is kept of one filed return. */
export interface FiledYearFacts {
  readonly year: number;
  readonly filing: FiledReturn;
  readonly edits: readonly FiledEdit[];
  readonly originals: readonly ToldLine[];
  /** As they were computed when it was filed. */
  readonly figures: FiledYear;
}

/** What the papers of a filed year stand on besides the books as they are now. */
export interface FiledFacts {
  /** The year whose papers they are for. */
  readonly year: number;
  /** Every filed year, oldest first: a wrong year reaches the later ones. */
  readonly years: readonly FiledYearFacts[];
  /** What the year itself was filed on. */
  readonly frozen: YearInputs;
  /** Which present row replaced one it was filed on. */
  readonly replaced: ReadonlyMap<TransactionId, TransactionId>;
}

/** SHA-256 over the books (their own hash) and what is kept of filed returns: equal hash, equal papers (of one engine and day). */
export function filedHashOf(
  inputHash: string,
  { year, years, frozen, replaced }: FiledFacts,
): string {
  const { transactions, ...chosen } = frozen;
  const hash = createHash("sha256");
  hash.update(JSON.stringify(plainData([inputHash, year, years, chosen, [...replaced].sort()])));
  for (const transaction of transactions) {
    hash.update(JSON.stringify(plainData(transaction)));
  }
  return hash.digest("hex");
}

const asTold = (transaction: Transaction): string => JSON.stringify(plainData(transaction));

/**
 * The facts as plain data for the export of books. Of the rows a year was filed on, those that are the same now stand by their id alone: a year's
 * snapshot is as long as its list of rows, not as the books.
 */
export function filedData(
  { year, years, frozen, replaced }: FiledFacts,
  present: readonly Transaction[],
): unknown {
  const now = new Map(present.map((one) => [one.id, one]));
  const others = frozen.transactions.filter((one) => {
    const same = now.get(one.id);
    return same === undefined || asTold(same) !== asTold(one);
  });
  return exactData({
    year,
    years,
    frozen: { ...frozen, transactions: others },
    order: frozen.transactions.map(({ id }) => id),
    replaced: Object.fromEntries(replaced),
  });
}

/** Facts read back from `filedData`; null when the data is not such. */
export function readFiledData(data: unknown, present: readonly Transaction[]): FiledFacts | null {
  const read = fromExactData(data ?? null);
  if (!isObject(read)) {
    return null;
  }
  const { year, years, frozen, order, replaced } = read;
  if (
    typeof year !== "number" ||
    !(isInputs(frozen) && Array.isArray(years) && years.every(isYearFacts)) ||
    !(Array.isArray(order) && isObject(replaced))
  ) {
    return null;
  }
  const rows = new Map<unknown, Transaction>(present.map((one) => [one.id, one]));
  for (const other of frozen.transactions) {
    rows.set(other.id, other);
  }
  const transactions = order.flatMap((id) => rows.get(id) ?? []);
  return transactions.length === order.length
    ? {
        year,
        years,
        frozen: { ...frozen, transactions },
        replaced: new Map(
          Object.entries(replaced).map(([old, next]) => [
            transactionId(old),
            transactionId(String(next)),
          ]),
        ),
      }
    : null;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

// As in lib/tax/amend/frozen-text.ts: written from the very types, so only the outline is looked at.
function isYearFacts(value: unknown): value is FiledYearFacts {
  return (
    isObject(value) &&
    typeof value["year"] === "number" &&
    isObject(value["filing"]) &&
    Array.isArray(value["edits"]) &&
    Array.isArray(value["originals"]) &&
    isFiledYear(value["figures"])
  );
}
