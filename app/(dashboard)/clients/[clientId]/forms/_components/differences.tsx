import Link from "next/link";
import type { ReactNode } from "react";
import { Badge } from "@/app/_ui/badge";
import { Callout } from "@/app/_ui/callout";
import { Day } from "@/app/_ui/day";
import { Money, Quantity } from "@/app/_ui/money";
import { Section } from "@/app/_ui/page-header";
import type { DifferenceItem, FormRowView, SaleView } from "@/lib/services/reconcile/form-parts";
import type { FormDetail } from "@/lib/services/reconcile/view-forms";
import { DecisionForm } from "./decision-form";
import { MatchForm } from "./match-form";

/** Every difference with the line, the sale, and what is decided about it; open ones first. */
export function Differences({
  form,
  clientId,
  mayWrite,
  root,
}: {
  form: FormDetail;
  clientId: string;
  mayWrite: boolean;
  root: string;
}) {
  if (form.differences.length === 0) {
    return (
      <Section title="Differences">
        <Callout tone="good" title="None">
          Every line has its sale, and the figures agree.
        </Callout>
      </Section>
    );
  }
  return (
    <Section
      title="Differences"
      lead={`${form.differenceCount.toLocaleString("en-US")} in all. A decision can be changed or taken back; every one stays on record.`}
    >
      {mayWrite && <Alike form={form} clientId={clientId} />}
      <ol className="border-ink border-t">
        {form.differences.map((difference) => (
          <Item
            key={difference.key}
            difference={difference}
            clientId={clientId}
            mayWrite={mayWrite}
            root={root}
          />
        ))}
      </ol>
      {form.differenceCount > form.differences.length && (
        <p className="mt-2 text-muted text-sm">
          The first {form.differences.length}; decide these and the next ones follow.
        </p>
      )}
    </Section>
  );
}

/** Open differences that can be decided in one word, kind by kind. */
function Alike({ form, clientId }: { form: FormDetail; clientId: string }) {
  return form.alike.map(({ like, title, count, apart, choices }) => (
    <details key={like} className="border-line border-t py-3 last-of-type:mb-6">
      <summary className="cursor-pointer font-medium">
        {title}: {count.toLocaleString("en-US")} to decide alike
        {apart !== null && (
          <span className="font-normal text-muted">
            , <Money amount={apart} tone="signed" words={APART} /> together
          </span>
        )}
      </summary>
      <div className="mt-3 max-w-2xl">
        <DecisionForm
          difference={{ key: like, choices, choice: "", note: "" }}
          clientId={clientId}
          alike={count}
        />
      </div>
    </details>
  ));
}

function Item({
  difference,
  clientId,
  mayWrite,
  root,
}: {
  difference: DifferenceItem;
  clientId: string;
  mayWrite: boolean;
  root: string;
}) {
  return (
    <li className="grid gap-x-10 gap-y-4 border-line border-b py-5 lg:grid-cols-2">
      <div className="min-w-0">
        <h3 className="flex flex-wrap items-center gap-2 font-medium">
          {difference.title} <State difference={difference} />
        </h3>
        <p className="mt-1 text-muted text-sm">{difference.explained}</p>
        <dl className="mt-3 flex flex-col gap-2">
          <Part name="The form">
            {difference.lines.map((line) => (
              <Line key={line.id} line={line} />
            ))}
            <More count={difference.lineCount - difference.lines.length} />
          </Part>
          <Part name="Your books">
            {difference.sales.length === 0 && <span className="text-muted">no such sale</span>}
            {difference.sales.map((sale) => (
              <Sale key={sale.id} sale={sale} root={root} />
            ))}
            <More count={difference.saleCount - difference.sales.length} />
          </Part>
          {difference.apart !== null && difference.books !== null && (
            <Part name="Apart">
              <Money amount={difference.apart} tone="signed" words={APART} />
            </Part>
          )}
          {difference.entry !== null && (
            <Part name="Its row">
              <Entry entry={difference.entry} root={root} />
            </Part>
          )}
        </dl>
      </div>
      <div className="min-w-0">
        {mayWrite ? (
          <>
            <MatchForm
              clientId={clientId}
              line={difference.lines[0]?.id ?? ""}
              sales={difference.offered}
            />
            <DecisionForm difference={difference} clientId={clientId} />
          </>
        ) : (
          <p className="text-muted">{difference.leadsTo || "Not decided yet."}</p>
        )}
      </div>
    </li>
  );
}

function More({ count }: { count: number }) {
  return count > 0 && <span className="text-muted">and {count.toLocaleString("en-US")} more</span>;
}

const APART = { gain: "more on the form", loss: "less on the form" };

function State({ difference }: { difference: DifferenceItem }) {
  if (difference.isSettled) {
    return <Badge tone="gain">✓ Decided</Badge>;
  }
  return difference.choice === "" ? (
    <Badge tone="loss">▲ To decide</Badge>
  ) : (
    <Badge tone="caution">● In hand</Badge>
  );
}

function Part({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid gap-x-4 sm:grid-cols-[6rem_minmax(0,1fr)]">
      <dt className="text-muted text-sm">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  );
}

/** The row of the year's Form 8949 that answers the line. */
function Entry({ entry, root }: { entry: NonNullable<DifferenceItem["entry"]>; root: string }) {
  return (
    <span>
      <Link
        href={`${root}/years/${entry.year}?box=${entry.box}&why=${entry.why}`}
        prefetch={false}
        className="text-accent underline"
      >
        Form 8949 box {entry.box}
      </Link>
      : (d) <Money amount={entry.proceeds} />, (e) <Money amount={entry.basis} />, (f) {entry.code},
      (g) <Money amount={entry.adjustment} />, (h) <Money amount={entry.gain} />
    </span>
  );
}

function Line({ line }: { line: FormRowView }) {
  return (
    <span className="block">
      <Quantity amount={line.units} asset={line.asset} />,{" "}
      {line.sold === null ? "no day told" : <Day date={line.sold} />}:{" "}
      <Money amount={line.proceeds} />
      {line.firstSale && " in box 11c"}
      {line.basis === null ? ", basis blank" : ", basis "}
      {line.basis !== null && <Money amount={line.basis} />}
      {line.term !== null && `, ${line.term}`}
    </span>
  );
}

function Sale({ sale, root }: { sale: SaleView; root: string }) {
  return (
    <span className="block">
      <Link
        href={`${root}/ledger?tx=${sale.id}`}
        prefetch={false}
        className="text-accent underline"
      >
        <Quantity amount={sale.units} asset={sale.asset} />
      </Link>
      , <Day date={sale.sold} />, {sale.account}: <Money amount={sale.proceeds} />, basis{" "}
      <Money amount={sale.basis} />
    </span>
  );
}
