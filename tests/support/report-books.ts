import { usd } from "@/lib/money/usd";
import type { YearEndInput } from "@/lib/reports/input";
import { computeLedger, computeYears } from "@/lib/tax/compute";
import { harvestPlan } from "@/lib/tax/harvest/plan";
import { openPositions } from "@/lib/tax/harvest/unrealized";
import { accountId, assetId, type Transaction } from "@/lib/tax/transaction";
import { calendarDate } from "@/lib/time/calendar-date";
import { instant } from "@/lib/time/instant";
import { buy, leg, profile, sell, settings, told } from "../unit/tax/make";
import { yearEndInput } from "./report-builders";

const ASSETS = ["BTC", "ETH", "SOL", "ADA"];

function income(
  date: string,
  incomeKind: "staking" | "mining" | "wages",
  units: string,
  value: string,
): Transaction {
  return {
    ...told(date, { id: `${incomeKind}-${date}` }),
    kind: "income",
    incomeKind,
    received: leg("ETH", units),
    value: usd(value),
  };
}

/** An invented year with a bit of everything: sales of both terms in two accounts, income, a donation, a gift, a theft. */
function transactions(): readonly Transaction[] {
  return [
    ...ASSETS.flatMap((asset, index) => [
      buy(`2023-0${index + 1}-11`, "2.5", `${1000 + index * 500}`, { asset, id: `b23-${asset}` }),
      buy(`2025-02-1${index}`, "1.25", `${2000 + index * 125}`, {
        asset,
        account: "B",
        id: `b25-${asset}`,
      }),
      sell(`2025-06-1${index}`, "1", `${900 + index * 400}`, { asset, id: `s06-${asset}` }),
      sell(`2025-07-1${index}`, "0.25", `${300 + index * 100}`, {
        asset,
        account: "B",
        id: `s07-${asset}`,
      }),
    ]),
    income("2025-01-05", "staking", "0.5", "100.25"),
    income("2025-02-06", "mining", "0.25", "50.01"),
    income("2025-03-07", "wages", "2", "1000"),
    {
      ...told("2025-08-08", { id: "donation" }),
      kind: "donation",
      sent: leg("BTC", "0.5"),
      value: usd("6000"),
    },
    {
      ...told("2025-08-09", { id: "gift" }),
      kind: "gift-sent",
      sent: leg("ETH", "0.5"),
      value: usd("600"),
    },
    {
      ...told("2025-08-10", { id: "theft" }),
      kind: "lost",
      reason: "theft",
      sent: leg("SOL", "0.5"),
    },
  ];
}

/** The input of its report, through the engine, as of the end of a day of 2025. */
export function engineYear(day: string): YearEndInput {
  const date = calendarDate(day);
  const asOf = { at: instant(`${day}T23:59:59Z`), date };
  const chosen = settings({ timeZone: "America/New_York" });
  const ledger = computeLedger({ transactions: transactions(), settings: chosen, asOf });
  const told = profile(2025, {
    ordinaryIncome: usd("100000"),
    deduction: usd("15750"),
    qualifiedDividends: usd("120"),
  });
  const result = computeYears({ ledger, profiles: [told], asOf }).find(({ year }) => year === 2025);
  if (result === undefined) {
    throw new Error("no year 2025");
  }
  const quotes = ASSETS.map((asset, index) => ({
    asset: assetId(asset),
    price: String(300 + index * 410),
    at: instant(`${day}T20:00:00Z`),
    source: "Kraken",
  }));
  const plan = harvestPlan({ ledger, year: result, profile: told, settings: chosen, quotes, asOf });
  return yearEndInput({
    asOf: date,
    result,
    ledger,
    settings: chosen,
    issues: ledger.issues,
    prices: quotes,
    positions: openPositions({ ledger, quotes, asOf }),
    plan: plan.ok ? plan.value : null,
    accounts: new Map([
      [accountId("A"), "Kraken"],
      [accountId("B"), "Ledger Nano X"],
    ]),
  });
}
