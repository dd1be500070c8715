import { Money } from "@/app/_ui/money";

/** Worked by hand: 0.5 × 41,000 + 20.50 = 20,520.50; 0.5 × 64,000 − 32.00 = 31,968.00; 31,968.00 − 20,520.50 = 11,447.50. */
const links = [
  {
    name: "The row of the file",
    text: (
      <code className="break-words font-mono text-xs">
        coinbase.csv line 214: 2026-03-04 · Sell · BTC · 0.5 · $64,000.00 · fee $32.00
      </code>
    ),
  },
  { name: "The sale", text: "0.5 BTC, proceeds less the fee: $31,968.00" },
  { name: "The lot it took", text: "bought Jan 26, 2024 for $20,520.50, fee included" },
  { name: "The term", text: "long: sold after January 26, 2025" },
  {
    name: "The line of Form 8949",
    text: (
      <>
        box L, gain <Money amount="11447.50" tone="signed" />
      </>
    ),
  },
  { name: "The line of Schedule D", text: "line 10, and through it lines 15 and 16" },
];

/** From the exchange's row to the form's line, as the why drawer tells it. */
export function Chain() {
  return (
    <ol className="border-ink border-t">
      {links.map((link, index) => (
        <li
          key={link.name}
          className="grid grid-cols-[2rem_minmax(0,1fr)] gap-x-2 border-line border-b py-3 sm:grid-cols-[2rem_11rem_minmax(0,1fr)]"
        >
          <span aria-hidden="true" className="font-serif text-lg text-muted leading-6">
            {index + 1}
          </span>
          <span className="font-medium">{link.name}</span>
          <span className="col-start-2 text-muted sm:col-start-3">{link.text}</span>
        </li>
      ))}
    </ol>
  );
}
