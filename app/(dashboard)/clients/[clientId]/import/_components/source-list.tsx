import { DefinitionList } from "@/app/_ui/definition-list";
import type { ImportsView } from "@/lib/services/view-imports";

const SAMPLE = "/samples/universal.csv";

/** What to know before the file is fetched, for the two most people come with. */
const hints = [
  {
    key: "coinbase",
    term: "From Coinbase",
    value:
      "Taxes, Documents, Custom reports: “Transaction history”, CSV, all time. Not the gain/loss report: that one holds results, not transactions.",
  },
  {
    key: "kraken",
    term: "From Kraken",
    value:
      "History, Export, “Ledgers”, all time, CSV. Not the trades file: it leaves out deposits, staking and instant purchases.",
  },
];

/** Whose files are read, and where the commonest are found. */
export function SourceList({ families }: Pick<ImportsView, "families">) {
  const items = families.map(({ title, names }) => ({
    key: title,
    term: title,
    value: title === "Anything else" ? <OwnFormat /> : names.join(" · "),
  }));
  return <DefinitionList items={[...items, ...hints]} />;
}

function OwnFormat() {
  return (
    <>
      Lotwise’s own CSV takes every kind of transaction, columns in any order.{" "}
      <a href={SAMPLE} download className="text-accent underline">
        Download a sample
      </a>{" "}
      and fill in your rows.
    </>
  );
}
