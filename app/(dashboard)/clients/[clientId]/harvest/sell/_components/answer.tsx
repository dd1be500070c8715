import { AuthorityChip } from "@/app/_ui/authority-chip";
import { Badge } from "@/app/_ui/badge";
import { Callout } from "@/app/_ui/callout";
import { Money } from "@/app/_ui/money";
import { Section } from "@/app/_ui/page-header";
import { Stat } from "@/app/_ui/stat";
import { WhyLink } from "@/app/_ui/why-link";
import { formatUsd } from "@/lib/money/format";
import type { SaleAnswer } from "@/lib/services/sale-choice/sale-views";
import type { OpenParts } from "../../../_gains/open-parts";
import { Asked, AskedText } from "../../_components/asked-text";
import { Orders } from "../../_components/orders";
import { Unasked } from "./unasked";
import { Ways } from "./ways";

/** The lots of the least tax, as an instruction; beside it what every other way would cost. */
export function Answer({
  answer,
  isRefused,
  asset,
  year,
  root,
  parts,
}: {
  answer: SaleAnswer | null;
  /** Something of what was typed is marked as wrong. */
  isRefused: boolean;
  asset: string;
  year: number;
  root: string;
  parts: OpenParts;
}) {
  if (answer === null) {
    return (
      <p className="border-line border-y py-6 text-muted">
        {isRefused ? "Correct what is marked." : "Say how many units, or for how many dollars."}{" "}
        Here will stand the exact lots, what they cost, and what FIFO, LIFO and HIFO would cost
        instead.
      </p>
    );
  }
  const { whyHref } = parts;
  const bestHref = whyHref("best");
  const isLess = answer.best.addedTax.startsWith("-");
  return (
    <div className="min-w-0">
      <div className="flex flex-wrap items-end justify-between gap-x-8 gap-y-3">
        <Stat
          size="headline"
          label={`Federal tax this sale ${isLess ? "takes off" : "adds to"} ${year} with the best lots, estimate`}
          value={
            <WhyLink href={bestHref} about="the worksheets without and with the sale">
              <Money amount={answer.best.addedTax.replace("-", "")} cents="small" />
            </WhyLink>
          }
          note={
            <>
              On <Asked amount={answer.gross} href={bestHref} /> of sales: tax of{" "}
              <Asked amount={answer.taxWithout} href={bestHref} /> without it,{" "}
              <Asked amount={answer.best.taxWith} href={bestHref} /> with it.
            </>
          }
        />
        <Proven answer={answer} />
      </div>
      {answer.split !== null && (
        <p className="mt-4 max-w-2xl text-lg">
          <AskedText text={answer.split} href={bestHref} />
        </p>
      )}
      <p className="mt-2 flex flex-wrap gap-1.5">
        <AuthorityChip id="irc-1h" />
        <AuthorityChip id="irc-1222" />
        <AuthorityChip id="irc-1411" />
        <AuthorityChip id="irc-1211" />
      </p>
      <Orders
        orders={answer.best.orders}
        asset={asset}
        root={root}
        needsNoRecord={answer.needsNoRecord}
        parts={parts}
      />
      <Unasked answer={answer} asset={asset} root={root} parts={parts} />
      <Ways answer={answer} whyHref={whyHref} />
      {answer.leftOut > 0 && (
        <Callout tone="caution" className="mt-6">
          {answer.leftOut === 1 ? "One lot has" : `${answer.leftOut} lots have`} no known basis and
          can not be chosen. <AuthorityChip id="irc-6001" />
        </Callout>
      )}
      <Section later title="What this counts, and what it does not">
        <p className="max-w-2xl text-muted text-sm">
          Federal income tax and net investment income tax of {year} by the exact rate schedules,
          the year's other gains as far as these books know them. It does not value what stays: lots
          with little basis that are spared now may cost more in a later year, and a loss carried on
          helps there. No alternative minimum tax, credits or state tax.
        </p>
      </Section>
    </div>
  );
}

function Proven({ answer }: { answer: SaleAnswer }) {
  const words =
    answer.within === null
      ? "Proven: no other lots cost less"
      : `Within ${formatUsd(answer.within)} of the least there can be`;
  return (
    <span>
      <Badge tone={answer.within === null ? "accent" : "caution"}>{words}</Badge>
    </span>
  );
}
