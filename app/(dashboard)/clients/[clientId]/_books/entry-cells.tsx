import { Day } from "@/app/_ui/day";
import { Money, Quantity } from "@/app/_ui/money";
import { Td } from "@/app/_ui/table";
import type { EntryView } from "@/lib/services/entry-view";

/** The tax date, with the wall-clock time and the moment in UTC on demand. */
export function When({ entry }: { entry: EntryView }) {
  return (
    <span className="whitespace-nowrap">
      <Day date={entry.date} />
      <span
        className="block text-muted text-xs"
        title={entry.time === null ? undefined : `${entry.at} UTC`}
      >
        {entry.time ?? "day only"}
      </span>
    </span>
  );
}

/** The kind, and what it does not say by itself. */
export function Kind({ entry }: { entry: EntryView }) {
  return (
    <>
      <span className="whitespace-nowrap">{entry.kindLabel}</span>
      {entry.kindDetail !== null && (
        <span className="block text-muted text-xs">{entry.kindDetail}</span>
      )}
    </>
  );
}

/** What left or what arrived; a dash when nothing did. */
export function LegCell({ leg }: { leg: EntryView["sent"] }) {
  return leg === null ? (
    <span className="text-muted">
      <span aria-hidden="true">–</span>
      <span className="sr-only">nothing</span>
    </span>
  ) : (
    <Quantity amount={leg.quantity} asset={leg.asset} />
  );
}

/** Costs in dollars and in kind. */
export function Fees({ entry }: { entry: EntryView }) {
  if (entry.feeUsd === null && entry.fees.length === 0) {
    return <LegCell leg={null} />;
  }
  return (
    <>
      {entry.feeUsd !== null && <Money amount={entry.feeUsd} />}
      {entry.fees.map((fee) => (
        <span key={`${fee.asset}${fee.quantity}`} className="block">
          <Quantity amount={fee.quantity} asset={fee.asset} />
        </span>
      ))}
    </>
  );
}

/** The dollar value; a kind without one shows a dash, one that lacks it says so. */
export function Value({ entry }: { entry: EntryView }) {
  if (!entry.hasValue) {
    return <LegCell leg={null} />;
  }
  return (
    <>
      <Money amount={entry.value} />
      {entry.valuedBy !== null && (
        <span className="block text-muted text-xs" title={entry.valuedBy}>
          by a price
        </span>
      )}
    </>
  );
}

/** The account, and where a transfer went. */
export function AccountCell({ entry }: { entry: EntryView }) {
  return (
    <>
      {entry.account}
      {entry.toAccount !== null && (
        <span className="block text-muted text-xs">to {entry.toAccount}</span>
      )}
    </>
  );
}

/** The columns every list of transactions has after date and kind: sent, received, value, fees, account. */
export function MainCells({ entry }: { entry: EntryView }) {
  return (
    <>
      <Td numeric>
        <LegCell leg={entry.sent} />
      </Td>
      <Td numeric>
        <LegCell leg={entry.received} />
      </Td>
      <Td numeric>
        <Value entry={entry} />
      </Td>
      <Td numeric>
        <Fees entry={entry} />
      </Td>
      <Td className="whitespace-nowrap">
        <AccountCell entry={entry} />
      </Td>
    </>
  );
}
