import { usd } from "@/lib/money/usd";
import { computeLedger, computeYears } from "@/lib/tax/compute";
import { formFacts } from "@/lib/tax/forms/form-facts";
import { inOrder } from "@/lib/tax/order";
import { reviewOf } from "@/lib/tax/review/review";
import type { Transaction } from "@/lib/tax/transaction";
import { AS_OF, buy, profile, sell, settings } from "../make";
import { deposit, withdrawal } from "./rows";

const ASSETS = ["BTC", "ETH", "SOL", "ADA"];
const OPEN = 5_000;

const at = (start: string, step: number, index: number) =>
  new Date(Date.parse(start) + index * step).toISOString();

const of = <T>(all: readonly T[], index: number): T => {
  const found = all[index % all.length];
  if (found === undefined) {
    throw new Error("there is one");
  }
  return found;
};

/** 95,000 purchases and sales in five accounts, and 5,000 rows that leave something open: deposits, withdrawals, sales of nothing. */
function books(): readonly Transaction[] {
  const trades = Array.from({ length: 95_000 }, (_, index) => {
    const pair = index >> 1;
    const change = { id: `t${index}`, account: `A${pair % 5}`, asset: of(ASSETS, pair) };
    const time = at("2022-01-01T00:00:00Z", 1_250_000, index);
    const value = String(20_000 + (index % 977));
    return index % 2 === 0 ? buy(time, "1", value, change) : sell(time, "0.9", value, change);
  });
  const open = Array.from({ length: OPEN }, (_, index) => {
    const change = { id: `o${index}`, account: `B${index % 3}`, asset: of(ASSETS, index) };
    const time = at("2022-01-02T00:00:00Z", 23_000_000, index);
    switch (index % 4) {
      case 0:
        return deposit(time, "0.5", index % 8 === 0 ? null : "10000", change);
      case 1:
        return withdrawal(time, "0.3", "9000", change);
      default:
        return sell(time, "1", "21000", change);
    }
  });
  return inOrder([...trades, ...open]);
}

function cpu(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

const cheapest = (work: () => unknown): number =>
  Math.min(...Array.from({ length: 6 }, () => cpu(work)));

/*
 * Prints what a review of large books costs and what the books cost it stands on, in milliseconds of processor time, and how many items it
 * found. A process of its own: in one that has run hundreds of other tests, what is measured is how those have worn the compiler's types.
 */
const transactions = books();
const ledgerOf = () => computeLedger({ transactions, settings: settings(), asOf: AS_OF });
const profiles = [2022, 2023, 2024, 2025].map((year) =>
  profile(year, { ordinaryIncome: usd("90000"), deduction: usd("15000") }),
);
const ledger = ledgerOf();
const yearsOf = () => computeYears({ ledger, profiles, asOf: AS_OF, method: "schedule" });
const years = yearsOf();
const input = {
  ledger,
  years,
  transactions: new Map(transactions.map((row) => [row.id, row])),
  settings: settings(),
  facts: formFacts({}),
  asOf: AS_OF,
  moves: [],
  changes: [],
  prices: () => null,
  aside: [],
  told: [],
};
const computed = cheapest(ledgerOf) + cheapest(yearsOf);
const reviewed = cheapest(() => reviewOf(input));
process.stdout.write(
  JSON.stringify({ computed, reviewed, open: OPEN, items: reviewOf(input).items.length }),
);
