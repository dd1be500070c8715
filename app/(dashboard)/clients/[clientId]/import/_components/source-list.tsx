import { DefinitionList } from "@/app/_ui/definition-list";

const SAMPLE = "/samples/universal.csv";

const sources = [
  {
    key: "coinbase",
    term: "Coinbase",
    value:
      "Taxes, Documents, Custom reports: “Transaction history”, CSV, all time. Not the gain/loss report: that one holds results, not transactions. All layouts since 2018 are read.",
  },
  {
    key: "kraken",
    term: "Kraken",
    value:
      "History, Export, “Ledgers”, all time, CSV. Not the trades file: it leaves out deposits, staking and instant purchases.",
  },
  {
    key: "koinly",
    term: "Koinly",
    value: "A file in Koinly’s universal layout, as many wallets and tools can write it.",
  },
  {
    key: "universal",
    term: "Anything else",
    value: (
      <>
        Lotwise’s own CSV takes every kind of transaction, columns in any order.{" "}
        <a href={SAMPLE} download className="text-accent underline">
          Download a sample
        </a>{" "}
        and fill in your rows.
      </>
    ),
  },
];

/** Where each file is found. */
export function SourceList() {
  return <DefinitionList items={sources} />;
}
