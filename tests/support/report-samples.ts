import { quantity } from "@/lib/money/quantity";
import { usd, usdText } from "@/lib/money/usd";
import type { SourceRef, YearEndInput } from "@/lib/reports/input";
import type { ChecklistStep } from "@/lib/tax/harvest/harvest";
import { accountId, assetId, type TransactionId, transactionId } from "@/lib/tax/transaction";
import type { Form8949Part, FormLine } from "@/lib/tax/year-result";
import { calendarDate } from "@/lib/time/calendar-date";
import { instant } from "@/lib/time/instant";
import {
  emptyLedger,
  issue,
  part,
  plainSettings,
  type RowSpec,
  yearEndInput,
  yearResult,
} from "./report-builders";
import { wagesOnly } from "./year-profile";

const ASSETS = ["BTC", "ETH", "SOL", "ADA", "LINK", "PEPE"];

/** So many made-up rows, the same each time. Cents vary; every fourth loses. */
export function rows(count: number, term: "short" | "long", year = 2025): RowSpec[] {
  return Array.from({ length: count }, (_, index) => {
    const month = String((index % 12) + 1).padStart(2, "0");
    const day = String((index % 27) + 1).padStart(2, "0");
    const basis = 120 + ((index * 7919) % 90_000) / 7;
    const factor = index % 4 === 3 ? 0.71 : 1.18;
    return {
      id: `${term}-${index + 1}`,
      account: index % 3 === 0 ? "kr" : "cb",
      asset: ASSETS[index % ASSETS.length] ?? "BTC",
      quantity: `0.${String(10_000_000 + ((index * 104_729) % 89_999_999))}`,
      acquired: term === "short" ? `${year}-01-${day}` : `${year - 2}-${month}-${day}`,
      sold: `${year}-${month}-${day}`,
      proceeds: (basis * factor).toFixed(2),
      basis: basis.toFixed(2),
    };
  });
}

const line = (
  form: string,
  number: string,
  label: string,
  amount: string,
  how: string,
): FormLine => ({
  line: `${form} ${number}`,
  label,
  amount: usd(amount),
  how,
  authority:
    form === "Schedule D"
      ? "Schedule D; 2025 Instructions for Schedule D"
      : "IRC 1212(b); 2025 Instructions for Schedule D; Pub. 550 Worksheet 4-1",
});

const step = (
  id: string,
  due: string,
  title: string,
  reason: string,
  done: boolean,
  evidence: string,
): ChecklistStep => ({
  id,
  due: calendarDate(due),
  title,
  reason,
  authority: "Reg. 1.1012-1(j)",
  done,
  evidence,
});

function sources(parts: readonly Form8949Part[]): Map<TransactionId, SourceRef> {
  const found = new Map<TransactionId, SourceRef>();
  parts
    .flatMap((one) => one.rows)
    .forEach((row, index) => {
      const closed = row.parts[0];
      if (closed !== undefined) {
        found.set(closed.disposal, {
          reference: index % 2 === 0 ? `3fa9c2${String(index).padStart(4, "0")}` : null,
          place: `coinbase-2025.csv, line ${index + 9}`,
        });
      }
    });
  return found;
}

/** A year of two accounts with about forty rows, a checklist, orders and prices. Invented person. */
export function twoAccountYear(): YearEndInput {
  const parts = [part("I", rows(25, "short")), part("L", rows(16, "long"))];
  return yearEndInput({
    client: "Amelia Vaughn",
    result: yearResult(parts, {
      line21: usd("3000"),
      line7: usd("-9841.12"),
      line15: usd("1200.50"),
      line16: usd("-8640.62"),
      shortCarryoverIn: usd("21500"),
      shortCarryoverOut: usd("5640.62"),
      incomeTotal: usd("1532.07"),
      scheduleD: [
        line(
          "Schedule D",
          "3",
          "Totals for all transactions reported on Form(s) 8949 with Box I checked",
          sumText(parts[0]),
          "column (h) = (d) - (e) + (g)",
        ),
        line(
          "Schedule D",
          "6",
          "Short-term capital loss carryover",
          "-21500",
          "Capital Loss Carryover Worksheet of the year before",
        ),
        line(
          "Schedule D",
          "7",
          "Net short-term capital gain or (loss)",
          "-9841.12",
          "lines 1a through 6",
        ),
        line(
          "Schedule D",
          "15",
          "Net long-term capital gain or (loss)",
          "1200.50",
          "lines 8a through 14",
        ),
        line("Schedule D", "16", "Combined gain or (loss)", "-8640.62", "line 7 + line 15"),
        line(
          "Schedule D",
          "21",
          "Allowed capital loss",
          "-3000",
          "the smaller of the loss on line 16 or ($3,000), or if married filing separately, ($1,500)",
        ),
        {
          line: "Form 1040 line 7a",
          label: "Capital gain or (loss)",
          amount: usd("-3000"),
          how: "Schedule D line 16, or line 21 as a loss",
          authority: "Form 1040 (2025)",
        },
      ],
      carryoverWorksheet: (
        [
          [
            "1",
            "Taxable income, signed",
            "61250",
            "Form 1040 line 15, below zero if deductions exceed income",
          ],
          ["2", "Loss from Schedule D line 21", "3000", "as a positive number"],
          ["3", "Combined", "64250", "line 1 + line 2, not below zero"],
          ["4", "Smaller", "3000", "smaller of line 2 or line 3"],
          ["5", "Short-term loss", "9841.12", "Schedule D line 7 if a loss, else zero"],
          ["6", "Long-term gain", "1200.50", "Schedule D line 15 if a gain, else zero"],
          ["7", "Used against it", "4200.50", "line 4 + line 6"],
          ["8", "Short-term capital loss carryover", "5640.62", "line 5 - line 7, not below zero"],
        ] as const
      ).map(([number, label, amount, how]) =>
        line("Capital Loss Carryover Worksheet", number, label, amount, how),
      ),
      profile: wagesOnly(2025, "80000", "15750"),
    }),
    ledger: {
      ...emptyLedger,
      openLots: ["BTC", "ETH", "ETH", "SOL"].map((asset, index) => ({
        lot: `open-${index}`,
        acquisition: transactionId(`open-${index}`),
        account: accountId("cb"),
        asset: assetId(asset),
        acquired: calendarDate("2024-05-06"),
        opened: calendarDate("2024-05-06"),
        quantity: quantity(`${index + 1}.20481${index}`),
        basis: usd(`${1200 * (index + 1)}.5`),
        lossBasis: null,
      })),
      income: ["staking", "reward"].map((kind, index) => ({
        transaction: transactionId(`income-${index}`),
        account: accountId("kr"),
        asset: assetId("ETH"),
        date: calendarDate("2025-08-01"),
        quantity: quantity("0.25"),
        kind: kind === "staking" ? "staking" : "reward",
        amount: usd(index === 0 ? "1032.07" : "500"),
      })),
    },
    settings: {
      ...plainSettings,
      pool: "universal-until-2024",
      standingOrders: [
        {
          id: "so-1",
          account: accountId("kr"),
          method: "hifo",
          effectiveFrom: instant("2025-03-01T05:00:00Z"),
          madeAt: instant("2025-02-27T16:12:00Z"),
          toldBrokerAt: null,
        },
      ],
    },
    steps: [
      step(
        "books",
        "2025-09-30",
        "Bring every account up to date",
        "A plan made on missing trades saves nothing.",
        true,
        "Both accounts have records up to September 28, 2025.",
      ),
      step(
        "order",
        "2025-11-15",
        "Write down the lot order before selling",
        "Lots must be identified no later than the moment of the sale; without a record FIFO applies.",
        true,
        "A standing order for Kraken was made on February 27, 2025.",
      ),
      step(
        "sell",
        "2025-12-24",
        "Make the planned sales",
        "A sale counts for 2025 when it is executed on or before December 31 in the tax time zone.",
        false,
        "No sale of the plan is in the records yet.",
      ),
      step(
        "keep",
        "2025-12-31",
        "Keep this plan with its date",
        "It is the evidence of which lots were meant.",
        false,
        "This report has not been marked as kept.",
      ),
    ],
    sources: sources(parts),
    prices: [
      {
        asset: assetId("BTC"),
        price: "88123.45",
        at: instant("2025-12-31T23:55:00Z"),
        source: "Kraken, last trade",
      },
      {
        asset: assetId("PEPE"),
        price: "0.0000041233",
        at: instant("2025-12-31T23:55:00Z"),
        source: "price file prices-2025.csv",
      },
    ],
  });
}

function sumText(one: Form8949Part | undefined): string {
  return one === undefined ? "0" : usdText(one.gain);
}

/** A year nothing was sold in. */
export function emptyYear(): YearEndInput {
  return yearEndInput({ result: yearResult([], { scheduleD: [] }) });
}

/** A year with blocking issues, a note, and a sale whose basis is not known. */
export function openYear(): YearEndInput {
  const base = twoAccountYear();
  const unknown = base.result.parts[0]?.rows[0]?.parts[0];
  return {
    ...base,
    client: "Tomás Wójcik",
    issues: [
      issue(),
      issue({
        code: "unmatched-deposit",
        transaction: transactionId("deposit-3"),
        account: accountId("kr"),
        asset: assetId("BTC"),
        quantity: quantity("0.25"),
        date: calendarDate("2024-11-30"),
        message: "0.25 BTC arrived from an unknown place, so their basis is not known.",
        remedy: "Say which account they came from, or when and for how much they were bought.",
      }),
      issue({
        code: "missing-value",
        transaction: transactionId("swap-1"),
        date: calendarDate("2025-05-05"),
        message: "The value of a swap of 1,200 ADA for SOL is not known in dollars.",
        remedy: "Enter the market value at the time of the swap.",
      }),
      issue({
        severity: "check",
        code: "late-identification",
        transaction: transactionId("sale-4"),
        date: calendarDate("2025-10-12"),
        quantity: null,
        message: "The HIFO order was written down after this sale, so FIFO was used.",
        remedy: "Nothing to do unless an earlier record of the order exists.",
      }),
    ],
    result: {
      ...base.result,
      unknownRows:
        unknown === undefined
          ? []
          : [{ ...unknown, basis: null, gain: null, acquired: null, lot: null, acquisition: null }],
    },
  };
}

/** A year of very many rows. */
export function hugeYear(count: number, year = 2025): YearEndInput {
  const half = Math.floor(count / 2);
  const boxes = year >= 2025 ? (["I", "L"] as const) : (["C", "F"] as const);
  const parts = [
    part(boxes[0], rows(count - half, "short", year)),
    part(boxes[1], rows(half, "long", year)),
  ];
  return yearEndInput({ year, result: yearResult(parts, { year }), sources: sources(parts) });
}
