import { Day } from "@/app/_ui/day";
import { Money, Price, Quantity } from "@/app/_ui/money";
import { RowHead, Table, Td, Th, TotalRow, Tr } from "@/app/_ui/table";
import { WhyLink } from "@/app/_ui/why-link";
import type { ExecutedView } from "@/lib/services/season/plan-executed";
import { saleKeys } from "@/lib/services/season/plan-sheets";
import { Asked, AskedIf } from "../../_components/asked-text";

/** Why the plan's sales saved more or less than planned, step by step, and sale by sale. */
export function Executed({
  executed,
  isOver,
  isAskable,
  whyHref,
}: {
  executed: ExecutedView;
  isOver: boolean;
  /** The figures as they were planned open their worksheets. */
  isAskable: boolean;
  /** The same page with the worksheets of a step open. */
  whyHref: (key: string) => string;
}) {
  return (
    <div className="flex flex-col gap-6">
      {executed.saved === null ? (
        <p className="text-caution">
          What the sales saved is not known: a gain, the year's profile or its amounts are missing.
        </p>
      ) : (
        <Steps executed={executed} isOver={isOver} isAskable={isAskable} whyHref={whyHref} />
      )}
      <ul className="border-line border-t">
        {executed.sales.map((sale) => (
          <li key={sale.key} className="border-line border-b py-2">
            <p className="flex flex-wrap justify-between gap-x-4">
              <span>
                <Quantity amount={sale.sold} /> of{" "}
                <Quantity amount={sale.planned} asset={sale.asset} /> sold
                {sale.days.map((day, index) => (
                  <span key={day} className="text-muted">
                    {index === 0 ? " on " : ", "}
                    <Day date={day} />
                  </span>
                ))}
              </span>
              {sale.sold !== "0" && (
                <AskedIf
                  amount={sale.gain}
                  href={sale.isAskable ? whyHref(saleKeys(sale.key).sold) : null}
                  about="what it brought, and the year without and with it"
                  tone="signed"
                />
              )}
            </p>
            {sale.received !== null && (
              <p className="text-muted text-sm">
                Gain or loss planned{" "}
                <AskedIf
                  amount={sale.gainThen}
                  href={isAskable ? whyHref(saleKeys(sale.key).planned) : null}
                  tone="signed"
                />
                {sale.received === sale.priceThen && (
                  <>
                    ; <Price amount={sale.received} /> a unit after costs, as planned
                  </>
                )}
              </p>
            )}
            {sale.differences.map((words) => (
              <p key={words} className="text-sm">
                {words}
              </p>
            ))}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Steps({ executed, isOver, isAskable, whyHref }: Parameters<typeof Executed>[0]) {
  const last = executed.steps.at(-1);
  return (
    <Table caption="From the saving planned to the saving made">
      <thead>
        <tr>
          <Th sticky>Why</Th>
          <Th numeric>Saving, estimate</Th>
        </tr>
      </thead>
      <tbody>
        <Tr>
          <RowHead>Planned</RowHead>
          <Td numeric>
            <AskedIf
              amount={executed.planned}
              href={isAskable ? whyHref("saved") : null}
              about="the worksheets of the plan as it was saved"
            />
          </Td>
        </Tr>
        {executed.steps.map(({ key, label, change }) => (
          <Tr key={key}>
            <RowHead>{label}</RowHead>
            <Td numeric>
              <WhyLink href={whyHref(key)} about="the year without and with the sales after it">
                <Money amount={change} tone="signed" words={{ gain: "more", loss: "less" }} />
              </WhyLink>
            </Td>
          </Tr>
        ))}
      </tbody>
      <tfoot>
        <TotalRow>
          <RowHead>{isOver ? "Saved by what was sold" : "Saved by what is sold so far"}</RowHead>
          <Td numeric>
            {last === undefined ? (
              <Money amount={executed.saved} />
            ) : (
              <Asked amount={executed.saved} href={whyHref(last.key)} />
            )}
          </Td>
        </TotalRow>
      </tfoot>
    </Table>
  );
}
