import type { ReactNode } from "react";
import { CopyButton } from "@/app/_ui/copy-button";
import { Day } from "@/app/_ui/day";
import { DefinitionList } from "@/app/_ui/definition-list";
import { Money } from "@/app/_ui/money";
import type { FrozenView } from "@/lib/services/filing/view-filing";
import { DropPayment } from "./drop-payment";

/** When it was filed, what was paid, and the hashes of what it stood on. */
export function Record({
  frozen,
  clientId,
  year,
  mayWrite,
}: {
  frozen: FrozenView;
  clientId: string;
  year: number;
  mayWrite: boolean;
}) {
  return (
    <DefinitionList
      items={[
        { key: "filed", term: "Filed on", value: <Day date={frozen.filedOn} /> },
        {
          key: "due",
          term: "Due without more time",
          value: (
            <>
              <Day date={frozen.dueOn} />
              {frozen.extended ? ", extended by six months" : ", not extended"}
            </>
          ),
        },
        {
          key: "paid",
          term: "Tax paid",
          value: (
            <Payments
              payments={frozen.payments}
              dropOf={(payment) =>
                mayWrite && <DropPayment clientId={clientId} year={year} payment={payment} />
              }
            />
          ),
        },
        { key: "engine", term: "Engine", value: `Version ${frozen.engine}` },
        {
          key: "inputs",
          term: "Facts and settings, SHA-256",
          value: <Hash text={frozen.inputSha256} />,
        },
        { key: "figures", term: "Figures, SHA-256", value: <Hash text={frozen.figuresSha256} /> },
      ]}
    />
  );
}

type Payment = FrozenView["payments"][number];

function Payments({
  payments,
  dropOf,
}: {
  payments: readonly Payment[];
  dropOf: (payment: Payment) => ReactNode;
}) {
  if (payments.length === 0) {
    return <span className="text-muted">Nothing told yet: a refund claim counts on zero.</span>;
  }
  return (
    <ul>
      {payments.map((payment) => (
        <li key={payment.key} className="flex flex-wrap items-center gap-x-3">
          <span>
            {payment.kind}, <Day date={payment.date} />: <Money amount={payment.amount} />
          </span>
          {dropOf(payment)}
        </li>
      ))}
    </ul>
  );
}

function Hash({ text }: { text: string }) {
  return (
    <span className="flex min-w-0 items-center gap-2">
      <code title={text} className="truncate font-mono text-sm">
        {text}
      </code>
      <CopyButton text={text} label="Copy" />
    </span>
  );
}
