import { Day } from "@/app/_ui/day";
import { Money, Price, Quantity } from "@/app/_ui/money";
import { RowHead, Table, Td, Th, TotalRow, Tr } from "@/app/_ui/table";
import { WhyLink } from "@/app/_ui/why-link";
import type { ExecutedView } from "@/lib/services/season/plan-executed";
import { Asked } from "../../_components/asked-text";

/** Why the plan's sales saved more or less than planned, step by step, and sale by sale. */
export function Executed({
  executed,
  isOver,
  whyHref,
}: {
  executed: ExecutedView;
  isOver: boolean;
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
        <Steps executed={executed} isOver={isOver} whyHref={whyHref} />
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
              {sale.sold !== "0" && <Money amount={sale.gain} tone="signed" />}
            </p>
            {sale.received !== null && (
              <p className="text-muted text-sm">
                <Price amount={sale.received} /> a unit after costs, planned at{" "}
                <Price amount={sale.priceThen} />; gain or loss planned{" "}
                <Money amount={sale.gainThen} tone="signed" />
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

function Steps({ executed, isOver, whyHref }: Parameters<typeof Executed>[0]) {
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
            <Money amount={executed.planned} />
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
