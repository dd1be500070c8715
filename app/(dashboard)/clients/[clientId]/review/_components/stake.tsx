import { Money } from "@/app/_ui/money";
import type { StakeView } from "@/lib/services/review/item-view";

const TAX_WORDS = { gain: "more tax", loss: "less tax" };

/** What an item can do to the year's tax. */
export function Stake({ stake }: { stake: StakeView }) {
  switch (stake.is) {
    case "tax":
      return (
        <div className="md:text-right">
          <p className="text-muted text-xs">Tax at stake, {stake.year}</p>
          <p className="font-medium tabular-nums">
            <Span low={stake.low} high={stake.high} />
          </p>
          {stake.others.map(({ year, low, high }) => (
            <p key={year} className="text-muted text-sm tabular-nums">
              {year}: <Span low={low} high={high} />
            </p>
          ))}
          {stake.more !== null && <p className="text-caution text-xs">{stake.more}</p>}
        </div>
      );
    case "gain":
      return (
        <div className="md:text-right">
          <p className="text-muted text-xs">Gain at stake, {stake.year}</p>
          <p className="font-medium tabular-nums">
            <Span low={stake.gainLow} high={stake.gainHigh} />
          </p>
          {stake.incomeHigh !== null && (
            <p className="text-muted text-sm">
              Income up to <Money amount={stake.incomeHigh} cents="none" />
            </p>
          )}
          <p className="text-muted text-xs">Tax not known without your profile.</p>
          {stake.more !== null && <p className="text-caution text-xs">{stake.more}</p>}
        </div>
      );
    default:
      return <p className="max-w-56 text-muted text-sm md:ml-auto md:text-right">{stake.text}</p>;
  }
}

function Span({ low, high }: { low: string; high: string }) {
  if (low === high) {
    return <Signed amount={high} />;
  }
  return (
    <>
      <Signed amount={low} /> to <Signed amount={high} />
    </>
  );
}

function Signed({ amount }: { amount: string }) {
  return (
    <Money amount={amount} cents="none" tone="signed" words={TAX_WORDS} className="text-ink" />
  );
}
