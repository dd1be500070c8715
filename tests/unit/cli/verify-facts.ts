import { quantity } from "@/lib/money/quantity";
import { usd } from "@/lib/money/usd";
import { auditPack } from "@/lib/reports/audit-pack";
import type { YearEndInput } from "@/lib/reports/input";
import { inputHashOf } from "@/lib/reports/proof";
import { computeLedger, computeYears } from "@/lib/tax/compute";
import { accountId, assetId, type Transaction } from "@/lib/tax/transaction";
import { ENGINE_VERSION } from "@/lib/tax/version";
import { calendarDate } from "@/lib/time/calendar-date";
import { instant } from "@/lib/time/instant";
import { issue, yearEndInput } from "../../support/report-builders";
import { buy, leg, profile, sell, settings, told } from "../tax/make";

export const AS_OF = { at: instant("2025-12-31T23:59:59Z"), date: calendarDate("2025-12-31") };

/** Books with every kind of row that JSON could bend: long decimals, optional keys, fees in kind. */
const sold = sell("2025-03-06", "1.5", "22222.22");
const staked: Transaction = {
  ...told("2024-03-05", { fee: "1.5" }),
  fees: [{ ...leg("BNB", "0.001"), value: null }],
  kind: "income",
  incomeKind: "staking",
  received: leg("ETH", "0.3"),
  value: usd("600"),
};
export const ROWS: readonly Transaction[] = [
  buy("2023-01-05", "1.123456789012345678901234", "10000.123456789012345678"),
  {
    ...told("2024-02-05"),
    kind: "buy",
    received: leg("BTC", "2"),
    value: usd("5000"),
    money: leg("EUR", "4600.5"),
  },
  staked,
  sold,
  {
    ...told("2025-04-06"),
    kind: "sell",
    sent: leg("BTC", "0.1"),
    value: usd("900"),
    deniedLoss: "personal-use",
  },
  { ...told("2025-05-01"), kind: "cash", currency: assetId("EUR"), amount: quantity("-12.5") },
  {
    ...told("2025-05-02"),
    kind: "swap",
    sent: leg("BTC", "0.2"),
    received: leg("SOL", "40"),
    value: usd("5000"),
    withheld: { quantity: quantity("0.1"), value: usd("12.5") },
  },
  { ...told("2025-05-03"), kind: "deposit", received: leg("DOGE", "5"), value: null },
];

/** The input of their report, through the engine. */
export function inputOf(rows: readonly Transaction[] = ROWS): YearEndInput {
  const profiles = [profile(2025, { ordinaryIncome: usd("90000"), deduction: usd("15750") })];
  const ledger = computeLedger({ transactions: rows, settings: settings(), asOf: AS_OF });
  const result = computeYears({ ledger, profiles, asOf: AS_OF }).find(({ year }) => year === 2025);
  if (result === undefined) {
    throw new Error("no year 2025");
  }
  return yearEndInput({
    result,
    ledger,
    settings: settings(),
    forms: {},
    accounts: new Map([[accountId("A"), "Kraken"]]),
    issues: ledger.issues,
    engineVersion: ENGINE_VERSION,
    inputHash: inputHashOf({ settings: settings(), profiles, forms: {}, transactions: rows }),
    open: {
      tax: { now: usd("1"), low: usd("0"), high: usd("2.5") },
      gain: null,
      isBound: true,
      unknown: 0,
      kinds: [{ title: "Missing basis", count: 1 }],
      dismissed: new Map([["a~b", "not mine"]]),
      others: [
        {
          ...issue(),
          kind: "twin",
          account: null,
          transaction: null,
          message: "told twice",
          remedy: "say which",
          dismissed: null,
        },
      ].map(({ code: _code, severity: _severity, ...other }) => other),
    },
  });
}

/** What their export has besides. */
export const facts = {
  asOfMoment: AS_OF.at,
  transactions: ROWS,
  profiles: [profile(2025, { ordinaryIncome: usd("90000"), deduction: usd("15750") })],
  valued: new Map([
    [
      staked.id,
      [
        {
          name: "value",
          leg: leg("ETH", "0.3"),
          amount: usd("600"),
          price: {
            asset: assetId("ETH"),
            price: "2000",
            span: "hour",
            starts: instant("2024-03-05T12:00:00Z"),
            at: instant("2024-03-05T12:59:58Z"),
            pair: "ETH-USD",
            source: "Coinbase Exchange",
            toldBy: "market",
          },
        } as const,
      ],
    ],
  ]),
  tickets: [
    {
      ticket: {
        id: "ticket-1",
        purpose: "sale",
        account: accountId("A"),
        asset: assetId("BTC"),
        madeAt: instant("2025-03-06T11:00:00Z"),
        expiresAt: instant("2025-04-06T11:00:00Z"),
        toldBrokerAt: null,
        withdrawnAt: null,
        lots: [{ lot: "first", quantity: quantity("1.5") }],
      },
      fills: [
        {
          transaction: sold.id,
          at: instant("2025-03-06T12:00:00Z"),
          lots: [{ lot: "first", quantity: quantity("1") }],
        },
      ],
      left: [{ lot: "first", quantity: quantity("0.5") }],
    } as const,
  ],
};

/** The audit pack of the same facts. */
export function packOf(input: YearEndInput = inputOf()): ReturnType<typeof auditPack> {
  const { transactions, profiles, valued, tickets } = facts;
  const years = computeYears({ ledger: input.ledger, profiles, asOf: AS_OF });
  return auditPack(input, {
    ...{ transactions, asOf: AS_OF, years, ledger: input.ledger, method: "table" },
    ...{ settings: settings(), valued, tickets },
  });
}
