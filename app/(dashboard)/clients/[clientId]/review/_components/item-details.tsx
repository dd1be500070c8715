import Link from "next/link";
import { Money } from "@/app/_ui/money";
import type { ReviewItemView } from "@/lib/services/review/item-view";
import { Authorities } from "../../_gains/authorities";
import { OtherFixes } from "./fix-actions";
import { DismissForm } from "./item-forms";

/** Behind an item: what speaks for which way, what each way costs, the law, and the other ways to settle it. */
export function ItemDetails({
  item,
  clientId,
  back,
  mayWrite,
}: {
  item: ReviewItemView;
  clientId: string;
  back: string;
  mayWrite: boolean;
}) {
  const root = `/clients/${clientId}`;
  return (
    <details data-evidence className="mt-2">
      <summary className="fold inline-flex min-h-7 items-center text-accent text-sm">
        Evidence and ways to settle it<span className="sr-only"> of this item</span>
      </summary>
      <div className="mt-2 border-line border-l-2 pl-4">
        <p className="text-sm">
          <strong className="font-medium">What settles it: </strong>
          {item.remedy}
        </p>
        {item.evidence.length > 0 && (
          <ul aria-label="Evidence" className="mt-3 flex flex-col gap-1 text-sm">
            {item.evidence.map(({ text, transactionId, place }) => (
              <li key={`${transactionId}${text}`}>
                {text}{" "}
                {transactionId !== null && (
                  <Link
                    href={`${root}/ledger?tx=${transactionId}`}
                    prefetch={false}
                    className="text-accent underline"
                  >
                    {place === "" ? "Its row" : place}
                  </Link>
                )}
              </li>
            ))}
          </ul>
        )}
        <Ways item={item} />
        <p className="mt-3 max-w-prose text-muted text-sm">
          {item.law} <Authorities text={item.authorities} />
        </p>
        {mayWrite && <OtherFixes item={item} clientId={clientId} back={back} />}
        {mayWrite && item.dismissal === null && (
          <details data-dismiss className="mt-3">
            <summary className="fold inline-flex min-h-7 items-center text-muted text-sm hover:text-ink">
              Dismiss with a reason
            </summary>
            <DismissForm
              clientId={clientId}
              back={back}
              item={item.key}
              id={item.id}
              isBlocking={item.severity === "blocking"}
            />
          </details>
        )}
      </div>
    </details>
  );
}

function Ways({ item: { ways, wayYear } }: { item: ReviewItemView }) {
  if (ways.length === 0 || wayYear === null) {
    return null;
  }
  const isTax = ways.every(({ tax }) => tax !== null);
  return (
    <dl className="mt-3 max-w-2xl text-sm">
      <div className="flex justify-between gap-4 text-muted text-xs">
        <dt>As if …</dt>
        <dd>{isTax ? `${wayYear} tax, against now` : `${wayYear} gain, against now`}</dd>
      </div>
      {ways.map(({ label, tax, gain, income }) => (
        <div key={label} className="flex justify-between gap-4 border-line border-t py-1">
          <dt className="min-w-0">{label}</dt>
          <dd className="shrink-0 text-right tabular-nums">
            <Money amount={isTax ? tax : gain} tone="signed" words={WORDS} className="text-ink" />
            {!isTax && income !== "0" && (
              <span className="block text-muted text-xs">
                and income <Money amount={income} />
              </span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

const WORDS = { gain: "more", loss: "less" };
