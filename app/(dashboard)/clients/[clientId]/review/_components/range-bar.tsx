import { formatUsd } from "@/lib/money/format";

/** The span of a year's tax as a line, with where the books stand now. Read aloud as one sentence. */
export function RangeBar({
  tax: { low, high, now },
  year,
}: {
  tax: { readonly low: string; readonly high: string; readonly now: string };
  year: number;
}) {
  const [from, to, at] = [Number(low), Number(high), Number(now)];
  const end = Math.max(to, at, 1);
  const percent = (amount: number) => `${Math.max(0, Math.min(100, (amount / end) * 100))}%`;
  return (
    <div
      role="img"
      aria-label={`${year} tax from ${formatUsd(low, { cents: false })} to ${formatUsd(high, { cents: false })}; the books now say ${formatUsd(now, { cents: false })}.`}
      className="mt-4 max-w-3xl"
    >
      <div aria-hidden="true" className="relative h-2 rounded-ui bg-sunken">
        <div
          className="absolute inset-y-0 rounded-ui bg-caution"
          style={{
            left: percent(from),
            width: `max(2px, calc(${percent(to)} - ${percent(from)}))`,
          }}
        />
        <div className="absolute -inset-y-1 w-0.5 bg-ink" style={{ left: percent(at) }} />
      </div>
      <div aria-hidden="true" className="relative mt-1.5 h-4 text-muted text-xs">
        <span
          className={`absolute whitespace-nowrap ${at / end > 0.6 ? "-translate-x-full pr-1" : "pl-1"}`}
          style={{ left: percent(at) }}
        >
          Books now {formatUsd(now, { cents: false })}
        </span>
      </div>
    </div>
  );
}
