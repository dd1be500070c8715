import { Badge } from "@/app/_ui/badge";
import { Day } from "@/app/_ui/day";
import { Price, Quantity } from "@/app/_ui/money";
import { saleKeys } from "@/lib/services/season/plan-sheets";
import type { PlanSaleView } from "@/lib/services/season/view-plan";
import { AskedIf, AskedText } from "../../_components/asked-text";
import { TicketLinks } from "../../_components/ticket-links";

/** Each planned sale: then, now, and what was sold of it. */
export function PlanSales({
  items,
  root,
  isOver,
  isAskable,
  whyHref,
}: {
  items: readonly PlanSaleView[];
  /** The client's pages. */
  root: string;
  isOver: boolean;
  /** The figures of then open their worksheets. */
  isAskable: boolean;
  /** The same page with the worksheets of a figure open. */
  whyHref: (key: string) => string;
}) {
  const thenHref = ({ key }: PlanSaleView) => (isAskable ? whyHref(saleKeys(key).planned) : null);
  return (
    <ol className="border-ink border-t">
      {items.map((item) => (
        <li key={item.key} className="border-line border-b py-3">
          <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
            <span className="min-w-0 break-words font-semibold">
              Sell <Quantity amount={item.quantity} asset={item.asset} />
              <span className="font-normal text-muted"> from {item.accountName}</span>
            </span>
            <span>
              <span className="text-muted text-sm">saves </span>
              <span className="font-semibold text-lg">
                <AskedIf
                  amount={item.saving}
                  href={thenHref(item)}
                  about="the sale written out, and the year without and with it"
                />
              </span>
            </span>
          </div>
          <p className="mt-1">
            <AskedText text={item.reason} href={thenHref(item)} />
          </p>
          <p className="mt-1 flex flex-wrap gap-x-4 gap-y-0.5 text-muted text-sm">
            <span>
              Then <Price amount={item.priceThen} />,{" "}
              <AskedIf amount={item.gain} href={thenHref(item)} tone="signed" />
            </span>
            {!isOver && (
              <span>
                now <Price amount={item.priceNow} />
                {!item.isGone && (
                  <>
                    ,{" "}
                    <AskedIf
                      amount={item.gainNow}
                      href={item.isAskableNow ? whyHref(saleKeys(item.key).now) : null}
                      about="this sale alone at the price of now"
                      tone="signed"
                    />
                  </>
                )}
              </span>
            )}
            <span>
              {item.lots.length} {item.lots.length === 1 ? "lot" : "lots"}, by {item.method}
            </span>
          </p>
          <p className="mt-1.5 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
            <Made item={item} isOver={isOver} />
            {!item.isDone && !isOver && (
              <span className="no-print">
                <TicketLinks
                  root={root}
                  asset={item.asset}
                  order={{
                    accountId: item.accountId,
                    account: item.accountName,
                    lots: item.lots.map(({ lot, quantity }) => ({ key: lot, units: quantity })),
                  }}
                />
              </span>
            )}
          </p>
        </li>
      ))}
    </ol>
  );
}

function Made({ item, isOver }: { item: PlanSaleView; isOver: boolean }) {
  if (item.isDone) {
    return (
      <>
        <Badge tone="gain">Sold as planned</Badge>
        <span className="text-muted">
          seen on <Day date={item.lastSold} />
        </span>
      </>
    );
  }
  return (
    <>
      <Badge tone={isOver ? "caution" : "plain"}>
        {item.sold === "0" ? "Not sold" : "Sold in part"}
      </Badge>
      {item.sold !== "0" && (
        <span className="text-muted">
          <Quantity amount={item.sold} asset={item.asset} /> of it
        </span>
      )}
      {item.otherLots !== "0" && (
        <span className="text-caution">
          <Quantity amount={item.otherLots} asset={item.asset} /> went out of other lots
        </span>
      )}
    </>
  );
}
