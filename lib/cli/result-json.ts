import { priceText, unitPrice } from "@/lib/money/price";
import { quantityText } from "@/lib/money/quantity";
import { type Usd, usdText } from "@/lib/money/usd";
import type { ClosedLot } from "@/lib/tax/closed-lot";
import type { Issue } from "@/lib/tax/issue";
import type { LedgerResult, YearResult } from "@/lib/tax/year-result";
import type { ComputeArguments } from "./arguments";
import type { Books } from "./load-files";

const text = (amount: Usd | null): string | null => (amount === null ? null : usdText(amount));

/** Everything computed as plain data: amounts are decimal strings, exact and unrounded; null means not known. */
export function resultJson(
  books: Books,
  ledger: LedgerResult,
  years: readonly YearResult[],
  args: ComputeArguments,
  assumptions: readonly string[],
) {
  const inYear = (date: string) => args.year === null || date.startsWith(`${args.year}-`);
  return {
    assumptions,
    files: books.files.map(({ kind, rowCount, encoding, notes, ...file }) => ({
      file: kind.file,
      source: kind.source.id,
      version: kind.version,
      encoding,
      notes,
      rows: rowCount,
      transactions: file.transactions.length,
      skipped: file.skipped.length,
      rejected: file.rejected.length,
    })),
    closedLots: ledger.closedLots.filter((lot) => inYear(lot.sold)).map(closedLotJson),
    openLots: ledger.openLots.map((lot) => ({
      ...lot,
      quantity: quantityText(lot.quantity),
      basis: text(lot.basis),
      lossBasis: text(lot.lossBasis),
    })),
    income: ledger.income
      .filter((event) => inYear(event.date))
      .map((event) => ({
        ...event,
        quantity: quantityText(event.quantity),
        amount: text(event.amount),
      })),
    years: years.filter((year) => inYear(`${year.year}-`)).map(yearJson),
    issues: ledger.issues
      .filter((issue) => inYear(issue.date))
      .map((issue) => issueJson(issue, books)),
    transfers: books.joins.joined.map(({ transfers, reason }) => ({
      keys: transfers.map(({ key }) => key),
      reason,
    })),
    proposedTransfers: books.joins.proposed,
    questions: books.questions,
    rejected: books.rejected,
    skipped: books.skipped.length,
    skippedRows: books.skipped,
  };
}

function closedLotJson(lot: ClosedLot) {
  const price = lot.proceeds === null ? null : unitPrice(lot.proceeds, lot.quantity);
  return {
    ...lot,
    quantity: quantityText(lot.quantity),
    proceeds: text(lot.proceeds),
    basis: text(lot.basis),
    gain: text(lot.gain),
    adjustments: lot.adjustments.map(({ code, amount }) => ({ code, amount: usdText(amount) })),
    proceedsPerUnit: price === null ? null : priceText(price),
  };
}

function yearJson(year: YearResult) {
  return {
    year: year.year,
    netShort: usdText(year.netShort),
    netLong: usdText(year.netLong),
    scheduleDLine7: usdText(year.line7),
    scheduleDLine15: usdText(year.line15),
    scheduleDLine16: usdText(year.line16),
    scheduleDLine21: usdText(year.line21),
    shortCarryoverIn: usdText(year.shortCarryoverIn),
    longCarryoverIn: usdText(year.longCarryoverIn),
    shortCarryoverOut: usdText(year.shortCarryoverOut),
    longCarryoverOut: usdText(year.longCarryoverOut),
    ordinaryIncome: usdText(year.incomeTotal),
    rowsNotKnown: year.unknownRows.length,
    incomeNotKnown: year.unknownIncome.length,
    boxes: year.parts.map((part) => ({
      box: part.box,
      term: part.term,
      rows: part.rows.length,
      proceeds: usdText(part.proceeds),
      basis: usdText(part.basis),
      gain: usdText(part.gain),
    })),
  };
}

function issueJson(issue: Issue, books: Books) {
  const place = books.places.get(issue.transaction);
  return {
    ...issue,
    quantity: issue.quantity === null ? null : quantityText(issue.quantity),
    file: place?.file ?? null,
    lines: place?.lines ?? [],
  };
}
