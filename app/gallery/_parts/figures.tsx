import { Badge, CountBadge, IssueBadge, TermBadge } from "@/app/_ui/badge";
import { ButtonLink } from "@/app/_ui/button";
import { Day } from "@/app/_ui/day";
import { Money, Price, Quantity } from "@/app/_ui/money";
import { Section } from "@/app/_ui/page-header";
import { Stat, StatRow } from "@/app/_ui/stat";
import { WhyLink } from "@/app/_ui/why-link";

import { Row } from "./row";

export function Figures() {
  return (
    <Section title="Figures">
      <StatRow>
        <Stat
          size="headline"
          label="You owe on 2026 so far"
          value={
            <WhyLink href="/gallery?why=16" about="how the tax is made">
              <Money amount="18412.55" />
            </WhyLink>
          }
          note="Estimate as of Nov 21, 2026"
          action={
            <ButtonLink href="/gallery" size="small">
              See the year
            </ButtonLink>
          }
        />
        <Stat
          label="You can still save"
          value={<Money amount="3120.00" cents="small" />}
          note="41 days left"
        />
        <Stat label="Net this year" value={<Money amount="-1234.5" tone="signed" />} />
        <Stat size="small" label="Units" value={<Quantity amount="0.52341876" asset="BTC" />} />
      </StatRow>
      <Row>
        <TermBadge term="short" /> <TermBadge term="long" /> <IssueBadge severity="blocking" />
        <IssueBadge severity="check" /> <Badge tone="gain">Matched</Badge>{" "}
        <CountBadge count={3} label="to review" /> <Money amount={null} />{" "}
        <Price amount="0.00002315" />
        <Day date="2026-02-28" />
      </Row>
    </Section>
  );
}
