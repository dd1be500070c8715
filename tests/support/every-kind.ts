import { quantity } from "@/lib/money/quantity";
import { usd, ZERO_USD } from "@/lib/money/usd";
import type { YearInputs } from "@/lib/tax/amend/year-inputs";
import {
  type AssetId,
  accountId,
  assetId,
  type ConversionForm,
  type IncomeKind,
  type Transaction,
  transactionId,
} from "@/lib/tax/transaction";
import { calendarDate } from "@/lib/time/calendar-date";
import { instant } from "@/lib/time/instant";
import { AS_OF, buy, leg, profile, sell, settings, told } from "../unit/tax/make";

/** Books with every kind of transaction, income, conversion and loss there is, a wash sale, denied losses and lines of brokers' forms. */

const INCOMES: readonly (readonly [IncomeKind, string])[] = [
  ["staking", "2023-02-01"],
  ["mining", "2023-02-02"],
  ["reward", "2023-02-03"],
  ["interest", "2023-02-04"],
  ["airdrop", "2023-02-05"],
  ["fork", "2023-02-06"],
  ["wages", "2023-02-07"],
  ["services", "2023-02-08"],
  ["other", "2023-02-09"],
];

const CONVERSIONS: readonly (readonly [ConversionForm, string, string])[] = [
  ["wrap", "2023-10-01", "WETH"],
  ["bridge", "2023-10-02", "ETHB"],
  ["liquidity", "2023-10-03", "POOL"],
  ["liquid-staking", "2023-10-04", "STETH"],
];

const LOST = ["worthless", "abandoned", "theft", "lost", "bankruptcy"] as const;

const SHARE: AssetId = assetId("SHARE");
const ART: AssetId = assetId("ART");

const opened: readonly Transaction[] = [
  buy("2022-01-10", "2", "80000", { id: "btc" }),
  buy("2022-02-10", "10", "30000", { id: "eth", asset: "ETH" }),
  buy("2022-03-01", "100", "500", { id: "old", asset: "OLD" }),
  buy("2022-04-01", "10", "100", { id: "dust", asset: "DUST" }),
  {
    ...told("2023-01-05", { id: "gift" }),
    kind: "gift-received",
    received: leg("ETH", "1"),
    value: usd("1600"),
    donorBasis: usd("400"),
    donorAcquired: calendarDate("2020-05-01"),
    giftTaxShare: ZERO_USD,
  },
  {
    ...told("2023-01-06", { id: "heir" }),
    kind: "inherited",
    received: leg("BTC", "0.5"),
    value: usd("9000"),
  },
  buy("2023-01-10", "1", "1000", { id: "art", asset: "ART" }),
  ...INCOMES.map(
    ([incomeKind, day]): Transaction => ({
      ...told(day, { id: incomeKind }),
      kind: "income",
      received: leg("DOT", "1"),
      value: usd("6"),
      incomeKind,
    }),
  ),
];

const of2023: readonly Transaction[] = [
  sell("2023-03-01", "1", "23000", { id: "sold", fee: "10" }),
  {
    ...told("2023-04-01", { id: "spent" }),
    kind: "spend",
    sent: leg("ETH", "0.5"),
    value: usd("900"),
  },
  { ...told("2023-04-02", { id: "gas" }), kind: "fee", sent: leg("ETH", "0.01"), value: usd("18") },
  {
    ...told("2023-05-01", { id: "given" }),
    kind: "gift-sent",
    sent: leg("ETH", "0.49"),
    value: usd("900"),
  },
  {
    ...told("2023-05-02", { id: "donated" }),
    kind: "donation",
    sent: leg("ETH", "1"),
    value: usd("1900"),
  },
  ...LOST.map(
    (reason, index): Transaction => ({
      ...told(`2023-06-0${index + 1}`, { id: reason }),
      kind: "lost",
      sent: leg("DUST", "2"),
      reason,
    }),
  ),
  {
    ...told("2023-07-01", { id: "renamed" }),
    kind: "migration",
    sent: leg("OLD", "100"),
    received: leg("NEW", "100"),
  },
  {
    ...told("2023-08-01", { id: "left" }),
    kind: "withdrawal",
    sent: leg("ETH", "0.1"),
    value: null,
  },
  {
    ...told("2023-08-02", { id: "came" }),
    kind: "deposit",
    received: leg("ADA", "5"),
    value: null,
  },
  {
    ...told("2023-09-01", { id: "odd" }),
    kind: "unknown",
    label: "Adjustment",
    sent: null,
    received: null,
    value: null,
  },
  {
    ...told("2023-09-02", { id: "wire" }),
    kind: "cash",
    currency: assetId("EUR"),
    amount: quantity("500"),
  },
  ...CONVERSIONS.map(
    ([form, day, into]): Transaction => ({
      ...told(day, { id: form }),
      kind: "conversion",
      form,
      treatment: null,
      sent: leg("ETH", "0.5"),
      received: leg(into, "0.5"),
      value: usd("850"),
    }),
  ),
];

const later: readonly Transaction[] = [
  buy("2024-01-10", "10", "1000", { id: "share", asset: "SHARE" }),
  {
    ...told("2024-02-01", { id: "moved" }),
    kind: "transfer",
    toAccount: accountId("B"),
    sent: leg("BTC", "0.5"),
    received: leg("BTC", "0.4999"),
    feeValue: usd("4.30"),
  },
  sell("2024-03-01", "100", "900", { id: "new", asset: "NEW" }),
  sell("2024-05-01", "10", "700", { id: "wash", asset: "SHARE" }),
  buy("2024-05-15", "10", "720", { id: "again", asset: "SHARE" }),
  sell("2024-06-01", "1", "3000", { id: "artist", asset: "ART" }),
  {
    ...told("2024-07-01", { id: "swap", fee: "20" }),
    kind: "swap",
    sent: leg("ETH", "1"),
    received: leg("BTC", "0.05"),
    value: usd("3400"),
    withheld: null,
  },
  {
    ...told("2024-08-01", { id: "kin" }),
    kind: "sell",
    sent: leg("ETH", "1"),
    value: usd("2500"),
    deniedLoss: "related-party",
  },
  sell("2025-05-01", "1", "1800", { id: "named", asset: "ETH" }),
  sell("2025-06-01", "0.2", "21000", { id: "form", account: "B", fee: "30" }),
];

const DEDUCTIONS = { 2023: "27700", 2024: "29200", 2025: "31500" } as const;

const line = {
  taxYear: 2025,
  payer: "Harbor Exchange",
  name: "Bitcoin BTC",
  asset: assetId("BTC"),
  units: quantity("0.3"),
  acquired: null,
  sold: calendarDate("2025-07-01"),
  basis: null,
  basisReported: false,
  term: null,
} as const;

/** Whole dollars, one row a sale, a joint return with income enough for the net investment income tax. */
export const everyKind: YearInputs = {
  transactions: [...opened, ...of2023, ...later],
  settings: settings({
    identifications: [
      {
        transaction: transactionId("named"),
        madeAt: instant("2025-05-01T11:00:00Z"),
        toldBrokerAt: null,
        lots: [{ lot: "gift", quantity: quantity("1") }],
      },
    ],
    assets: [
      { asset: SHARE, class: "security", collectible: false, identicalTo: null },
      { asset: ART, class: "digital", collectible: true, identicalTo: null },
    ],
  }),
  profiles: ([2023, 2024, 2025] as const).map((year) =>
    profile(year, {
      filingStatus: "mfj",
      ordinaryIncome: usd("300000"),
      deduction: usd(DEDUCTIONS[year]),
    }),
  ),
  forms: {
    rounding: "dollars",
    exception1: "list",
    various: true,
    adjustments: [],
    brokerReports: [
      {
        disposal: transactionId("form"),
        form: "1099-DA",
        proceeds: usd("21000"),
        basis: usd("9000"),
        basisReported: true,
        term: "short",
        washDisallowed: null,
        acquired: null,
        units: null,
      },
      {
        disposal: transactionId("wash"),
        form: "1099-B",
        proceeds: usd("700"),
        basis: usd("1000"),
        basisReported: true,
        term: "short",
        washDisallowed: usd("300"),
        acquired: null,
        units: null,
      },
    ],
    brokerLines: [
      { ...line, id: "own", proceeds: usd("33000.40"), answer: "own-transfer" },
      { ...line, id: "theirs", proceeds: usd("5000"), answer: "nominee" },
    ],
  },
  asOf: AS_OF,
};
