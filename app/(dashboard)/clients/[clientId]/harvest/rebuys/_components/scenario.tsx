import { AuthorityChip } from "@/app/_ui/authority-chip";
import { ButtonLink } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";
import { Day } from "@/app/_ui/day";
import { Money } from "@/app/_ui/money";
import { RowHead, Table, Td, Th, Tr } from "@/app/_ui/table";
import type { RebuysView, WashScenario } from "@/lib/services/season/view-rebuys";

/** The year under a rule no law has, on request and marked as such. */
export function Scenario({ view, href }: { view: RebuysView; href: (on: boolean) => string }) {
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
      {view.scenario !== null && <Compared scenario={view.scenario} year={view.year} />}
    </>
  );
}

function Compared({ scenario, year }: { scenario: WashScenario; year: number }) {
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
        {scenario.sales} {scenario.sales === 1 ? "sale" : "sales"} would be denied and added to the
        basis of what was bought.
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
              <Td numeric>
                <Money amount={line.asIs} />
              </Td>
              <Td numeric>
                <Money amount={line.supposed} />
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
      {scenario.taxMore !== null && (
        <p className="mt-2 text-muted text-sm">
          This year's tax would be <Money amount={scenario.taxMore.replace("-", "")} />{" "}
          {scenario.taxMore.startsWith("-") ? "less" : "more"}.
        </p>
      )}
    </div>
  );
}
