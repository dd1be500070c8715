import Link from "next/link";
import { AssetName } from "@/app/_ui/asset-name";
import { AuthorityChip } from "@/app/_ui/authority-chip";
import { Callout } from "@/app/_ui/callout";
import { JobProgress } from "@/app/_ui/job-progress";
import { Section } from "@/app/_ui/page-header";
import { RowHead, Table, Td, Th, Tr } from "@/app/_ui/table";
import type { PastPricesView } from "@/lib/services/view-past-prices";
import { FetchPastPrices } from "./fetch-past-prices";

/** Dollars for rows whose source told none: what is missing, the run that fetches prices, and the rule. */
export function PastPrices({ view, clientId }: { view: PastPricesView; clientId: string }) {
  const { run } = view;
  const isRunning = run !== null && (run.state === "queued" || run.state === "running");
  return (
    <Section
      title="Values of your transactions"
      lead={
        <>
          Income, swaps, payments, fees in coins and trades in other money need their dollar value
          at that moment. A value your file tells always counts; only where there is none, a price
          gives it. <AuthorityChip id="notice-2014-21-a5" /> <AuthorityChip id="rev-rul-2023-14" />
        </>
      }
    >
      <div className="flex max-w-2xl flex-col gap-5">
        <Standing view={view} />
        {isRunning ? (
          <JobProgress
            url={`/api/clients/${clientId}/jobs/${run.id}`}
            label="Fetching prices"
            unit="amounts"
            initial={{ ...run, message: null }}
          />
        ) : (
          <>
            {view.mayWrite && view.askable > 0 && (
              <FetchPastPrices clientId={clientId} isAgain={run !== null} />
            )}
            {run !== null && <LastRun run={run} />}
          </>
        )}
        <Rule />
      </div>
      {view.groups.length > 0 && <Missing view={view} clientId={clientId} />}
    </Section>
  );
}

function Standing({ view }: { view: PastPricesView }) {
  const all = view.missing + view.information;
  return (
    <div>
      <p className="font-serif text-xl">
        {view.missing === 0
          ? "No amount lacks its dollar value."
          : `${amounts(view.missing)} without a dollar value.`}
      </p>
      <p className="mt-1 text-muted text-sm">
        {view.information > 0 &&
          `What ${
            view.information === 1
              ? "1 deposit or withdrawal was"
              : `${view.information.toLocaleString("en-US")} deposits and withdrawals were`
          } worth is not known either; no tax hangs on that. `}
        {view.valued > 0 &&
          `${amounts(view.valued)} ${view.valued === 1 ? "is" : "are"} valued by prices: ${view.sources
            .map(({ source, count }) => `${count.toLocaleString("en-US")} from ${source}`)
            .join(", ")}. `}
        {all > 0 &&
          view.askable === 0 &&
          "Nobody can be asked for what is missing: enter a price below, or the value in the row itself."}
      </p>
    </div>
  );
}

const amounts = (count: number): string =>
  count === 1 ? "1 amount" : `${count.toLocaleString("en-US")} amounts`;

function LastRun({ run }: { run: NonNullable<PastPricesView["run"]> }) {
  if (run.state === "failed") {
    return (
      <Callout tone="bad" title="Fetching prices stopped">
        {run.message ?? "It could not be finished."} The prices that came in are kept.
      </Callout>
    );
  }
  // What is still missing stands in the table below as it is now, each with its reason.
  const [said = ""] = (run.message ?? "").split(" Still missing.");
  return said === "" ? null : (
    <Callout
      tone={run.message === said ? "good" : "caution"}
      title="The last time prices were fetched"
    >
      {said}
    </Callout>
  );
}

/** The one rule, for all assets and years. */
function Rule() {
  return (
    <details className="text-sm">
      <summary className="min-h-8 cursor-pointer py-1 text-accent">Which price is taken</summary>
      <ol className="mt-1 list-decimal space-y-1 pl-5 text-muted">
        <li>A price you entered or uploaded for that hour or UTC day.</li>
        <li>
          Else the close of the hour in which it happened, on Coinbase Exchange, else Kraken, else
          CoinGecko (last 365 days).
        </li>
        <li>
          Else the close of that UTC day, from the same, else DefiLlama. Where only the day is
          known, the day counts at once.
        </li>
        <li>
          Other money: the European Central Bank’s rate of that day; on days without one, of the
          business day before.
        </li>
        <li>
          In a swap the side that trades most is priced: money, dollar stablecoins (at their price,
          not at 1.00), BTC, ETH, then what was received.
        </li>
        <li>The same asset and hour keeps its price for ever. No price is never zero.</li>
      </ol>
    </details>
  );
}

function Missing({ view, clientId }: { view: PastPricesView; clientId: string }) {
  return (
    <div className="mt-6">
      <Table caption="Amounts without a dollar value">
        <thead>
          <tr>
            <Th sticky>Asset</Th>
            <Th numeric>Amounts</Th>
            <Th>Why</Th>
          </tr>
        </thead>
        <tbody>
          {view.groups.map(({ asset, reason, count, why }) => (
            <Tr key={`${asset} ${reason}`}>
              <RowHead>
                <Link
                  href={`/clients/${clientId}/ledger?asset=${encodeURIComponent(asset)}`}
                  className="inline-flex min-h-6 items-center underline"
                >
                  <AssetName id={asset} />
                </Link>
              </RowHead>
              <Td numeric>{count.toLocaleString("en-US")}</Td>
              <Td className="text-muted">{why === "" ? "Not asked yet." : `${sentence(why)}.`}</Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}

const sentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
