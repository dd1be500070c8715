import { Exact } from "@/lib/money/exact";
import { quantityText } from "@/lib/money/quantity";
import { timesRate, usd, usdText } from "@/lib/money/usd";
import { computeLedger, computeYears } from "@/lib/tax/compute";
import { termOf } from "@/lib/tax/holding-period";
import type { StandingOrder } from "@/lib/tax/settings";
import type { Transaction } from "@/lib/tax/transaction";
import { taxOn } from "@/lib/tax/worksheets/tax-table";
import type { LedgerResult } from "@/lib/tax/year-result";
import { calendarDate } from "@/lib/time/calendar-date";
import { instant } from "@/lib/time/instant";
import { LONG_AGO, leg, settings, told } from "./build";
import type { Check } from "./compare";
import { type Example, input, money, rules, status } from "./tax-example";

const AS_OF = { at: instant("2030-01-01T00:00:00Z"), date: calendarDate("2030-01-01") };

function run(
  transactions: readonly Transaction[],
  standingOrders: readonly StandingOrder[] = [],
): LedgerResult {
  return computeLedger({
    transactions,
    settings: settings({ pool: "universal", standingOrders }),
    asOf: AS_OF,
  });
}

/** Terms by the calendar; the year of a sale by its trade date, whatever day the money came. */
export function holdingPeriod(example: Example, check: Check): undefined {
  const { inputs, expected } = example;
  if (inputs["tradeDate"] !== undefined) {
    const ledger = run([
      buy("b", "2025-01-02", "1", "1"),
      sell("s", input(example, "tradeDate"), "1", "2"),
    ]);
    const years = computeYears({ ledger, profiles: [], asOf: AS_OF });
    const year = years.find(({ parts }) => parts.length > 0);
    check.text("year", expected["taxYear"], year?.year);
    return;
  }
  const term = termOf(
    calendarDate(input(example, "acquired")),
    calendarDate(input(example, "disposed")),
    Number(inputs["requiredMonths"] ?? 12),
  );
  check.text("term", expected["term"], term);
}

function at(date: string): string {
  return `${date}T12:00:00Z`;
}

function buy(id: string, date: string, units: string, unitCost: string): Transaction {
  return {
    ...told(id, "A", at(date), 0),
    kind: "buy",
    received: leg("BTC", units),
    value: timesRate(usd(unitCost), units),
  };
}

function sell(id: string, date: string, units: string, proceeds: string): Transaction {
  return {
    ...told(id, "A", at(date), 1),
    kind: "sell",
    sent: leg("BTC", units),
    value: usd(proceeds),
  };
}

/** Forks, rewards and what mining adds to the tax. */
export function incomeEvents(example: Example, check: Check): undefined {
  const { inputs, expected } = example;
  if (expected["additionalTax"] !== undefined) {
    const { brackets } = rules(example);
    const before = usd(input(example, "ordinaryTaxableIncome"));
    const schedule = brackets[status(example)];
    const after = usd(new Exact(usdText(before)).plus(input(example, "miningIncome")).toFixed());
    const extra = new Exact(usdText(taxOn(after, schedule, "schedule"))).minus(
      usdText(taxOn(before, schedule, "schedule")),
    );
    check.money("extra tax", String(expected["additionalTax"]), extra.toFixed());
  } else if (inputs["received"] !== undefined) {
    forkWithNothing(example, check);
  } else {
    stakingReward(example, check);
  }
}

/** Units held through a fork that brought none: books without a receipt, and books with a receipt of nothing. */
function forkWithNothing(example: Example, check: Check): void {
  const [units = "0", asset = ""] = input(example, "held").split(" ");
  const held: Transaction = {
    ...told("m", "A", at("2025-01-01"), 0),
    kind: "buy",
    received: leg(asset, units),
    value: usd("1000"),
  };
  const nothing: Transaction = {
    ...told("fork", "A", at("2025-02-01"), 1),
    kind: "income",
    incomeKind: "fork",
    received: leg(`${asset}2`, input(example, "received")),
    value: usd("0"),
  };
  for (const transactions of [[held], [held, nothing]]) {
    const ledger = run(transactions);
    const yearEnd = { ...AS_OF, date: calendarDate("2025-12-31") };
    const [year] = computeYears({ ledger, profiles: [], asOf: yearEnd });
    check.text("lots", asset, ledger.openLots.map((lot) => lot.asset).join());
    check.text("year", 2025, year?.year);
    money(check, "income", example.expected["income"], year?.incomeTotal);
  }
}

/** Dates 1 to 3 told as days: the reward counts on the day it can be disposed of, at that day's value, and is held from then. */
function stakingReward(example: Example, check: Check): void {
  const days = { "Date 1": "2024-11-01", "Date 2": "2024-12-01", "Date 3": "2025-01-15" } as const;
  const values = { "Date 1": "900", "Date 2": "950", "Date 3": "1100" } as const;
  const when = input(example, "canDispose") as keyof typeof days;
  const ledger = run([
    {
      ...told("reward", "A", at(days[when]), 0),
      kind: "income",
      incomeKind: "staking",
      received: leg("M", input(example, "rewardUnits")),
      value: usd(values[when]),
    },
  ]);
  const expected = String(example.expected["incomeDate"]) as keyof typeof days;
  const [income] = ledger.income;
  check.text("date", days[expected], income?.date);
  money(check, "amount", values[expected], income?.amount);
  money(check, "basis", values[expected], ledger.openLots[0]?.basis);
  check.text("held from", days[expected], ledger.openLots[0]?.acquired);
}

/** A gift whose donor's basis nobody can show: flagged until the person states zero, never zero by itself. */
export function giftWithoutBasis(example: Example, check: Check): undefined {
  const books = (donorBasis: "0" | null) =>
    run([
      {
        ...told("gift", "A", at("2025-01-01"), 0),
        kind: "gift-received",
        received: leg("BTC", "1"),
        value: usd("900"),
        donorBasis: donorBasis === null ? null : usd(donorBasis),
        donorAcquired: calendarDate("2020-01-01"),
        giftTaxShare: usd("0"),
      },
      sell("s", "2025-06-01", "1", input(example, "salePrice")),
    ]);
  const open = books(null);
  check.text("basis while nobody has said", null, open.closedLots[0]?.basis);
  check.text(
    "flagged",
    true,
    open.issues.some(({ code }) => code === "missing-value"),
  );
  const [lot] = books("0").closedLots;
  money(check, "basis", example.expected["basis"], lot?.basis);
  money(check, "gain", example.expected["gain"], lot?.gain);
}

type InRow = readonly [date: string, units: string, unitCost: string, kind?: string];
type OutRow = readonly [date: string, kind: string, units: string, price: string];

/** One pool over all accounts, first in first out or highest basis first. */
export function inventoryOrder(example: Example, check: Check): undefined {
  const received = (example.inputs["in"] as unknown as InRow[]).map(receipt);
  const left = (example.inputs["out"] as unknown as OutRow[]).map(outgo);
  const order: StandingOrder = {
    id: "hifo",
    account: null,
    method: "hifo",
    effectiveFrom: LONG_AGO,
    madeAt: LONG_AGO,
    toldBrokerAt: null,
  };
  const ledger = run([...received, ...left], example.id === "IO-03" ? [order] : []);
  const { expected } = example;
  compareSales(check, expected["sales"] as Record<string, string>[], ledger);
  compareGone(check, "gift-sent", expected["gifts"], ledger);
  compareGone(check, "donation", expected["donation"], ledger);
  if (expected["transferFeeGains"] !== undefined) {
    const fees = ledger.closedLots.filter(({ disposal }) => disposal.endsWith("transfer fee"));
    check.text(
      "gains of fees",
      String(expected["transferFeeGains"]),
      fees.map(({ gain }) => (gain === null ? "" : usdText(gain))).join(),
    );
  }
}

function receipt([date, units, unitCost, kind]: InRow): Transaction {
  const base = { ...told(date, "A", at(date), 0), received: leg("BTC", units) };
  const value = timesRate(usd(unitCost), units);
  return kind === "interest"
    ? { ...base, kind: "income", incomeKind: "interest", value }
    : { ...base, kind: "buy", value };
}

function outgo([date, kind, units, price]: OutRow): Transaction {
  const [sold = "0", fee] = units.replace(" fee", "").split(" + ");
  const all = fee === undefined ? sold : new Exact(sold).plus(fee).toFixed();
  const base = { ...told(`${date} ${kind}`, "A", at(date), 1), sent: leg("BTC", all) };
  const value = price.startsWith("proceeds ")
    ? usd(price.slice("proceeds ".length))
    : timesRate(usd(price), sold);
  switch (kind) {
    case "gift":
      return { ...base, kind: "gift-sent", value };
    case "donate":
      return { ...base, kind: "donation", value };
    case "transfer fee":
      return { ...base, kind: "fee", value };
    default:
      return { ...base, kind: "sell", value };
  }
}

function compareSales(
  check: Check,
  expected: readonly Record<string, string>[],
  ledger: LedgerResult,
): void {
  for (const row of expected) {
    const lot = ledger.closedLots.find(
      (each) => each.disposal === `${row["date"]} sell` && each.lot === row["lot"],
    );
    const name = `sale ${row["date"]} from ${row["lot"]}`;
    check.exact(`${name} units`, row["units"] ?? "", lot ? quantityText(lot.quantity) : null);
    for (const field of ["proceeds", "basis", "gain"] as const) {
      if (row[field] !== undefined) {
        money(check, `${name} ${field}`, row[field], lot?.[field]);
      }
    }
    if (row["term"] !== undefined) {
      check.text(`${name} term`, row["term"], lot?.term);
    }
  }
}

function compareGone(check: Check, why: string, expected: unknown, ledger: LedgerResult): void {
  const wanted = expected as { units: string; lot: string }[];
  const key = (lot: string, units: string) => `${lot}: ${new Exact(units).toFixed()}`;
  check.text(
    why,
    wanted
      .map(({ lot, units }) => key(lot, units))
      .sort()
      .join(),
    ledger.removed
      .filter((units) => units.why === why)
      .map(({ lot, quantity }) => key(lot, quantityText(quantity)))
      .sort()
      .join(),
  );
}
