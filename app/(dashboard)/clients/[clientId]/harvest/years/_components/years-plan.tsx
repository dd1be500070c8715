import type { ReactNode } from "react";
import { AuthorityChip } from "@/app/_ui/authority-chip";
import { Badge } from "@/app/_ui/badge";
import { Money, Quantity } from "@/app/_ui/money";
import { Section } from "@/app/_ui/page-header";
import { Stat, StatRow } from "@/app/_ui/stat";
import { RowHead, Table, Td, Th, TotalRow, Tr } from "@/app/_ui/table";
import { WhyLink } from "@/app/_ui/why-link";
import { formatUsd } from "@/lib/money/format";
import {
  AS_EXPECTED,
  type PlanYearView,
  type PriceCaseView,
  type YearsAnswer,
} from "@/lib/services/plan-years/years-views";
import type { OpenParts } from "../../../_gains/open-parts";
import { Asked } from "../../_components/asked-text";
import { LotsOrFold } from "../../_components/orders";

const ACTIONS: Record<PlanYearView["action"], string> = {
  nothing: "nothing",
  "best-harvest": "harvest losses",
  "use-up-gains": "losses against all gains",
  "reach-loss-limit": "losses up to the limit",
  "every-loss": "every loss there is",
  "fill-zero-band": "gains in the 0% band",
  "part-of-losses": "part of the losses, the rest saves more later",
  "losses-ahead": "losses for this year and later ones",
};

/** What to do in each year, what it saves, and how it stands with other prices. */
export function YearsPlan({
  answer,
  parts,
  root,
}: {
  answer: YearsAnswer;
  parts: OpenParts;
  /** The client's pages. */
  root: string;
}) {
  const { whyHref } = parts;
  const projected = answer.years.filter(({ isProjected }) => isProjected);
  return (
    <>
      <StatRow>
        <Stat
          size="headline"
          label={`Saved over ${answer.years.length === 1 ? "the year" : `${answer.years.length} years`}, estimate`}
          value={
            <All about="what is saved" whyHref={whyHref}>
              <Money amount={answer.saving} cents="small" />
            </All>
          }
          note={
            <Badge tone={answer.within === null ? "accent" : "plain"}>
              {answer.within === null
                ? "Proven: nothing saves more"
                : `At most ${formatUsd(answer.within)} more is possible`}
            </Badge>
          }
        />
        {[
          { label: "Tax with the plan", amount: answer.tax },
          { label: "Tax without it", amount: answer.taxWithout },
          { label: "Costs of the plan", amount: answer.costs },
        ].map(({ label, amount }) => (
          <Stat
            key={label}
            size="small"
            label={label}
            value={
              <All about={`the ${label.toLowerCase()}`} whyHref={whyHref}>
                <Money amount={amount} />
              </All>
            }
          />
        ))}
      </StatRow>
      {projected.length > 0 && (
        <p className="mt-4 text-muted text-sm">
          Figures marked <Projected /> stand on amounts of {projected[0]?.basedOn} carried forward
          by the rate below; the loss limit, the NIIT threshold and the rates are not indexed.{" "}
          <AuthorityChip id="irc-1211" /> <AuthorityChip id="irc-1411" />
        </p>
      )}
      <Section title="Year by year" lead="Carryovers go from year to year by the worksheet.">
        <Years answer={answer} whyHref={whyHref} />
      </Section>
      <Orders years={answer.years} parts={parts} root={root} />
      <Cases cases={answer.cases} whyHref={whyHref} />
    </>
  );
}

/** A figure of all years opens the worksheets of all of them. */
function All({
  about,
  whyHref,
  children,
}: {
  about: string;
  whyHref: (key: string) => string;
  children: ReactNode;
}) {
  return (
    <WhyLink href={whyHref(AS_EXPECTED)} about={`the worksheets of all years behind ${about}`}>
      {children}
    </WhyLink>
  );
}

function Projected() {
  return <Badge tone="caution">projected</Badge>;
}

const SIGNED = { tone: "signed" } as const;

/** The figures of a year: each opens its worksheets. */
const figuresOf = (year: PlanYearView) => [
  { what: "what you sell", amount: year.plannedGain, isGain: true },
  { what: "what is suggested", amount: year.suggestedGain, isGain: true },
  { what: "the room at 0%", amount: year.zeroRoom, isGain: false },
  { what: "the tax without", amount: year.taxWithout, isGain: false },
  { what: "the tax with", amount: year.tax, isGain: false },
  { what: "what is carried on", amount: year.carryoverOut, isGain: false },
];

function Years({ answer, whyHref }: { answer: YearsAnswer; whyHref: (key: string) => string }) {
  return (
    <Table caption="The plan year by year" density="comfortable">
      <thead>
        <tr>
          <Th sticky>Year</Th>
          <Th>Do</Th>
          <Th numeric>You sell</Th>
          <Th numeric>Suggested</Th>
          <Th numeric>0% room before</Th>
          <Th numeric>Tax without</Th>
          <Th numeric>Tax with</Th>
          <Th numeric>Carried on</Th>
        </tr>
      </thead>
      <tbody>
        {answer.years.map((year) => (
          <Tr key={year.year}>
            <RowHead>
              {year.year} {year.isProjected && <Projected />}
            </RowHead>
            <Td>{ACTIONS[year.action]}</Td>
            {figuresOf(year).map(({ what, amount, isGain }) => (
              <Td key={what} numeric>
                {amount === null ? (
                  <span className="text-muted">–</span>
                ) : (
                  <WhyLink
                    href={whyHref(String(year.year))}
                    about={`the worksheets of ${year.year} behind ${what}`}
                  >
                    <Money amount={amount} {...(isGain ? SIGNED : {})} />
                  </WhyLink>
                )}
              </Td>
            ))}
          </Tr>
        ))}
      </tbody>
      <tfoot>
        <TotalRow>
          <RowHead>Together</RowHead>
          <Td />
          <Td />
          <Td />
          <Td />
          <Td numeric>
            <All about="the tax of all years without" whyHref={whyHref}>
              <Money amount={answer.taxWithout} />
            </All>
          </Td>
          <Td numeric>
            <All about="the tax of all years with" whyHref={whyHref}>
              <Money amount={answer.tax} />
            </All>
          </Td>
          <Td />
        </TotalRow>
      </tfoot>
    </Table>
  );
}

function Orders({
  years,
  parts,
  root,
}: {
  years: readonly PlanYearView[];
  parts: OpenParts;
  root: string;
}) {
  const acting = years.filter(({ orders }) => orders.length > 0);
  return acting.length === 0 ? null : (
    <Section
      title="What to sell when"
      lead="Lots named before each sale. Only this year's are orders; later ones follow the prices of their day."
    >
      {acting.map(({ year, isProjected, orders }) => (
        <section key={year} className="mb-5">
          <h3 className="mb-1 font-semibold">
            {year} {isProjected && <Projected />}
          </h3>
          <ul className="border-line border-t">
            {orders.map((order) => (
              <li
                key={`${order.accountId} ${order.asset} ${order.lots[0]?.key ?? ""}`}
                className="border-line border-b py-2"
              >
                <div className="flex flex-wrap justify-between gap-x-4">
                  <span>
                    <Quantity amount={order.units} asset={order.asset} />
                    <span className="text-muted"> from {order.account}</span>
                  </span>
                  <Asked amount={order.gain} href={parts.whyHref(String(year))} tone="signed" />
                </div>
                <LotsOrFold
                  order={order}
                  asset={order.asset}
                  name={`y${year}.${order.accountId}.${order.asset}`}
                  root={root}
                  parts={parts}
                  shown={0}
                />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </Section>
  );
}

function Cases({
  cases,
  whyHref,
}: {
  cases: readonly PriceCaseView[];
  whyHref: (key: string) => string;
}) {
  return (
    <Section
      title="With other prices"
      lead="The same actions while all later prices are other than expected. Less than nothing saved means the plan cost money in that case."
    >
      <Table caption="The plan with other prices" density="comfortable">
        <thead>
          <tr>
            <Th sticky>Prices</Th>
            <Th numeric className="max-sm:hidden">
              Tax without
            </Th>
            <Th numeric>Tax with</Th>
            <Th numeric>Saved</Th>
          </tr>
        </thead>
        <tbody>
          {cases.map(({ key, change, tax, taxWithout, saved }) => (
            <Tr key={key}>
              <RowHead>{change}</RowHead>
              <Td numeric className="max-sm:hidden">
                <WhyLink href={whyHref(key)} about={`the tax without, prices ${change}`}>
                  <Money amount={taxWithout} />
                </WhyLink>
              </Td>
              <Td numeric>
                <WhyLink href={whyHref(key)} about={`the tax with, prices ${change}`}>
                  <Money amount={tax} />
                </WhyLink>
              </Td>
              <Td numeric>
                <WhyLink
                  href={whyHref(key)}
                  about={`the worksheets of all years, prices ${change}`}
                >
                  <Money amount={saved} tone="signed" words={{ gain: "saved", loss: "lost" }} />
                </WhyLink>
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}
