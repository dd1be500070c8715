import { AuthorityChip } from "@/app/_ui/authority-chip";
import { Money } from "@/app/_ui/money";
import { Sheet } from "@/app/_ui/page-header";
import { RowHead, Table, Td, TotalRow, Tr } from "@/app/_ui/table";
import { WhyLink } from "@/app/_ui/why-link";
import type { FigurePair } from "@/lib/planner/figures";
import type { PlannerAnswer } from "@/lib/planner/planner";
import { Asked } from "../../_components/asked-text";
import { PairHead } from "../../_components/pair-head";

/** The year without and with what is tried. What is saved now and what is carried on stand apart. */
export function Totals({
  answer,
  year,
  isLate,
  whyHref,
}: {
  answer: PlannerAnswer;
  year: number;
  /** What is typed is a moment ahead of these figures. */
  isLate: boolean;
  /** The same page with the worksheets open. */
  whyHref: string;
}) {
  const isCost = answer.netSaving.startsWith("-");
  const isCarried = answer.carryoverAdded !== "0";
  return (
    <Sheet className="flex flex-col gap-5">
      <output aria-live="polite" className={isLate ? "opacity-60" : ""}>
        <span className="block text-muted text-sm">
          {isCost ? `More tax and fees in ${year}` : `Saved in ${year}, after fees`}
        </span>
        <span className="block font-serif text-2xl">
          <WhyLink href={whyHref} about="every worksheet without and with what is tried">
            <Money amount={answer.netSaving.replace("-", "")} cents="small" />
          </WhyLink>
        </span>
        {answer.fees !== "0" && (
          <span className="block text-muted text-sm">
            Tax <Asked amount={answer.saving} href={whyHref} tone="signed" />, fees{" "}
            <Asked amount={answer.fees} href={whyHref} />
          </span>
        )}
        {isCarried && (
          <span className="mt-1 block text-sm">
            {answer.carryoverAdded.startsWith("-") ? "Uses up " : "Carries on "}
            <Asked amount={answer.carryoverAdded.replace("-", "")} href={whyHref} /> of losses
            {answer.carryoverAdded.startsWith("-") ? " carried in" : ` into ${year + 1}`}: worth
            nothing this year.
          </span>
        )}
      </output>
      <Table caption={`${year} without and with what is tried`}>
        <PairHead />
        <tbody>
          {answer.figures.map((figure) => (
            <Line key={figure.label} figure={figure} whyHref={whyHref} />
          ))}
        </tbody>
      </Table>
      <p className="text-muted text-xs">
        Estimate: federal income tax and net investment income tax by the exact rate schedules,
        whole return without and with.
      </p>
      <p className="flex flex-wrap gap-1.5">
        <AuthorityChip id="irc-1211" />
        <AuthorityChip id="irc-1212" />
        <AuthorityChip id="irc-1h" />
        <AuthorityChip id="irc-1411" />
      </p>
    </Sheet>
  );
}

function Line({ figure, whyHref }: { figure: FigurePair; whyHref: string }) {
  const cells = (
    <>
      <RowHead sticky={false}>{figure.label}</RowHead>
      <Td numeric>
        <WhyLink href={whyHref} about={`${figure.label} without`}>
          <Money amount={figure.without} />
        </WhyLink>
      </Td>
      <Td numeric>
        <WhyLink href={whyHref} about={`${figure.label} with`}>
          <Money amount={figure.with} />
        </WhyLink>
      </Td>
    </>
  );
  return figure.isTotal ? <TotalRow>{cells}</TotalRow> : <Tr>{cells}</Tr>;
}
