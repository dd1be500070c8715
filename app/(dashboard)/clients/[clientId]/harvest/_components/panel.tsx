import { AuthorityChip } from "@/app/_ui/authority-chip";
import { BracketBar } from "@/app/_ui/charts/bracket-bar";
import { SavingCurve } from "@/app/_ui/charts/saving-curve";
import { Money } from "@/app/_ui/money";
import { Sheet } from "@/app/_ui/page-header";
import { Stat } from "@/app/_ui/stat";
import { WhyLink } from "@/app/_ui/why-link";
import { formatUsd } from "@/lib/money/format";
import type { HarvestPanel, WithoutWith } from "@/lib/services/gains/harvest-rows";
import { Asked, AskedText } from "./asked-text";

/** The year without and with what is ticked: the figure, the bars, the lines, the curve. */
export function Panel({
  panel,
  year,
  whyHref,
}: {
  panel: HarvestPanel;
  year: number;
  /** The same page with the worksheets open. */
  whyHref: string;
}) {
  const without = formatUsd(panel.taxWithout, { cents: false });
  const after = formatUsd(panel.taxWith, { cents: false });
  return (
    <Sheet className="flex flex-col gap-6">
      <Stat
        size="headline"
        label={`Tax kept this year by ${sales(panel.pickedCount)} ticked, estimate`}
        value={
          <WhyLink href={whyHref} about="every worksheet without and with these sales">
            <Money amount={panel.saving} cents="small" />
          </WhyLink>
        }
        note={
          <>
            {panel.fees !== "0" && (
              <strong className="mb-1 block font-semibold text-ink">
                Less <Asked amount={panel.fees} href={whyHref} /> to sell:{" "}
                <Asked amount={panel.netSaving} href={whyHref} tone="signed" /> in all.
              </strong>
            )}
            <Uses panel={panel} year={year} whyHref={whyHref} />
            Federal income tax and net investment income tax only, by the worksheets run twice.
          </>
        }
      />
      <BracketBar
        question="Where does the tax fall?"
        sentence={
          <AskedText text={`${without} without these sales, ${after} with them.`} href={whyHref} />
        }
        parts={panel.parts}
        total={{ without: panel.taxWithout, with: panel.taxWith, saved: panel.saving }}
      />
      <Figures figures={panel.figures} whyHref={whyHref} />
      <p className="flex flex-wrap gap-1.5">
        <AuthorityChip id="irc-1211" />
        <AuthorityChip id="irc-1212" />
        <AuthorityChip id="irc-1h" />
        <AuthorityChip id="irc-1411" />
      </p>
    </Sheet>
  );
}

/** Where the loss goes, in one sentence: gains offset, taken off other income, carried on. */
function Uses({ panel, year, whyHref }: { panel: HarvestPanel; year: number; whyHref: string }) {
  const uses = [
    { amount: panel.offset, what: "of gains offset" },
    { amount: panel.deducted, what: "taken off other income" },
    { amount: panel.carryoverAdded, what: `carried into ${year + 1}` },
  ].filter(({ amount }) => amount !== "0" && !amount.startsWith("-"));
  return uses.length === 0 ? null : (
    <strong className="mb-1 block font-semibold text-ink">
      <AskedText
        text={`${uses.map(({ amount, what }) => `${dollars(amount)} ${what}`).join(", ")}.`}
        href={whyHref}
      />
    </strong>
  );
}

/** Whole dollars without cents. */
const dollars = (amount: string): string => formatUsd(amount, { cents: amount.includes(".") });

/** When selling more stops saving; nothing with fewer than two sales. */
export function Curve({
  panel,
  cap,
  whyHref,
}: {
  panel: HarvestPanel;
  cap: string | null;
  /** The same page with the worksheets of all ranked sales that save open. */
  whyHref: string;
}) {
  return panel.curve.length < 2 ? null : (
    <div className="mt-10">
      <SavingCurve
        question="When does selling more stop saving?"
        sentence={
          <AskedText
            text={`All ranked sales together save ${formatUsd(panel.best, { cents: false })} this year${cap === null ? "" : `; past ${formatUsd(cap, { cents: false })} of net loss another dollar only adds to the carryover`}.`}
            href={whyHref}
          />
        }
        points={panel.curve}
        picked={panel.pickedFromTop}
        cap={cap}
      />
    </div>
  );
}

const sales = (count: number): string => (count === 1 ? "the 1 sale" : `the ${count} sales`);

function Figures({ figures, whyHref }: { figures: readonly WithoutWith[]; whyHref: string }) {
  return (
    <table className="w-full text-sm">
      <caption className="sr-only">The year without and with the ticked sales</caption>
      <thead>
        <tr className="text-muted text-xs">
          <th scope="col" className="py-1 text-left font-medium">
            <span className="sr-only">Figure</span>
          </th>
          <th scope="col" className="py-1 text-right font-medium">
            Without
          </th>
          <th scope="col" className="py-1 text-right font-medium">
            With
          </th>
        </tr>
      </thead>
      <tbody>
        {figures.map((figure) => (
          <tr
            key={figure.label}
            className={
              figure.isTotal
                ? "*:border-ink *:border-t *:font-semibold"
                : "*:border-line *:border-t"
            }
          >
            <th scope="row" className="py-1.5 pr-2 text-left font-normal">
              {figure.label}
            </th>
            <td className="py-1.5 pl-2 text-right">
              <WhyLink href={whyHref} about={`${figure.label} without`}>
                <Money amount={figure.without} cents="none" />
              </WhyLink>
            </td>
            <td className="py-1.5 pl-3 text-right">
              <WhyLink href={whyHref} about={`${figure.label} with`}>
                <Money amount={figure.with} cents="none" />
              </WhyLink>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
