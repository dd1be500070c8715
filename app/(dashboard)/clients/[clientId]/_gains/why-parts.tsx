import Link from "next/link";
import { Day } from "@/app/_ui/day";
import { DefinitionList } from "@/app/_ui/definition-list";
import { Money } from "@/app/_ui/money";
import type { ExplainedFact, ExplainedSource } from "@/lib/services/gains/explanation";
import type { WhyDrawerProps } from "./why-drawer";

/** Facts beside the sum. */
export function WhyFacts({ facts }: { facts: readonly ExplainedFact[] }) {
  if (facts.length === 0) {
    return null;
  }
  return (
    <DefinitionList
      items={facts.map((fact) => ({
        key: fact.label,
        term: fact.label,
        value: <FactValue fact={fact} />,
      }))}
    />
  );
}

function FactValue({ fact }: { fact: ExplainedFact }) {
  if (fact.as === "date") {
    return <Day date={fact.value} />;
  }
  return fact.as === "usd" ? <Money amount={fact.value} /> : fact.value;
}

/** Rows under a figure, each askable, and the way to all of them. */
export function WhyRows({
  explanation,
  whyTemplate,
  boxTemplate,
}: Pick<WhyDrawerProps, "explanation" | "whyTemplate" | "boxTemplate">) {
  const { rows, rowCount, box } = explanation;
  if (rows.length === 0 && box === null) {
    return null;
  }
  return (
    <section className="text-sm">
      {rows.length > 0 && (
        <h3 className="font-semibold">
          {rows.length < rowCount ? `The largest ${rows.length} of ${rowCount} rows` : "Its rows"}
        </h3>
      )}
      <ul>
        {rows.map((row) => (
          <li key={row.key} className="flex justify-between gap-4 border-line border-b py-1.5">
            <span className="min-w-0">
              {row.why === null ? (
                row.label
              ) : (
                <Link
                  href={whyTemplate.replace("{why}", encodeURIComponent(row.why))}
                  scroll={false}
                  prefetch={false}
                  className="askable"
                >
                  {row.label}
                </Link>
              )}
              <span className="block text-muted text-xs">
                <Day date={row.date} />
              </span>
            </span>
            <Money amount={row.amount} tone={box === null ? "plain" : "signed"} />
          </li>
        ))}
      </ul>
      {box !== null && (
        <p className="mt-2">
          <Link href={boxTemplate.replace("{box}", box)} className="text-accent underline">
            Open all rows of box {box}
          </Link>
        </p>
      )}
    </section>
  );
}

/** The transactions under a figure, down to the line of the file. */
export function WhySources({
  sources,
  ledgerTemplate,
}: {
  sources: readonly ExplainedSource[];
  ledgerTemplate: string;
}) {
  if (sources.length === 0) {
    return null;
  }
  return (
    <section className="flex flex-col gap-4 text-sm">
      <h3 className="font-semibold">Where it comes from</h3>
      {sources.map((source) => (
        <div key={source.key}>
          <p>
            {source.role} <Day date={source.date} />: {source.kind}, {source.account}.{" "}
            <Link
              href={ledgerTemplate.replace("{id}", source.transactionId)}
              className="text-accent underline"
            >
              Open the transaction
            </Link>
          </p>
          <p className="text-muted">{source.place}</p>
          {source.raw !== null && (
            <pre className="mt-1 whitespace-pre-wrap break-all rounded-ui bg-sunken p-2 font-mono text-xs">
              {source.raw}
            </pre>
          )}
        </div>
      ))}
    </section>
  );
}
