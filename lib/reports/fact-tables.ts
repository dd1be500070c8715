import { formatQuantity } from "@/lib/money/format";
import { sumQuantity } from "@/lib/money/quantity";
import type { AccountFacts, AssetFacts } from "@/lib/tax/facts";
import { left } from "./columns";
import { momentText } from "./dates";
import type { YearEndInput } from "./input";
import type { Table } from "./model";
import { accountName, assetName } from "./names";
import { counted, printable } from "./text";

const CUSTODY: Readonly<Record<AccountFacts["custody"], string>> = {
  own: "The client alone",
  broker: "A platform",
};

const OWNERS: Readonly<Record<AccountFacts["owner"], string>> = {
  client: "This return",
  spouse: "The spouse's own return",
  ira: "None: a retirement account",
};

const CLASSES: Readonly<Record<AssetFacts["class"], string>> = {
  digital: "Digital asset",
  security: "Security",
  "tokenized-security": "Tokenized security",
};

/** What the client says about accounts and assets, and which lots were named by hand; a table nobody filled is left out. */
export function factTables(input: YearEndInput): Table[] {
  return [accounts(input), assets(input), identified(input)].filter(({ rows }) => rows.length > 0);
}

function accounts({ settings, accounts: names }: YearEndInput): Table {
  return {
    heading: "Accounts, as told",
    intro:
      "Any other account is taken for the client's own, its keys held by a platform (Reg. 1.1012-1(j)(3)). Accounts of a spouse's own return and retirement accounts are not on these forms; their purchases count against a loss (IRC 1091).",
    columns: [left("Account", 40), left("Keys held by", 30), left("On the return", 30)],
    rows: settings.accounts
      .map(({ account, custody, owner }) => [
        accountName(names, account),
        CUSTODY[custody],
        OWNERS[owner],
      ])
      .sort(byFirst),
    total: null,
    empty: "",
  };
}

function assets(input: YearEndInput): Table {
  const { settings } = input;
  return {
    heading: "Assets, as told",
    intro:
      "Any other asset is taken for a digital asset, no collectible, identical to no other. Collectibles: IRC 408(m); Notice 2023-27.",
    columns: [
      left("Asset", 25),
      left("Class", 30),
      left("Collectible", 20),
      left("Identical with", 25),
    ],
    rows: settings.assets
      .map((facts) => [
        assetName(input, facts.asset),
        CLASSES[facts.class],
        facts.collectible ? "Yes" : "No",
        facts.identicalTo === null ? "" : printable(facts.identicalTo, 40),
      ])
      .sort(byFirst),
    total: null,
    empty: "",
  };
}

function identified({ settings, sources }: YearEndInput): Table {
  return {
    heading: "Lots named sale by sale",
    intro:
      "Named no later than the sale, they come before the order in force; later ones do not count and are among the open items (Reg. 1.1012-1(j)).",
    columns: [
      left("Sale or transfer", 34),
      left("Lots", 22),
      left("Written down", 22),
      left("Broker told", 22),
    ],
    rows: [...settings.identifications]
      .sort((a, b) => (a.madeAt < b.madeAt ? -1 : 1))
      .map(({ transaction, lots, madeAt, toldBrokerAt }) => [
        printable(sources.get(transaction)?.place || transaction, 60),
        `${counted(lots.length, "lot")}, ${formatQuantity(sumQuantity(lots.map(({ quantity }) => quantity)))} units`,
        momentText(madeAt),
        toldBrokerAt === null ? "not told" : momentText(toldBrokerAt),
      ]),
    total: null,
    empty: "",
  };
}

const byFirst = ([a = ""]: readonly string[], [b = ""]: readonly string[]): number =>
  a < b ? -1 : Number(a > b);
