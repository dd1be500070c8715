import Link from "next/link";
import { TermBadge } from "@/app/_ui/badge";
import { Day } from "@/app/_ui/day";
import { Money, Quantity } from "@/app/_ui/money";
import type { SessionUser } from "@/lib/auth/session";
import { type EntryLot, viewEntryLots } from "@/lib/services/view-entry-lots";

/** The lots a transaction used up and opened; each leads to the transaction at its other end. */
export async function EntryLots({
  user,
  clientId,
  tx,
  txTemplate,
}: {
  user: SessionUser;
  clientId: string;
  tx: string;
  txTemplate: string;
}) {
  const lots = await viewEntryLots(user, clientId, tx);
  if (!lots.ok || lots.value.used.length + lots.value.opened.length === 0) {
    return null;
  }
  return (
    <section aria-labelledby="lots">
      <h3 id="lots" className="mb-2 font-semibold">
        Lots
      </h3>
      <LotList title="Used up" lots={lots.value.used} txTemplate={txTemplate} />
      <LotList title="Opened" lots={lots.value.opened} txTemplate={txTemplate} />
    </section>
  );
}

function LotList({
  title,
  lots,
  txTemplate,
}: {
  title: string;
  lots: readonly EntryLot[];
  txTemplate: string;
}) {
  return lots.length === 0 ? null : (
    <>
      <p className="text-muted text-sm">{title}</p>
      <ul className="mb-3 border-line border-t text-sm">
        {lots.map((lot) => (
          <li
            key={lot.key}
            className="flex flex-wrap justify-between gap-x-4 gap-y-0.5 border-line border-b py-1.5"
          >
            <span>
              <Quantity amount={lot.quantity} asset={lot.asset} />{" "}
              <span className="text-muted">
                of <Day date={lot.acquired} />, basis <Money amount={lot.basis} />
                {lot.denied !== null && (
                  <>
                    {" "}
                    ({lot.denied.why}: <Money amount={lot.denied.amount} /> of the loss does not
                    count)
                  </>
                )}
              </span>
            </span>
            <span className="flex flex-wrap items-baseline gap-x-2">
              {lot.term !== null && <TermBadge term={lot.term} />}
              {lot.term !== null && <Money amount={lot.gain} tone="signed" />}
              {lot.term === null && <span className="text-muted">held</span>}
              {lot.otherId !== null && (
                <Link
                  href={txTemplate.replace("%7Btx%7D", lot.otherId)}
                  scroll={false}
                  className="inline-flex min-h-6 items-center text-accent underline"
                >
                  {title === "Opened" ? "its sale" : "its purchase"}
                </Link>
              )}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
