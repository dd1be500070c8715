import { formatPrice, formatUsd } from "@/lib/money/format";
import type { LedgerSettings, StandingOrder, YearProfile } from "@/lib/tax/settings";
import {
  conversions,
  formChoices,
  POOLS,
  swapCosts,
  TRANSFER_FEES,
  washSales,
} from "./choice-names";
import { left, right } from "./columns";
import { letterDate, momentText } from "./dates";
import { factTables } from "./fact-tables";
import type { YearEndInput } from "./input";
import type { Fact, Table, YearEndReport } from "./model";
import { accountName, assetName, METHOD_NAMES } from "./names";
import { counted, printable } from "./text";

/** Filing statuses as people say them. */
export const STATUSES = {
  single: "Single",
  mfj: "Married filing jointly",
  mfs: "Married filing separately",
  hoh: "Head of household",
  qss: "Qualifying surviving spouse",
} as const;

function profileFacts(profile: YearProfile | null): Fact[] {
  if (profile === null) {
    return [
      {
        label: "Tax profile",
        value: "Not given",
        note: "The loss limit is that of a single filer, and income is assumed to be enough to use it; no tax is computed.",
      },
    ];
  }
  return [
    { label: "Filing status", value: STATUSES[profile.filingStatus], note: "" },
    {
      label: "Other income",
      value: formatUsd(profile.ordinaryIncome),
      note: "Income in AGI other than capital gains and qualified dividends, as told.",
    },
    { label: "Deduction", value: formatUsd(profile.deduction), note: "" },
    { label: "Qualified dividends", value: formatUsd(profile.qualifiedDividends), note: "" },
    {
      label: "Other capital gains and losses",
      value: `${formatUsd(profile.otherShort)} short-term, ${formatUsd(profile.otherLong)} long-term`,
      note: "Net, outside these records, as told.",
    },
  ];
}

function methodRows(input: YearEndInput): string[][] {
  const order = (a: StandingOrder, b: StandingOrder): number =>
    a.effectiveFrom === b.effectiveFrom
      ? a.id < b.id
        ? -1
        : 1
      : a.effectiveFrom < b.effectiveFrom
        ? -1
        : 1;
  const rows = [...input.settings.standingOrders]
    .sort(order)
    .map((standing) => [
      standing.account === null ? "All accounts" : accountName(input.accounts, standing.account),
      METHOD_NAMES[standing.method],
      momentText(standing.effectiveFrom),
      momentText(standing.madeAt),
      standing.toldBrokerAt === null ? "not told" : momentText(standing.toldBrokerAt),
    ]);
  const governed = new Set(input.settings.standingOrders.map((standing) => standing.account));
  const rest = [...input.accounts.keys()]
    .filter((account) => !governed.has(account))
    .map((account) => accountName(input.accounts, account))
    .sort();
  return governed.has(null)
    ? rows
    : [...rest.map((name) => [name, "FIFO", "default", "no order", ""]), ...rows];
}

function methods(input: YearEndInput): Table {
  return {
    heading: "Lot method by account",
    intro:
      "An order governs sales made after both of its moments; before them, and without one, FIFO applies (Reg. 1.1012-1(j)).",
    columns: [
      left("Account", 28),
      left("Method", 15),
      left("In force from", 19),
      left("Written down", 19),
      left("Broker told", 19),
    ],
    rows: methodRows(input),
    total: null,
    empty: "FIFO in every account.",
  };
}

function prices(input: YearEndInput): Table {
  return {
    heading: "Prices used",
    intro:
      input.valued === undefined
        ? "For the value of what is held. Sales and income are valued at the amounts recorded with each transaction."
        : "For the value of what is held. Sales and income are valued at the amounts recorded with each transaction, or by the prices named above where none was.",
    columns: [left("Asset", 20), right("Price", 20), left("At", 25), left("Source", 35)],
    rows: input.prices.map((quote) => [
      assetName(input, quote.asset),
      formatPrice(quote.price),
      momentText(quote.at),
      printable(quote.source, 60),
    ]),
    total: null,
    empty: "No market prices were used.",
  };
}

function allocated(allocation: LedgerSettings["allocation2025"]): Fact {
  const label = "Basis allocation at January 1, 2025";
  if (allocation === null) {
    return { label, value: "None given", note: "" };
  }
  const kind = allocation.kind === "specific" ? "Unit by unit" : "By a rule written down before";
  return {
    label,
    value: `${kind}: ${counted(allocation.rows.length, "placement")}, finished ${momentText(allocation.completedAt)}`,
    note: "Rev. Proc. 2024-28, as told.",
  };
}

function valuedByPrices({ valued }: YearEndInput): Fact[] {
  return valued === undefined
    ? []
    : [
        {
          label: "Values by market prices",
          value: `${counted(valued.amounts, "amount")} not recorded in dollars`,
          note: `Price of the hour in which it happened, else of that UTC day: ${valued.sources.map((source) => printable(source, 60)).join(", ")} (Notice 2014-21 A-5; Rev. Rul. 2023-14).`,
        },
      ];
}

/** Every choice the figures depend on, with its date where it has one. */
export function settingsUsed(input: YearEndInput): YearEndReport["settings"] {
  const { settings } = input;
  return {
    heading: "Settings used",
    intro:
      "The same records with the same settings give the same figures. Changing any of these changes the report.",
    facts: [
      { label: "Records up to", value: letterDate(input.asOf), note: "" },
      {
        label: "Tax time zone",
        value: printable(settings.timeZone),
        note: "Turns the moment of each trade into its tax date.",
      },
      { label: "Pools", ...POOLS[settings.pool] },
      allocated(settings.allocation2025),
      {
        label: "Lots identified sale by sale",
        value: counted(settings.identifications.length, "identification"),
        note: "",
      },
      { label: "Network fees of transfers", ...TRANSFER_FEES[settings.transferFee] },
      swapCosts(settings),
      conversions(settings),
      washSales(settings),
      ...formChoices(input.forms ?? {}),
      ...profileFacts(input.result.profile),
      ...valuedByPrices(input),
      { label: "Engine", value: printable(input.engineVersion), note: "" },
      { label: "Fingerprint of records and settings", value: printable(input.inputHash), note: "" },
    ],
    tables: [methods(input), ...factTables(input), prices(input)],
  };
}
