import Link from "next/link";
import { Button } from "@/app/_ui/button";
import { Money } from "@/app/_ui/money";
import { Section } from "@/app/_ui/page-header";
import { WhyLink } from "@/app/_ui/why-link";
import type { HarvestPanel } from "@/lib/services/gains/harvest-rows";
import type { HarvestView } from "@/lib/services/view-harvest";
import { address, type Query } from "../../_gains/address";
import type { OpenParts } from "../../_gains/open-parts";
import { RankedRow } from "./ranked-row";

interface RankedListProps {
  view: HarvestView;
  panel: HarvestPanel;
  /** The client's pages. */
  root: string;
  path: string;
  asOf: string | undefined;
  /** The lots of a sale are a part of their own, and each figure can be asked for. */
  parts: OpenParts;
}

/** Sales worth making, the best first. A plain form: tick, work it out, the address keeps it. */
export function RankedList({ view, panel, root, path, asOf, parts }: RankedListProps) {
  const saving = view.rows.filter((row) => !row.onlyCarries);
  const carrying = view.rows.filter((row) => row.onlyCarries);
  const rest = { today: view.asOf, hasPicks: panel.pickedCount > 0, parts, root };
  const { fee, feeFixed } = view.costs;
  const kept: Query = { "as-of": asOf, open: [...parts.names], fee, feeFixed };
  if (view.rows.length === 0) {
    return (
      <Section title="What to sell">
        <p className="border-line border-b py-6 text-muted">
          No sale would lower this year's tax. Below is what to leave alone, and why.
        </p>
      </Section>
    );
  }
  return (
    <form action={path}>
      <input type="hidden" name="picked" value="1" />
      {asOf !== undefined && <input type="hidden" name="as-of" value={asOf} />}
      {fee !== "" && <input type="hidden" name="fee" value={fee} />}
      {feeFixed !== "" && <input type="hidden" name="feeFixed" value={feeFixed} />}
      {parts.names.map((name) => (
        <input key={name} type="hidden" name="open" value={name} />
      ))}
      <Section
        title="What to sell"
        lead={
          saving.length === 0
            ? "Nothing here lowers this year's tax."
            : "The best first. Each sale takes the lots it will really take under the account's method, and its saving is this year's tax without it less the tax with it, after the rows above."
        }
        actions={<Recompute view={view} path={path} kept={kept} />}
      >
        <ol className="border-ink border-t">
          {saving.map((row) => (
            <RankedRow key={row.key} row={row} {...rest} />
          ))}
        </ol>
        {saving.length > 1 && (
          <p className="rule-total flex justify-between gap-4 py-2 font-semibold">
            <span>All {saving.length} together save this year</span>
            <WhyLink
              href={parts.whyHref("all")}
              about="the worksheets without and with all of them"
            >
              <Money amount={panel.best} />
            </WhyLink>
          </p>
        )}
      </Section>
      {carrying.length > 0 && (
        <Section
          title="Saves nothing this year, adds to the carryover"
          lead="Past the point where a loss lowers this year's tax. It is carried on without an end, short as short and long as long, so there is no hurry."
        >
          <ol className="border-ink border-t">
            {carrying.map((row) => (
              <RankedRow key={row.key} row={row} {...rest} />
            ))}
          </ol>
        </Section>
      )}
      <div className="mt-4 flex flex-wrap justify-end gap-2">
        <Button type="submit" size="small" formAction={`${path}/plans/new`}>
          Save what is ticked as a plan
        </Button>
        <Recompute view={view} path={path} kept={kept} />
      </div>
    </form>
  );
}

const quick = "inline-flex min-h-8 items-center px-2 text-accent text-sm underline";

/** Two picks in one click, both in the address, and the button that works out one's own. */
function Recompute({
  view,
  path,
  kept,
}: {
  view: HarvestView;
  path: string;
  /** What of the address stays: the day, and what is open. */
  kept: Query;
}) {
  const everything = { picked: "1", pick: view.rows.map((row) => row.key) };
  return (
    <>
      <Link href={address(path, kept)} scroll={false} prefetch={false} className={quick}>
        Best picks
      </Link>
      <Link
        href={address(path, kept, everything)}
        scroll={false}
        prefetch={false}
        className={quick}
      >
        Everything at a loss
      </Link>
      <Button type="submit" size="small" variant="primary">
        Work out what is ticked
      </Button>
    </>
  );
}
