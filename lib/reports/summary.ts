import { formatFormUsd, formatQuantity } from "@/lib/money/format";
import { addQuantity, type Quantity, ZERO_QUANTITY } from "@/lib/money/quantity";
import { addUsd, type Usd, ZERO_USD } from "@/lib/money/usd";
import type { ClosedLot, OpenLot } from "@/lib/tax/closed-lot";
import { groupBy } from "@/lib/tax/explain/group-by";
import { formDate } from "@/lib/tax/forms/form-8949";
import { totalsOf } from "@/lib/tax/forms/merge-rows";
import type { Form8949Row } from "@/lib/tax/year-result";
import { left, right } from "./columns";
import { letterDate } from "./dates";
import { printTotals, scheduleDLine } from "./form-8949-pages";
import { formAmount } from "./form-amount";
import type { YearEndInput } from "./input";
import type { Table } from "./model";
import {
  accountName,
  acquiredText,
  assetName,
  INCOME_NAMES,
  knownUsd,
  noRows,
  unitsText,
} from "./names";
import { rowAccount, rowAsset } from "./row-source";

function grouped(
  rows: readonly Form8949Row[],
  nameOf: (row: Form8949Row) => string,
): [string, Form8949Row[]][] {
  return [...groupBy(rows, nameOf)].sort(([a], [b]) => (a < b ? -1 : 1));
}

const sumCells = (input: YearEndInput, rows: readonly Form8949Row[]): string[] => {
  const sums = printTotals(totalsOf(rows), formAmount(input.forms));
  return [String(rows.length), sums.proceeds, sums.basis, sums.adjustment, sums.gain];
};

const SUM_COLUMNS = [
  right("Rows", 7),
  right("Proceeds", 16),
  right("Basis", 16),
  right("Adjustment", 13),
  right("Gain or (loss)", 16),
];

function byBox(input: YearEndInput): Table {
  const all = input.result.parts.flatMap((part) => part.rows);
  return {
    heading: "By box of Form 8949",
    intro: "",
    columns: [left("Box", 7), left("To", 25), ...SUM_COLUMNS],
    rows: input.result.parts
      .filter((part) => part.rows.length > 0)
      .map((part) => [part.box, scheduleDLine(part.scheduleDLine), ...sumCells(input, part.rows)]),
    total: all.length === 0 ? null : ["All", "", ...sumCells(input, all)],
    empty: noRows(input),
  };
}

function byAccount(input: YearEndInput): Table {
  const all = input.result.parts.flatMap((part) => part.rows);
  const nameOf = (row: Form8949Row): string =>
    new Set(row.parts.map(({ account }) => account)).size > 1
      ? "Several accounts"
      : rowAccount(input, row);
  return {
    heading: "By account",
    intro: "",
    columns: [left("Account", 32), ...SUM_COLUMNS],
    rows: grouped(all, nameOf).map(([name, rows]) => [name, ...sumCells(input, rows)]),
    total: all.length === 0 ? null : ["All accounts", ...sumCells(input, all)],
    empty: "",
  };
}

function byAsset(input: YearEndInput): Table {
  const all = input.result.parts.flatMap((part) => part.rows);
  return {
    heading: "By asset",
    intro: "",
    columns: [left("Asset", 32), ...SUM_COLUMNS],
    rows: grouped(all, (row) => rowAsset(input, row)).map(([name, rows]) => [
      name,
      ...sumCells(input, rows),
    ]),
    total: all.length === 0 ? null : ["All assets", ...sumCells(input, all)],
    empty: "",
  };
}

function income(input: YearEndInput): Table {
  const events = input.ledger.income.filter(
    (event) => event.date.slice(0, 4) === String(input.year),
  );
  const kinds = new Map<string, { count: number; amount: Usd }>();
  for (const event of events) {
    const name = INCOME_NAMES[event.kind];
    const so = kinds.get(name) ?? { count: 0, amount: ZERO_USD };
    kinds.set(name, {
      count: so.count + 1,
      amount: event.amount === null ? so.amount : addUsd(so.amount, event.amount),
    });
  }
  const unknown = events.filter((event) => event.amount === null).length;
  return {
    heading: "Income received in units",
    intro:
      unknown === 0
        ? "Ordinary income at fair market value when received; the same amount is the basis of the lot it opened."
        : `The value of ${unknown} of these receipts is not known and is not in the amounts.`,
    columns: [left("Kind", 60), right("Receipts", 15), right("Amount", 25)],
    rows: [...kinds]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, so]) => [name, String(so.count), formatFormUsd(so.amount)]),
    total:
      kinds.size === 0
        ? null
        : ["All income", String(events.length), formatFormUsd(input.result.incomeTotal)],
    empty: `No income received in units is recorded for ${input.year}.`,
  };
}

interface Held {
  readonly lots: number;
  readonly quantity: Quantity;
  readonly basis: Usd | null;
}

function held(input: YearEndInput): Table {
  const assets = new Map<string, Held>();
  for (const lot of input.ledger.openLots) {
    const so = assets.get(lot.asset) ?? { lots: 0, quantity: ZERO_QUANTITY, basis: ZERO_USD };
    assets.set(lot.asset, addLot(so, lot));
  }
  return {
    heading: `Still held on ${letterDate(input.asOf)}`,
    intro: "",
    columns: [left("Asset", 25), right("Lots", 10), right("Units", 40), right("Basis", 25)],
    rows: [...assets]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([asset, so]) => [
        assetName(input, asset),
        String(so.lots),
        formatQuantity(so.quantity),
        knownUsd(so.basis),
      ]),
    total: null,
    empty: "No units are held.",
  };
}

const addLot = (so: Held, lot: OpenLot): Held => ({
  lots: so.lots + 1,
  quantity: addQuantity(so.quantity, lot.quantity),
  basis: so.basis === null || lot.basis === null ? null : addUsd(so.basis, lot.basis),
});

/** The year by box, account and asset, income by kind, and what is still held. */
export function summaryTables(input: YearEndInput): Table[] {
  const sold = input.result.parts.some((part) => part.rows.length > 0);
  const detail = sold ? [byAccount(input), byAsset(input)] : [];
  return [byBox(input), ...detail, income(input), held(input)];
}

const unknownRow = (input: YearEndInput, lot: ClosedLot): string[] => [
  unitsText(input, lot),
  accountName(input.accounts, lot.account),
  acquiredText(lot.acquired),
  formDate(lot.sold),
  knownUsd(lot.proceeds),
  knownUsd(lot.basis),
];

/** What the totals leave out because an amount is not known: sales first, then income. */
export function notCounted(input: YearEndInput): Table[] {
  const { unknownRows, unknownIncome } = input.result;
  const sales: Table = {
    heading: "Sales not in the figures",
    intro: "Proceeds or basis is not known, so these rows are in no total of this report.",
    columns: [
      left("Units", 30),
      left("Account", 20),
      left("Acquired", 12),
      left("Sold", 12),
      right("Proceeds", 13),
      right("Basis", 13),
    ],
    rows: unknownRows.map((lot) => unknownRow(input, lot)),
    total: null,
    empty: "",
  };
  const receipts: Table = {
    heading: "Income not in the figures",
    intro:
      "The value when received is not known, so these receipts are in no total of this report.",
    columns: [left("Units", 35), left("Account", 25), left("Kind", 25), left("Received", 15)],
    rows: unknownIncome.map((event) => [
      unitsText(input, event),
      accountName(input.accounts, event.account),
      INCOME_NAMES[event.kind],
      formDate(event.date),
    ]),
    total: null,
    empty: "",
  };
  return [sales, receipts].filter((table) => table.rows.length > 0);
}
