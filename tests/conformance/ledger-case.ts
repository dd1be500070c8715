import { addQuantity, quantityText, ZERO_QUANTITY } from "@/lib/money/quantity";
import { addUsd, type Usd, usd, usdText } from "@/lib/money/usd";
import type { ClosedLot } from "@/lib/tax/closed-lot";
import { computeLedger } from "@/lib/tax/compute";
import type { LotMethod, StandingOrder } from "@/lib/tax/settings";
import type { IncomeKind, Transaction } from "@/lib/tax/transaction";
import type { LedgerResult } from "@/lib/tax/year-result";
import { calendarDate } from "@/lib/time/calendar-date";
import { instant } from "@/lib/time/instant";
import { LONG_AGO, leg, settings, told } from "./build";
import { Check } from "./compare";
import { Skip } from "./verdict";

type Row = Record<string, string> & { lot_id: string | null };
/** golden-ledger-case/1 */
export interface LedgerCase {
  id: string;
  pool: "universal" | "per-account";
  hifo_key: string;
  methods: Record<string, string>;
  flags: Record<string, unknown>;
  transactions: Record<string, string>[];
  expected: { lines: Row[]; open_lots: Record<string, string>[] };
}

const INCOME: Record<string, IncomeKind> = {
  airdrop: "airdrop",
  hardfork: "fork",
  income: "other",
  interest: "interest",
  mining: "mining",
  staking: "staking",
  wages: "wages",
};

const REMOVALS: Record<string, "gift-sent" | "donation" | "lost"> = {
  gift: "gift-sent",
  donate: "donation",
  lost: "lost",
};

/** Runs one ledger of the reference engine, where its rule is US law (see the cases' README). */
export function runLedgerCase(data: LedgerCase): string[] | Skip {
  const unlike = unlikeOurs(data);
  if (unlike !== null) {
    return unlike;
  }
  const result = computeLedger({
    transactions: data.transactions.flatMap((row, index) => toTransactions(row, index)),
    settings: settings({
      pool: data.pool === "universal" ? "universal" : "account",
      standingOrders: orders(data.methods),
    }),
    asOf: { at: instant("2030-01-01T00:00:00Z"), date: calendarDate("2030-01-01") },
  });
  const check = new Check();
  compareLines(check, data, result);
  compareIncome(check, data, result);
  compareOpen(check, data, result);
  return check.differences;
}

function unlikeOurs(data: LedgerCase): Skip | null {
  const methods = Object.values(data.methods);
  if (
    (methods.includes("hifo") || methods.includes("lofo")) &&
    data.hifo_key === "spot_price" &&
    data.flags["hifo_lofo_order_unaffected_by_fees"] === false
  ) {
    return new Skip("sorted by price without fees; Lotwise sorts by basis per unit, fees included");
  }
  return null;
}

function orders(methods: Record<string, string>): StandingOrder[] {
  return Object.entries(methods).map(([year, method]) => ({
    id: `from-${year}`,
    account: null,
    method: method as LotMethod,
    effectiveFrom: instant(`${year}-01-01T00:00:00Z`),
    madeAt: LONG_AGO,
    toldBrokerAt: null,
  }));
}

function toTransactions(row: Record<string, string>, index: number): Transaction[] {
  const at = row["timestamp"] ?? "";
  const account = row["account"] ?? row["from_account"] ?? "";
  // The reference takes the year of a line in the timestamp's own offset.
  const base = {
    ...told(row["id"] ?? "", account, at, index),
    date: calendarDate(at.slice(0, 10)),
  };
  const asset = row["asset"] ?? "";
  const type = row["type"] ?? "";
  if (row["table"] === "in") {
    const received = leg(asset, row["amount"] ?? "");
    const incomeKind = INCOME[type];
    return incomeKind === undefined
      ? [
          {
            ...base,
            kind: "buy",
            received,
            value: usd(row["fiat_no_fee"] ?? ""),
            feeUsd: usd(row["fiat_fee"] ?? "0"),
          },
        ]
      : [{ ...base, kind: "income", incomeKind, received, value: usd(row["fiat_with_fee"] ?? "") }];
  }
  if (row["table"] === "intra") {
    // The reference never moves lots: a move is the disposal of its fee, or nothing.
    const fee = row["crypto_fee"] ?? "0";
    return /^0*\.?0*$/.test(fee)
      ? []
      : [{ ...base, kind: "fee", sent: leg(asset, fee), value: usd(row["fiat_fee"] ?? "") }];
  }
  const sent = leg(asset, row["amount_with_fee"] ?? "");
  const value = usd(row["fiat_taxable"] ?? "");
  const removal = REMOVALS[type];
  if (removal === "lost") {
    return [{ ...base, kind: "lost", sent, reason: "lost" }];
  }
  if (removal !== undefined) {
    return [{ ...base, kind: removal, sent, value }];
  }
  return type === "fee"
    ? [{ ...base, kind: "fee", sent, value }]
    : [{ ...base, kind: "sell", sent, value }];
}

function compareLines(check: Check, data: LedgerCase, result: LedgerResult): void {
  const lines = data.expected.lines.filter(({ lot_id }) => lot_id !== null);
  const expectedKey = (row: Row) => `${row["disposal_id"]}|${row.lot_id}`;
  const sales = lines.filter((row) => REMOVALS[row["type"] ?? ""] === undefined);
  const key = (lot: ClosedLot) => `${lot.disposal}|${lot.lot}`;
  check.rows(
    "line",
    sales,
    result.closedLots,
    { expected: expectedKey, actual: key },
    (row, lot, name) => {
      check.exact(`${name} amount`, row["amount"] ?? "", quantityText(lot.quantity));
      for (const field of ["proceeds", "basis", "gain"] as const) {
        check.exact(`${name} ${field}`, row[field] ?? "", text(lot[field]));
      }
      check.text(`${name} term`, row["term_us_calendar"], lot.term);
      check.text(`${name} sold`, row["date_sold"]?.slice(0, 10), lot.sold);
      check.text(`${name} acquired`, row["date_acquired"]?.slice(0, 10), lot.acquired);
    },
  );
  // A gift, a donation or a loss of coins realises nothing here: only the lots it uses are compared.
  const gone = lines.filter((row) => REMOVALS[row["type"] ?? ""] !== undefined);
  check.rows(
    "removed",
    gone,
    result.removed,
    { expected: expectedKey, actual: (row) => `${row.transaction}|${row.lot}` },
    (row, units, name) => {
      check.exact(`${name} amount`, row["amount"] ?? "", quantityText(units.quantity));
      check.exact(`${name} basis`, row["basis"] ?? "", text(units.basis));
    },
  );
}

function text(amount: Usd | null): string | null {
  return amount === null ? null : usdText(amount);
}

function compareIncome(check: Check, data: LedgerCase, result: LedgerResult): void {
  const income = data.expected.lines.filter(({ lot_id }) => lot_id === null);
  check.rows(
    "income",
    income,
    result.income,
    { expected: (row) => row["disposal_id"] ?? "", actual: (event) => event.transaction },
    (row, event, name) => {
      check.exact(name, row["proceeds"] ?? "", text(event.amount));
    },
  );
}

/** Our lots are listed by account; the reference knows one pool. */
function compareOpen(check: Check, data: LedgerCase, result: LedgerResult): void {
  const ours = new Map<string, { quantity: typeof ZERO_QUANTITY; basis: Usd | null }>();
  for (const lot of result.openLots) {
    const before = ours.get(lot.lot);
    ours.set(lot.lot, {
      quantity: addQuantity(before?.quantity ?? ZERO_QUANTITY, lot.quantity),
      basis: lot.basis === null ? null : addUsd(before?.basis ?? usd("0"), lot.basis),
    });
  }
  check.rows(
    "open",
    data.expected.open_lots,
    [...ours],
    { expected: (row) => row["lot_id"] ?? "", actual: ([lot]) => lot },
    (row, [, lot], name) => {
      check.exact(`${name} quantity`, row["remaining"] ?? "", quantityText(lot.quantity));
      check.exact(`${name} basis`, row["remaining_basis"] ?? "", text(lot.basis));
    },
  );
}
