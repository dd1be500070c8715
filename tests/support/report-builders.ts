import { quantity } from "@/lib/money/quantity";
import { addUsd, subtractUsd, sumUsd, usd, usdText, ZERO_USD } from "@/lib/money/usd";
import type { YearEndInput } from "@/lib/reports/input";
import type { ClosedLot } from "@/lib/tax/closed-lot";
import type { Issue } from "@/lib/tax/issue";
import { DEFAULT_LEDGER_SETTINGS, type LedgerSettings } from "@/lib/tax/settings";
import { accountId, assetId, transactionId } from "@/lib/tax/transaction";
import type {
  Form8949Box,
  Form8949Part,
  Form8949Row,
  LedgerResult,
  YearResult,
} from "@/lib/tax/year-result";
import { calendarDate } from "@/lib/time/calendar-date";
import { instant } from "@/lib/time/instant";

export interface RowSpec {
  readonly id?: string;
  readonly account?: string;
  readonly asset?: string;
  readonly quantity?: string;
  readonly description?: string;
  readonly acquired?: string;
  readonly sold?: string;
  readonly proceeds?: string;
  readonly basis?: string;
  readonly codes?: string;
  readonly adjustment?: string;
}

const SHORT_BOXES = new Set<Form8949Box>(["A", "B", "C", "G", "H", "I"]);
const LINES: Record<Form8949Box, string> = {
  A: "1b",
  B: "2",
  C: "3",
  D: "8b",
  E: "9",
  F: "10",
  G: "1b",
  H: "2",
  I: "3",
  J: "8b",
  K: "9",
  L: "10",
};

const us = (iso: string): string => `${iso.slice(5, 7)}/${iso.slice(8, 10)}/${iso.slice(0, 4)}`;

export function closedLot(box: Form8949Box, spec: RowSpec = {}): ClosedLot {
  const id = spec.id ?? "sale-1";
  return {
    disposal: transactionId(id),
    kind: "sell",
    account: accountId(spec.account ?? "cb"),
    asset: assetId(spec.asset ?? "BTC"),
    lot: `lot-of-${id}`,
    acquisition: transactionId(`lot-of-${id}`),
    acquired:
      spec.acquired === "INHERITED" ? "inherited" : calendarDate(spec.acquired ?? "2025-02-03"),
    sold: calendarDate(spec.sold ?? "2025-06-07"),
    quantity: quantity(spec.quantity ?? "1"),
    proceeds: usd(spec.proceeds ?? "100"),
    basis: usd(spec.basis ?? "40"),
    adjustments: [],
    gain: subtractUsd(usd(spec.proceeds ?? "100"), usd(spec.basis ?? "40")),
    term: SHORT_BOXES.has(box) ? "short" : "long",
    method: "fifo",
    standingOrder: null,
  };
}

export function row(box: Form8949Box, spec: RowSpec = {}): Form8949Row {
  const lot = closedLot(box, spec);
  const proceeds = usd(spec.proceeds ?? "100");
  const basis = usd(spec.basis ?? "40");
  const adjustment = usd(spec.adjustment ?? "0");
  return {
    parts: [lot],
    quantity: lot.quantity,
    report: null,
    line: null,
    box,
    description: spec.description ?? `${spec.quantity ?? "1"} ${lot.asset}`,
    acquired: spec.acquired === "INHERITED" ? "INHERITED" : us(spec.acquired ?? "2025-02-03"),
    sold: us(lot.sold),
    proceeds,
    basis,
    codes: spec.codes ?? "",
    adjustment,
    gain: addUsd(subtractUsd(proceeds, basis), adjustment),
  };
}

export function part(box: Form8949Box, specs: readonly RowSpec[]): Form8949Part {
  const rows = specs.map((spec) => row(box, spec));
  return {
    box,
    term: SHORT_BOXES.has(box) ? "short" : "long",
    scheduleDLine: LINES[box],
    rows,
    proceeds: sumUsd(rows.map((one) => one.proceeds)),
    basis: sumUsd(rows.map((one) => one.basis)),
    adjustment: sumUsd(rows.map((one) => one.adjustment)),
    gain: sumUsd(rows.map((one) => one.gain)),
  };
}

/** A year of the given parts: lines 7, 15, 16 are their sums, no carryovers, nothing else. */
export function yearResult(
  parts: readonly Form8949Part[],
  more: Partial<YearResult> = {},
): YearResult {
  const of = (term: "short" | "long") =>
    sumUsd(parts.filter((one) => one.term === term).map((one) => one.gain));
  const [short, long] = [of("short"), of("long")];
  return {
    year: 2025,
    parts,
    directParts: [],
    unmatchedReports: [],
    scheduleDForm: null,
    scheduleD: [
      {
        line: "Schedule D 7",
        label: "Net short-term capital gain or (loss)",
        amount: short,
        how: "lines 1a through 6",
        authority: "Schedule D (2025)",
      },
      {
        line: "Schedule D 15",
        label: "Net long-term capital gain or (loss)",
        amount: long,
        how: "lines 8a through 14",
        authority: "Schedule D (2025)",
      },
      {
        line: "Schedule D 16",
        label: "Combined gain or (loss)",
        amount: addUsd(short, long),
        how: "line 7 + line 15",
        authority: "Schedule D (2025)",
      },
    ],
    netShort: short,
    netLong: long,
    netCollectible: ZERO_USD,
    line7: short,
    line15: long,
    line16: addUsd(short, long),
    line21: ZERO_USD,
    shortCarryoverIn: ZERO_USD,
    longCarryoverIn: ZERO_USD,
    shortCarryoverOut: ZERO_USD,
    longCarryoverOut: ZERO_USD,
    carryoverWorksheet: [],
    incomeTotal: ZERO_USD,
    returnLines: [],
    digitalAssetQuestion: null,
    lossesWithoutSale: [],
    donations: [],
    noncashContributions: null,
    profile: null,
    tax: null,
    unknownRows: [],
    unknownIncome: [],
    refusal: null,
    formsNote: null,
    assumedIncome: false,
    ...more,
  };
}

export const emptyLedger: LedgerResult = {
  closedLots: [],
  openLots: [],
  income: [],
  removed: [],
  issues: [],
  cutoverMismatch: [],
  washSales: [],
  outside: { closedLots: [], openLots: [], income: [], removed: [] },
};

export const plainSettings: LedgerSettings = {
  ...DEFAULT_LEDGER_SETTINGS,
  timeZone: "America/New_York",
};

export function issue(more: Partial<Issue> = {}): Issue {
  return {
    code: "missing-basis",
    severity: "blocking",
    transaction: transactionId("sale-9"),
    account: accountId("cb"),
    asset: assetId("ETH"),
    date: calendarDate("2025-03-09"),
    quantity: quantity("0.6"),
    message: "2 ETH were sold and only 1.4 ETH are known to have been held.",
    remedy: "Import the account the missing 0.6 ETH came from, or add their purchase.",
    ...more,
  };
}

/** A whole input; every part can be replaced. */
export function yearEndInput(more: Partial<YearEndInput> = {}): YearEndInput {
  return {
    client: "Amelia Vaughn",
    year: 2025,
    asOf: calendarDate("2025-12-31"),
    generatedAt: instant("2026-01-15T09:30:00Z"),
    result: yearResult([part("I", [{}])]),
    ledger: emptyLedger,
    settings: plainSettings,
    accounts: new Map([
      [accountId("cb"), "Coinbase"],
      [accountId("kr"), "Kraken"],
    ]),
    steps: [],
    issues: [],
    sources: new Map(),
    prices: [],
    engineVersion: "1.0.0",
    inputHash: "3f2a9c41d07be85512aa90c3",
    ...more,
  };
}

/** Plain decimal text of a sum, for building expectations from the specs themselves. */
export function sumText(amounts: readonly string[]): string {
  return usdText(sumUsd(amounts.map((amount) => usd(amount))));
}
