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
import { type YearDifference, yearDifference } from "@/lib/tax/amend/difference";
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

/** Differences worked out before, for the same books: the ledger's object is made anew whenever anything changes. */
const known = new WeakMap<ComputedBooks["ledger"], Map<string, YearDifference>>();

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
  const computed = await figuresOf(tx, record);
  const filed = asFiled(computed, editsOf(record.edits));
  const now = paperYears(books).find(({ year }) => year === record.year) ?? null;
  return {
    record,
    filed,
    filing: filingOf(record),
    now,
    originals,
    difference: await differenceOf(tx, { books, record, filed, now, inputs }),
  };
}

interface DifferenceWanted {
  readonly books: ComputedBooks;
  readonly record: FiledReturn;
  readonly filed: AsFiled;
  readonly now: YearResult | null;
  readonly inputs: Map<string, YearInputs>;
}

async function differenceOf(tx: ClientTx, wanted: DifferenceWanted): Promise<YearDifference> {
  const { books, record, filed, now, inputs } = wanted;
  const before = known.get(books.ledger)?.get(record.id);
  if (before !== undefined) {
    return before;
  }
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
  const own = known.get(books.ledger) ?? new Map<string, YearDifference>();
  own.set(record.id, difference);
  known.set(books.ledger, own);
  return difference;
}

/** Which present row replaced one that no longer counts. */
async function replacedOf(
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
export async function figuresOf(tx: ClientTx, record: FiledReturn): Promise<FiledYear> {
  const text = await getFrozenRecord(tx, record.figuresSha256 ?? "");
  const year = text === null ? null : filedYearFromText(text);
  invariant(year !== null, "a filed year keeps its figures");
  return year;
}

/** Edits as the engine reads them; what is no figure's name is left out. */
export function editsOf(stored: readonly StoredEdit[]): FiledEdit[] {
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
