import { AuthorityChip } from "@/app/_ui/authority-chip";
import { Badge } from "@/app/_ui/badge";
import { Callout } from "@/app/_ui/callout";
import { Money, Quantity } from "@/app/_ui/money";
import { Section, Sheet } from "@/app/_ui/page-header";
import { Stat } from "@/app/_ui/stat";
import { WhyLink } from "@/app/_ui/why-link";
import { formatUsd } from "@/lib/money/format";
import type { HarvestOrderView } from "@/lib/services/sale-choice/sale-views";
import type { GoalView } from "@/lib/services/view-best-harvest";
import type { OpenParts } from "../../_gains/open-parts";
import { Asked } from "./asked-text";
import { LotsOrFold } from "./orders";
import { TicketLinks } from "./ticket-links";

const LEADS: Record<GoalView["goal"], string> = {
  best: "The quantities of any lots that save most this year after costs; of all such choices the one that sells least.",
  "use-up-gains": "Losses until the year has no net gain, at the least cost of selling.",
  "reach-loss-limit":
    "Losses until all that can be taken off other income this year is taken, at the least cost of selling.",
  "fill-zero-band":
    "Long-term gains taxed at 0% this year. Bought back, the units have today's price as basis and a new holding period.",
};

/** The exact harvest for a goal: what it saves now, what it carries on, and the orders that make it. */
export function GoalHarvest({
  view,
  year,
  root,
  parts,
}: {
  view: GoalView;
  year: number;
  root: string;
  parts: OpenParts;
}) {
  const whyHref = parts.whyHref("worksheets");
  return (
    <div className="grid items-start gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,1fr)_22rem]">
      <div className="min-w-0">
        <Section title="What to sell" lead={LEADS[view.goal]}>
          {view.orders.length === 0 ? (
            <p className="py-4 text-muted">
              {view.room === "0"
                ? "There is no room: another dollar of long-term gain would raise this year's tax. The lines beside it say where the band ends."
                : "No sale helps: the year stands there already, or no lot leads to it."}
            </p>
          ) : (
            <ol className="-mt-4">
              {view.orders.map((order) => (
                <Order
                  key={`${order.accountId} ${order.asset} ${order.lots[0]?.key ?? ""}`}
                  order={order}
                  root={root}
                  parts={parts}
                  isNamed={view.isNamed}
                  whyHref={whyHref}
                />
              ))}
            </ol>
          )}
        </Section>
        {view.isNamed && view.orders.length > 0 && (
          <Callout
            className="mt-6"
            title="These lots count only when they are named before the sale"
          >
            Record them no later than the moment of each sale; otherwise the account sells by its
            own order and the figures here do not hold. <AuthorityChip id="reg-1-1012-1-j" />{" "}
            <AuthorityChip id="notice-2026-20" />
          </Callout>
        )}
      </div>
      <aside aria-label="What it does to the year" className="lg:sticky lg:top-20">
        <Sheet className="flex flex-col gap-5">
          <Figures view={view} year={year} whyHref={whyHref} />
        </Sheet>
      </aside>
    </div>
  );
}

function Order({
  order,
  root,
  parts,
  isNamed,
  whyHref,
}: {
  order: HarvestOrderView;
  root: string;
  parts: OpenParts;
  isNamed: boolean;
  /** The same page with the worksheets of all orders open. */
  whyHref: string;
}) {
  return (
    <li className="border-line border-b px-2 py-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span className="font-semibold">
          Sell <Quantity amount={order.units} asset={order.asset} />
          <span className="font-normal text-muted"> from {order.account}</span>
        </span>
        <span className="font-semibold">
          <Asked amount={order.gain} href={whyHref} tone="signed" />
        </span>
      </div>
      <p className="text-muted text-sm">
        Worth <Asked amount={order.value} href={whyHref} />,{" "}
        {isNamed ? "lots named before the sale" : `the next lots by ${order.method}`}
      </p>
      <div className="mt-1 text-sm">
        <LotsOrFold
          order={order}
          asset={order.asset}
          name={`goal.${order.accountId}.${order.asset}`}
          root={root}
          parts={parts}
          shown={0}
        />
        <TicketLinks root={root} asset={order.asset} order={order} />
      </div>
    </li>
  );
}

function Figures({ view, year, whyHref }: { view: GoalView; year: number; whyHref: string }) {
  const isGain = view.goal === "fill-zero-band";
  return (
    <>
      <Stat
        size="headline"
        label={
          isGain ? `Gain realised in ${year} for no tax` : `Saved in ${year} after costs, estimate`
        }
        value={
          <WhyLink href={whyHref} about="every worksheet without and with these sales">
            <Money amount={isGain ? view.gain : view.netSaving} cents="small" />
          </WhyLink>
        }
        note={
          view.fees === "0" ? undefined : (
            <>
              Tax <Asked amount={view.saving} href={whyHref} tone="signed" />, costs{" "}
              <Asked amount={view.fees} href={whyHref} />
            </>
          )
        }
      />
      <Sure view={view} />
      {view.missing !== null && (
        <p className="text-caution text-sm">
          The lots do not reach it: <Asked amount={view.missing} href={whyHref} /> of gain would
          still be left.
        </p>
      )}
      {isGain && (
        <p className="text-sm">
          The room is{" "}
          <WhyLink href={whyHref} about="the lines the room ends at">
            <Money amount={view.room} />
          </WhyLink>
          .
          {view.usesLosses !== null && view.usesLosses !== "0" && (
            <>
              {" "}
              <Asked amount={view.usesLosses} href={whyHref} /> of it only uses up losses that would
              otherwise help in a later year.
            </>
          )}
        </p>
      )}
      <div className="border-line border-t pt-4">
        <p className="text-muted text-sm">
          {view.carryoverAdded.startsWith("-")
            ? "Carried losses used up"
            : `Left to carry into ${year + 1}`}
        </p>
        <p className="font-medium text-lg">
          <WhyLink href={whyHref} about="the carryover worksheet without and with these sales">
            <Money amount={view.carryoverAdded.replace("-", "")} />
          </WhyLink>
        </p>
        <p className="text-muted text-xs">
          Not part of the saving: what it is worth depends on later years.{" "}
          <AuthorityChip id="irc-1212" />
        </p>
      </div>
      <p className="flex flex-wrap gap-1.5">
        <AuthorityChip id="irc-1211" />
        <AuthorityChip id="irc-1h" />
        <AuthorityChip id="irc-1411" />
      </p>
    </>
  );
}

/** How sure it is that nothing is better. */
export function Sure({ view }: { view: Pick<GoalView, "isProven" | "within"> }) {
  const words = view.isProven
    ? "Proven: nothing better exists"
    : view.within === null
      ? "Found, not proven"
      : `Within ${formatUsd(view.within)} of the best there can be`;
  return (
    <span>
      <Badge tone={view.isProven ? "accent" : "caution"}>{words}</Badge>
    </span>
  );
}
