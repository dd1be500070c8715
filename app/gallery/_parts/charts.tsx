import { BracketBar } from "@/app/_ui/charts/bracket-bar";
import { GainByMonth } from "@/app/_ui/charts/gain-by-month";
import { SavingCurve } from "@/app/_ui/charts/saving-curve";
import { UnrealisedByAsset } from "@/app/_ui/charts/unrealised-by-asset";
import { Section } from "@/app/_ui/page-header";

export function Charts() {
  return (
    <Section title="Charts">
      <div className="grid gap-10 lg:grid-cols-2">
        <GainByMonth
          question="When did this year's gains happen?"
          sentence="Short-term −$3,100 and long-term +$15,900 so far, most of it in March."
          months={[
            { month: 1, short: "1200", long: "0" },
            { month: 2, short: "-800", long: "2400" },
            { month: 3, short: "300", long: "9800" },
            { month: 6, short: "-4200", long: "1500" },
            { month: 9, short: "400", long: "2200" },
          ]}
          total={{ short: "-3100", long: "15900" }}
        />
        <UnrealisedByAsset
          question="What do you hold at a loss?"
          sentence="ETH and SOL stand below their basis by $10,060 together."
          assets={[
            { asset: "ETH", gain: "-8450.20" },
            { asset: "SOL", gain: "-1610.00" },
            { asset: "ADA", gain: null },
            { asset: "LINK", gain: "420.10" },
            { asset: "BTC", gain: "22904.00" },
          ]}
        />
        <SavingCurve
          question="How much does each further sale save?"
          sentence="The first $18,900 of losses save $3,380; what follows saves nothing this year."
          points={[
            { label: "ETH, Mar 2025", lossSoFar: "8450", saved: "1850" },
            { label: "SOL, Jun 2025", lossSoFar: "15900", saved: "3000" },
            { label: "ADA, Jan 2024", lossSoFar: "18900", saved: "3380" },
            { label: "DOT, Jan 2024", lossSoFar: "26000", saved: "3380" },
          ]}
          picked={2}
        />
        <BracketBar
          question="Which brackets does the plan empty?"
          sentence="The picked sales take $3,000 off the tax of $18,412."
          parts={[
            { label: "10 %", kind: "ordinary", without: "1240", with: "1240" },
            { label: "12 %", kind: "ordinary", without: "4560", with: "4560" },
            { label: "22 %", kind: "ordinary", without: "7412", with: "6752" },
            { label: "15 % long-term", kind: "gain", without: "4400", with: "2400" },
            { label: "3.8 % NIIT", kind: "niit", without: "800", with: "460" },
          ]}
          total={{ without: "18412", with: "15412", saved: "3000" }}
        />
      </div>
    </Section>
  );
}
