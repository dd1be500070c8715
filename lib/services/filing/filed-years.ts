import {
  type FiledReturn,
  listFiledReturns,
  listOriginalFigures,
  type StoredEdit,
  type StoredOriginal,
} from "@/db/queries/filed-returns";
import { getFrozenRecord } from "@/db/queries/frozen-records";
import { successorsOf } from "@/db/queries/successors";
import type { ClientTx } from "@/db/tenant";
import { usd } from "@/lib/money/usd";
import { isFigureName } from "@/lib/reports/filed-figures";
import { invariant } from "@/lib/result";
import { type AsFiled, asFiled, type FiledEdit } from "@/lib/tax/amend/as-filed";
import { isAsFiled, type YearDifference, yearDifference } from "@/lib/tax/amend/difference";
import { type FiledYear, filedYearOf, NO_AMOUNTS } from "@/lib/tax/amend/filed-year";
import { filedYearFromText, inputsFromText } from "@/lib/tax/amend/frozen-text";
import type { FiledReturn as Filing, Payment } from "@/lib/tax/amend/refund-window";
import { type YearInputs, yearsFiled } from "@/lib/tax/amend/year-inputs";
import type { TransactionId } from "@/lib/tax/transaction";
import type { YearResult } from "@/lib/tax/year-result";
import { calendarDate } from "@/lib/time/calendar-date";
import type { ComputedBooks } from "../gains/books";

/** A filed year with what it stood on and how the books differ from it now. */
export interface LoadedYear {
  readonly record: FiledReturn;
  readonly filed: AsFiled;
  readonly filing: Filing;
  readonly difference: YearDifference;
  readonly isEqual: boolean;
  /** The year as the books have it now, by the Tax Table. */
  readonly now: YearResult | null;
  readonly originals: readonly StoredOriginal[];
}

/** What a client's books stand on now, as a filed year is frozen. */
export function inputsOf(books: ComputedBooks): YearInputs {
  return {
    transactions: [...books.transactions.values()],
    settings: books.settings,
    profiles: books.profiles,
    forms: books.forms,
    asOf: books.asOf,
  };
}

/** Years as they go on paper, by the Tax Table. Kept with the books they belong to: they change only with them. */
export function paperYears(books: ComputedBooks): readonly YearResult[] {
  const known = paper.get(books.ledger);
  if (known !== undefined) {
    return known;
  }
  const years = yearsFiled(inputsOf(books), books.ledger);
  paper.set(books.ledger, years);
  return years;
}

const paper = new WeakMap<ComputedBooks["ledger"], readonly YearResult[]>();

/** A year that was frozen, filed or signed off: what it stood on and what it came to, under their hashes. */
export type FrozenYear = Pick<
  FiledReturn,
  "id" | "year" | "inputSha256" | "figuresSha256" | "edits"
>;

/** A frozen year as it was read and compared before. */
type Compared = Pick<LoadedYear, "filed" | "difference">;

/** Kept with the books they belong to: the ledger's object is made anew whenever anything changes, a record's id with every word told. */
const compared = new WeakMap<ComputedBooks["ledger"], Map<string, Compared>>();
const standing = new WeakMap<ComputedBooks["ledger"], Map<string, boolean>>();

/** What is kept for some books under a record's id, or is worked out now. */
async function kept<T>(
  cache: WeakMap<ComputedBooks["ledger"], Map<string, T>>,
  { ledger }: ComputedBooks,
  { id }: FrozenYear,
  make: () => Promise<T>,
): Promise<T> {
  const own = cache.get(ledger) ?? new Map<string, T>();
  cache.set(ledger, own);
  const before = own.get(id);
  const value = before ?? (await make());
  own.set(id, value);
  return value;
}

/** True while the books give what was frozen. Looks at no cause. */
export async function stillStands(
  tx: ClientTx,
  books: ComputedBooks,
  record: FrozenYear,
): Promise<boolean> {
  return kept(standing, books, record, async () => {
    const now = nowOf(books, record);
    return now !== null && isAsFiled(await filedOf(tx, record), filedYearOf(now));
  });
}

function nowOf(books: ComputedBooks, { year }: FrozenYear): YearResult | null {
  return paperYears(books).find((one) => one.year === year) ?? null;
}

/** A year as it was filed, with what the person filed otherwise. */
export async function filedOf(tx: ClientTx, record: FrozenYear): Promise<AsFiled> {
  return asFiled(await figuresOf(tx, record), editsOf(record.edits));
}

/** One filed year with its difference; null when the year does not count as filed. */
export async function loadFiledYear(
  tx: ClientTx,
  books: ComputedBooks,
  year: number,
): Promise<LoadedYear | null> {
  const record = (await listFiledReturns(tx)).find((one) => one.year === year);
  const told = (await listOriginalFigures(tx)).find((one) => one.year === year);
  return record === undefined ? null : loaded(tx, books, record, told?.lines ?? [], new Map());
}

/** Every filed year, oldest first, with its difference. */
export async function loadFiledYears(tx: ClientTx, books: ComputedBooks): Promise<LoadedYear[]> {
  const records = await listFiledReturns(tx);
  const originals = new Map(
    (await listOriginalFigures(tx)).map(({ year, lines }) => [year, lines]),
  );
  const inputs = new Map<string, YearInputs>();
  const years: LoadedYear[] = [];
  for (const record of records) {
    years.push(await loaded(tx, books, record, originals.get(record.year) ?? [], inputs));
  }
  return years;
}

async function loaded(
  tx: ClientTx,
  books: ComputedBooks,
  record: FiledReturn,
  originals: readonly StoredOriginal[],
  inputs: Map<string, YearInputs>,
): Promise<LoadedYear> {
  const now = nowOf(books, record);
  const { filed, difference } = await kept(compared, books, record, () =>
    compare(tx, { books, record, now, inputs }),
  );
  const { isEqual } = difference;
  return { record, filed, filing: filingOf(record), now, originals, difference, isEqual };
}

/** How the books differ from a frozen year now, cause by cause. */
export async function compareFrozen(
  tx: ClientTx,
  books: ComputedBooks,
  record: FrozenYear,
): Promise<Compared> {
  const now = nowOf(books, record);
  return kept(compared, books, record, () =>
    compare(tx, { books, record, now, inputs: new Map() }),
  );
}

interface CompareInput {
  readonly books: ComputedBooks;
  readonly record: FrozenYear;
  readonly now: YearResult | null;
  /** Facts read already, by their hash: years filed on one day share them. */
  readonly inputs: Map<string, YearInputs>;
}

async function compare(tx: ClientTx, input: CompareInput): Promise<Compared> {
  const { books, record, now, inputs } = input;
  const filed = await filedOf(tx, record);
  const hash = record.inputSha256 ?? "";
  const frozen = inputs.get(hash) ?? (await frozenInputs(tx, hash));
  inputs.set(hash, frozen);
  const difference = yearDifference({
    filed,
    frozen,
    current: inputsOf(books),
    now: now === null ? nothingOf(filed.computed) : filedYearOf(now),
    replaced: await replacedOf(tx, books, frozen),
  });
  return { filed, difference };
}

/** Which present row replaced one that no longer counts. */
export async function replacedOf(
  tx: ClientTx,
  books: ComputedBooks,
  frozen: YearInputs,
): Promise<ReadonlyMap<TransactionId, TransactionId>> {
  const gone = frozen.transactions.flatMap(({ id }) => (books.transactions.has(id) ? [] : [id]));
  const successors = await successorsOf(tx, gone);
  return new Map(
    gone.flatMap((id) => {
      const next = successors.transaction(id);
      return next === id ? [] : [[id, next] as const];
    }),
  );
}

/** A year the books no longer have: nothing is left of it. */
function nothingOf(filed: FiledYear): FiledYear {
  return {
    ...filed,
    rows: [],
    boxes: [],
    amounts: NO_AMOUNTS,
    scheduleD: [],
    carryoverWorksheet: [],
    returnLines: [],
  };
}

/** The facts a filed year stood on. */
export async function frozenInputs(tx: ClientTx, sha256: string): Promise<YearInputs> {
  const text = await getFrozenRecord(tx, sha256);
  const inputs = text === null ? null : inputsFromText(text);
  invariant(inputs !== null, "a filed year keeps what it stood on");
  return inputs;
}

/** The figures a year was filed with, as computed then. */
async function figuresOf(tx: ClientTx, record: FrozenYear): Promise<FiledYear> {
  const text = await getFrozenRecord(tx, record.figuresSha256 ?? "");
  const year = text === null ? null : filedYearFromText(text);
  invariant(year !== null, "a filed year keeps its figures");
  return year;
}

/** Edits as the engine reads them; what is no figure's name is left out. */
function editsOf(stored: readonly StoredEdit[]): FiledEdit[] {
  return stored.flatMap(({ figure, amount, reason }) =>
    isFigureName(figure) ? [{ figure, amount: usd(amount), reason }] : [],
  );
}

/** Due date, extension and payments as the refund window reads them. */
export function filingOf({ year, filedOn, extended, payments }: FiledReturn): Filing {
  const dueDate = dueDateOf(year);
  return {
    dueDate,
    extensionMonths: extended ? 6 : 0,
    filedDate: filedOn ?? dueDate,
    payments: payments.map(
      ({ kind, date, amount }): Payment => ({
        kind,
        date: calendarDate(date),
        amount: usd(amount),
      }),
    ),
  };
}

/** April 15 of the next year: the unextended due date, which no weekend moves here (rules.md 14.5 asks for the plain date). */
export function dueDateOf(year: number) {
  return calendarDate(`${year + 1}-04-15`);
}
