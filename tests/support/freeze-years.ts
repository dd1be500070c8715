import { writeFileSync } from "node:fs";
import { usd } from "@/lib/money/usd";
import { filedYearOf } from "@/lib/tax/amend/filed-year";
import { filedYearText, inputsText } from "@/lib/tax/amend/frozen-text";
import { computeFiled, type YearInputs } from "@/lib/tax/amend/year-inputs";
import { accountId, type Transaction, transactionId } from "@/lib/tax/transaction";
import { ENGINE_VERSION } from "@/lib/tax/version";
import { instant } from "@/lib/time/instant";
import { AS_OF, buy, leg, profile, sell, settings, told } from "../unit/tax/make";
import { everyKind } from "./every-kind";

// Run by `node --import tsx tests/support/freeze-years.ts <name> [every-kind]` to keep a snapshot of the engine as it is, of the plain books below
// or of those with every kind of transaction. One that is kept is never written over: it is what somebody filed on.

const transactions: readonly Transaction[] = [
  buy("2022-03-01", "2", "80000", { id: "t01" }),
  sell("2023-02-01", "0.5", "12000", { id: "t02" }),
  {
    ...told("2023-06-01", { id: "t03" }),
    kind: "income",
    received: leg("ETH", "1"),
    value: usd("1900"),
    incomeKind: "staking",
  },
  {
    ...told("2023-09-01", { id: "t04" }),
    kind: "transfer",
    toAccount: accountId("B"),
    sent: leg("BTC", "1"),
    received: leg("BTC", "0.999"),
    feeValue: usd("26"),
  },
  sell("2024-05-01", "0.8", "52000", { id: "t05", account: "B" }),
  {
    ...told("2024-11-01", { id: "t06" }),
    kind: "swap",
    sent: leg("ETH", "1"),
    received: leg("SOL", "20"),
    value: usd("3300"),
    withheld: null,
  },
  buy("2024-12-01", "10", "2500", { id: "t07", asset: "SOL" }),
  sell("2025-04-01", "10", "1200", { id: "t08", asset: "SOL" }),
];

const DEDUCTIONS = { 2023: "13850", 2024: "14600", 2025: "15750" } as const;

const plain: YearInputs = {
  transactions,
  settings: settings({
    standingOrders: [
      {
        id: "o1",
        account: null,
        method: "hifo",
        effectiveFrom: instant("2025-01-01T00:00:00Z"),
        madeAt: instant("2024-12-31T12:00:00Z"),
        toldBrokerAt: null,
      },
    ],
  }),
  profiles: ([2023, 2024, 2025] as const).map((year) =>
    profile(year, { ordinaryIncome: usd("60000"), deduction: usd(DEDUCTIONS[year]) }),
  ),
  forms: {
    rounding: "cents",
    exception1: "list",
    various: false,
    adjustments: [],
    brokerReports: [
      {
        disposal: transactionId("t08"),
        form: "1099-DA",
        proceeds: usd("1210"),
        basis: null,
        basisReported: false,
        term: null,
        washDisallowed: null,
        acquired: null,
        units: null,
      },
    ],
  },
  asOf: AS_OF,
};

const [name = `engine-${ENGINE_VERSION}`, books] = process.argv.slice(2);
const inputs = books === "every-kind" ? everyKind : plain;
const years = computeFiled(inputs).years.map((year) => filedYearText(filedYearOf(year)));
writeFileSync(
  new URL(`../fixtures/frozen/${name}.json`, import.meta.url),
  `${JSON.stringify({ engine: ENGINE_VERSION, inputs: inputsText(inputs), years }, null, 1)}\n`,
  { flag: "wx" },
);
