import { BracketBar } from "@/app/_ui/charts/bracket-bar";
import { Money } from "@/app/_ui/money";

/*
 * Worked by hand with the 2026 single schedule (Rev. Proc. 2025-32): taxable income 140,000 without, 127,600 with the three
 * sales. 1,240 + 4,560 + 12,166 + 24 % of 34,300 = 26,198; with 24 % of 21,900 = 23,222; between them 24 % of 12,400 = 2,976.
 */
const lots = [
  { units: "2.5 ETH", bought: "Mar 3, 2026", loss: "-8150.00", saved: "1956.00" },
  { units: "40 SOL", bought: "Jan 19, 2026", loss: "-3090.00", saved: "741.60" },
  { units: "1,200 ADA", bought: "Feb 8, 2026", loss: "-1160.00", saved: "278.40" },
];

const parts = [
  { label: "10 %", kind: "ordinary", without: "1240", with: "1240" },
  { label: "12 %", kind: "ordinary", without: "4560", with: "4560" },
  { label: "22 %", kind: "ordinary", without: "12166", with: "12166" },
  { label: "24 %", kind: "ordinary", without: "8232", with: "5256" },
] as const;

/** A page of the product with invented figures, drawn with the product's own parts. */
export function HarvestPicture() {
  return (
    <section aria-label="An example of the harvest page">
      <div className="relative">
        <div
          aria-hidden="true"
          className="absolute inset-x-3 -bottom-2 h-10 rounded-ui border border-line-strong bg-raised"
        />
        <div className="relative rounded-ui border border-line-strong bg-raised shadow-lift">
          <p className="flex flex-wrap items-baseline justify-between gap-x-4 border-line border-b px-5 py-3">
            <span className="font-serif text-lg">Harvest 2026</span>
            <span className="text-muted text-sm">40 days to December 31</span>
          </p>
          <ul className="px-5 pt-2">
            {lots.map((lot) => (
              <LotLine key={lot.units} lot={lot} />
            ))}
          </ul>
          <p className="rule-total mx-5 flex justify-between py-1.5 font-semibold text-sm">
            <span>Losses taken</span>
            <Money amount="-12400.00" tone="signed" />
          </p>
          <div className="p-5">
            <BracketBar
              question="What is the year's tax without and with these sales?"
              sentence="Three sales of losses against $20,000 of short-term gains keep $2,976."
              parts={parts}
              total={{ without: "26198", with: "23222", saved: "2976" }}
            />
          </div>
        </div>
      </div>
      <p className="mt-6 text-center text-muted text-xs">
        Invented figures; the 2026 schedule for a single filer with $140,000 of taxable income.
      </p>
    </section>
  );
}

function LotLine({ lot }: { lot: (typeof lots)[number] }) {
  return (
    <li className="grid grid-cols-[1.25rem_1fr_auto] items-center gap-x-3 border-line border-b py-2 text-sm last:border-b-0">
      <svg aria-hidden="true" viewBox="0 0 16 16" className="size-4">
        <rect width="16" height="16" rx="3" className="fill-accent" />
        <path d="m4 8 3 3 5-6" fill="none" strokeWidth="1.75" className="stroke-on-accent" />
      </svg>
      <span className="min-w-0">
        <span className="font-medium">{lot.units}</span>
        <span className="block text-muted text-xs">bought {lot.bought}</span>
      </span>
      <span className="text-right">
        <Money amount={lot.loss} tone="signed" />
        <span className="block text-muted text-xs">
          saves <Money amount={lot.saved} />
        </span>
      </span>
    </li>
  );
}
