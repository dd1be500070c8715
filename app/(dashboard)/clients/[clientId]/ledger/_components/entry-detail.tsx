import Link from "next/link";
import { AuthorityChip } from "@/app/_ui/authority-chip";
import { ButtonLink } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";
import { dayText } from "@/app/_ui/day";
import { DefinitionList } from "@/app/_ui/definition-list";
import { Money, Quantity } from "@/app/_ui/money";
import type { SessionUser } from "@/lib/auth/session";
import type { EntryView } from "@/lib/services/entry-view";
import type { HistoryItem, RawRow, TransactionView } from "@/lib/services/view-transaction";
import { SeparateForm } from "../../_books/link-forms";
import { EntryLots } from "./entry-lots";
import { Identified } from "./identified";
import { LotRecord } from "./lot-record";
import { VoidForm } from "./void-form";

/** One transaction: what it says, the rows it came from, what happened to it, what can be done. */
export function EntryDetail({
  user,
  clientId,
  view,
  correctHref,
  identifyHref,
  reportHref,
  txTemplate,
}: {
  user: SessionUser;
  clientId: string;
  view: TransactionView;
  correctHref: string;
  identifyHref: string;
  reportHref: string;
  /** The drawer of another transaction: "{tx}" is where its id goes. */
  txTemplate: string;
}) {
  const { entry } = view;
  const mayChange = view.mayWrite && entry.voided === null;
  return (
    <div className="flex flex-col gap-6">
      {entry.voided !== null && (
        <Callout title={`This row no longer counts: ${entry.voided}`}>
          It stays on record with everything it said.
        </Callout>
      )}
      {entry.question !== null && entry.voided === null && (
        <Callout
          tone="caution"
          title="Needs a decision"
          actions={
            mayChange && (
              <ButtonLink href={correctHref} size="small" scroll={false}>
                Decide
              </ButtonLink>
            )
          }
        >
          {entry.question}
        </Callout>
      )}
      {entry.issues.map((issue) => (
        <Callout key={issue.key} tone={issue.isBlocking ? "bad" : "caution"} title={issue.title}>
          {issue.message} {issue.remedy}
        </Callout>
      ))}
      <DefinitionList items={facts(entry, view.timeZone)} />
      {mayChange && (
        <div className="flex flex-wrap items-start gap-2">
          <ButtonLink href={correctHref} size="small" scroll={false}>
            Correct
          </ButtonLink>
          {view.isNamable && (
            <ButtonLink href={identifyHref} size="small" scroll={false}>
              Name the lots
            </ButtonLink>
          )}
          {view.isReportable && (
            <ButtonLink href={reportHref} size="small" scroll={false}>
              Broker’s form{view.reported > 0 && ` (${view.reported})`}
            </ButtonLink>
          )}
          <OtherSideLink clientId={clientId} entry={entry} />
          {view.isLinked && <SeparateForm clientId={clientId} transfer={entry.id} />}
          <VoidForm clientId={clientId} tx={entry.id} />
        </div>
      )}
      {entry.voided === null && (
        <EntryLots user={user} clientId={clientId} tx={entry.id} txTemplate={txTemplate} />
      )}
      {view.identified.length > 0 && entry.voided === null && (
        <Identified
          clientId={clientId}
          tx={entry.id}
          standing={view.identified}
          mayChange={mayChange}
        />
      )}
      {view.record !== null && entry.voided === null && (
        <LotRecord record={view.record} root={`/clients/${clientId}`} />
      )}
      <RawRows rows={view.rawRows} />
      <History items={view.history} txTemplate={txTemplate} />
    </div>
  );
}

/** For what left or arrived alone: the page that looks for its other side. */
function OtherSideLink({ clientId, entry: { id, kind } }: { clientId: string; entry: EntryView }) {
  const words = new Map([
    ["withdrawal", "Find where it went"],
    ["deposit", "Find where it came from"],
  ]).get(kind);
  return (
    words !== undefined && (
      <ButtonLink href={`/clients/${clientId}/ledger/link?row=${id}`} size="small">
        {words}
      </ButtonLink>
    )
  );
}

function facts(entry: EntryView, timeZone: string) {
  const { sent, received } = entry;
  const all = [
    { key: "date", term: "Tax date", value: dayText(entry.date) },
    {
      key: "time",
      term: `Time in ${timeZone}`,
      value: entry.time ?? "only the day is known",
    },
    {
      key: "at",
      term: "Moment in UTC",
      value: <span className="font-mono text-xs">{entry.at}</span>,
      hide: entry.time === null,
    },
    { key: "kind", term: "More exactly", value: entry.kindDetail, hide: entry.kindDetail === null },
    { key: "account", term: entry.toAccount === null ? "Account" : "From", value: entry.account },
    { key: "to", term: "To", value: entry.toAccount, hide: entry.toAccount === null },
    {
      key: "sent",
      term: "Sent",
      value: sent && <Quantity amount={sent.quantity} asset={sent.asset} />,
      hide: sent === null,
    },
    {
      key: "received",
      term: "Received",
      value: received && <Quantity amount={received.quantity} asset={received.asset} />,
      hide: received === null,
    },
    {
      key: "value",
      term: "Value",
      value: <ValueCell value={entry.value} valuedBy={entry.valuedBy} />,
      hide: !entry.hasValue,
    },
    {
      key: "fee",
      term: "Fee in dollars",
      value: <Money amount={entry.feeUsd} />,
      hide: entry.feeUsd === null,
    },
    ...entry.fees.map((fee, index) => ({
      key: `fee${index}`,
      term: "Fee",
      value: (
        <>
          <Quantity amount={fee.quantity} asset={fee.asset} /> worth{" "}
          <ValueCell value={fee.value} valuedBy={fee.valuedBy} />
        </>
      ),
    })),
    ...entry.facts.map(({ term, value }) => ({ key: term, term, value })),
    { key: "note", term: "Note", value: entry.note, hide: entry.note === "" },
  ];
  return all.filter((fact) => !("hide" in fact && fact.hide === true));
}

/** Dollars, and the price they come from where no source told them. */
function ValueCell({ value, valuedBy }: { value: string | null; valuedBy: string | null }) {
  return (
    <>
      <Money amount={value} />
      {valuedBy !== null && (
        <span className="block text-muted text-sm">
          No source told it in dollars. Valued: {valuedBy}. <AuthorityChip id="notice-2014-21-a5" />
        </span>
      )}
    </>
  );
}

function RawRows({ rows }: { rows: readonly RawRow[] }) {
  return (
    <section aria-labelledby="source-rows">
      <h3 id="source-rows" className="mb-2 font-semibold">
        Source
      </h3>
      {rows.length === 0 ? (
        <p className="text-muted text-sm">Entered by hand: there is no file behind it.</p>
      ) : (
        rows.map((row) => (
          <figure key={`${row.file}${row.line}`} className="mb-3">
            <figcaption className="text-muted text-sm">
              {row.file}, line {row.line}
            </figcaption>
            <pre className="whitespace-pre-wrap break-all rounded-ui bg-sunken p-2 font-mono text-xs">
              {row.raw}
            </pre>
          </figure>
        ))
      )}
    </section>
  );
}

function History({ items, txTemplate }: { items: readonly HistoryItem[]; txTemplate: string }) {
  return (
    <section aria-labelledby="history">
      <h3 id="history" className="mb-2 font-semibold">
        History
      </h3>
      <ol className="border-line border-t text-sm">
        {items.map((item) => (
          <li
            key={item.key}
            className="flex flex-wrap justify-between gap-x-4 border-line border-b py-1.5"
          >
            <span>
              {item.isThis ? (
                item.what
              ) : (
                <Link
                  href={txTemplate.replace("%7Btx%7D", item.txId)}
                  scroll={false}
                  className="underline"
                >
                  {item.what}
                </Link>
              )}
            </span>
            <span className="text-muted">
              {item.byYou ? "you" : "somebody with access"},{" "}
              <time dateTime={item.at}>
                {dayText(item.at)} {item.at.slice(11, 16)} UTC
              </time>
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
