import { AuthorityChip } from "@/app/_ui/authority-chip";
import { ButtonLink } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";
import { counted } from "@/app/_ui/counted";
import { Day } from "@/app/_ui/day";
import { Money } from "@/app/_ui/money";
import { RowHead, Table, Td, Th, Tr } from "@/app/_ui/table";
import { WhyLink } from "@/app/_ui/why-link";
import type { RebuysView, WashScenario } from "@/lib/services/season/view-rebuys";
import { Worksheets } from "../../_components/worksheets";

/** The year under a rule no law has, on request and marked as such. */
export function Scenario({
  view,
  href,
  why,
}: {
  view: RebuysView;
  /** The page with the switch on, or off. */
  href: (on: boolean) => string;
  /** Its worksheets are open. */
  why: boolean;
}) {
  if (view.appliesFrom !== null) {
    return (
      <Callout tone="caution">
        The settings of these books already apply such a rule from <Day date={view.appliesFrom} />,
        and every report says so. There is nothing to compare with here.
      </Callout>
    );
  }
  return (
    <>
      <p className="mb-3 max-w-2xl text-muted">
        Section 1091 speaks of stock and securities; no law extends it to coins today, though bills
        have proposed it. This works the year out as if one had, from January 1, {view.year}. It
        stands on this page alone and enters no report and no filing.{" "}
        <AuthorityChip id="irc-1091" />
      </p>
      <ButtonLink
        href={href(view.scenario === null)}
        scroll={false}
        role="switch"
        aria-checked={view.scenario !== null}
        size="small"
      >
        If section 1091 covered digital assets: {view.scenario === null ? "off" : "on"}
      </ButtonLink>
      {view.scenario !== null && (
        <Compared
          scenario={view.scenario}
          year={view.year}
          whyHref={`${href(true)}&why=scenario`}
        />
      )}
      {view.scenario !== null && view.scenario.sheets.length > 0 && why && (
        <Worksheets
          sheets={view.scenario.sheets}
          tax={view.scenario.taxMore ?? "0"}
          sides={["As it is", "Supposed"]}
          title={`${view.year} if section 1091 covered digital assets`}
          closeHref={href(true)}
        >
          {" "}
          A scenario, not the law.
        </Worksheets>
      )}
    </>
  );
}

function Compared({
  scenario,
  year,
  whyHref,
}: {
  scenario: WashScenario;
  year: number;
  whyHref: string;
}) {
  const lines = [
    { key: "gain", label: "Net gain or loss", asIs: scenario.gainNow, supposed: scenario.gainThen },
    {
      key: "tax",
      label: "Federal tax, estimate",
      asIs: scenario.taxNow,
      supposed: scenario.taxThen,
    },
  ];
  return (
    <div className="mt-4 border-caution border-l-[3px] pl-4">
      <p className="mb-2 font-semibold">
        A scenario, not the law: <Money amount={scenario.denied} /> of losses out of{" "}
        {counted(scenario.sales, "sale")} would be denied and added to the basis of what was bought.
      </p>
      <Table caption={`${year} as it is, and in the scenario`}>
        <thead>
          <tr>
            <Th sticky>{year}</Th>
            <Th numeric>As the law stands</Th>
            <Th numeric>In the scenario</Th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <Tr key={line.key}>
              <RowHead>{line.label}</RowHead>
              {([line.asIs, line.supposed] as const).map((amount, at) => (
                <Td key={SIDES[at]} numeric>
                  <Figure
                    amount={amount}
                    href={scenario.sheets.length === 0 ? null : whyHref}
                    about={`the worksheets behind the ${line.label.toLowerCase()} ${SIDES[at]}`}
                  />
                </Td>
              ))}
            </Tr>
          ))}
        </tbody>
      </Table>
      {scenario.taxMore !== null && (
        <p className="mt-2 text-muted text-sm">
          This year's tax would be{" "}
          <Figure
            amount={scenario.taxMore.replace("-", "")}
            href={whyHref}
            about="the worksheets as it is and supposed"
          />{" "}
          {scenario.taxMore.startsWith("-") ? "less" : "more"}.
        </p>
      )}
    </div>
  );
}

const SIDES = ["as the law stands", "in the scenario"] as const;

/** A figure that opens its worksheets where there are any. */
function Figure({
  amount,
  href,
  about,
}: {
  amount: string | null;
  href: string | null;
  about: string;
}) {
  return href === null ? (
    <Money amount={amount} />
  ) : (
    <WhyLink href={href} about={about}>
      <Money amount={amount} />
    </WhyLink>
  );
}
