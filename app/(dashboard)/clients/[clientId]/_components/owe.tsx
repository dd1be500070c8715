import { AuthorityChip } from "@/app/_ui/authority-chip";
import { ButtonLink } from "@/app/_ui/button";
import { Money } from "@/app/_ui/money";
import { Stat, StatRow } from "@/app/_ui/stat";
import { WhyLink } from "@/app/_ui/why-link";
import type { OverviewView } from "@/lib/services/view-overview";

interface OweProps {
  view: OverviewView;
  root: string;
  whyHref: (name: string) => string;
}

/** What do I owe on this year so far? */
export function Owe({ view, root, whyHref }: OweProps) {
  return (
    <section aria-labelledby="owe" className="border-ink border-t pt-4">
      <h2 id="owe" className="mb-3 font-semibold text-lg">
        What do I owe on {view.year} so far?
      </h2>
      <Answer view={view} whyHref={whyHref} root={root} />
      <div className="mt-6">
        <StatRow>
          <Stat
            size="small"
            label="Short-term"
            value={
              <WhyLink href={whyHref("short")} about="how the short-term gain is made">
                <Money amount={view.owe.short} tone="signed" />
              </WhyLink>
            }
          />
          <Stat
            size="small"
            label="Long-term"
            value={
              <WhyLink href={whyHref("long")} about="how the long-term gain is made">
                <Money amount={view.owe.long} tone="signed" />
              </WhyLink>
            }
          />
          {view.owe.income !== "0" && (
            <Stat
              size="small"
              label="Income in units"
              value={
                <WhyLink href={whyHref("income")} about="how the income is made">
                  <Money amount={view.owe.income} />
                </WhyLink>
              }
            />
          )}
        </StatRow>
      </div>
      <p className="mt-5">
        <ButtonLink href={`${root}/years/${view.year}`}>See the year line by line</ButtonLink>
      </p>
    </section>
  );
}

function Answer({ view, whyHref, root }: OweProps) {
  const { tax } = view.owe;
  if (tax === null) {
    return (
      <div>
        <p className="font-serif text-2xl tracking-tight">
          <Money amount={view.owe.line16} tone="signed" cents="small" />
        </p>
        <p className="mt-1 text-muted">
          Net capital gain or loss, Schedule D line 16. What it costs depends on your filing status
          and income.
        </p>
        {!view.owe.hasProfile && (
          <p className="mt-3">
            <ButtonLink variant="primary" href={`${root}/settings`}>
              Tell us your filing status and income
            </ButtonLink>
          </p>
        )}
      </div>
    );
  }
  const isLower = tax.added.startsWith("-");
  return (
    <div>
      <p className="font-serif text-2xl tracking-tight sm:text-[3rem] sm:leading-[3.25rem]">
        <WhyLink href={whyHref("added")} about="how the tax is worked out">
          <Money amount={tax.added.replace("-", "")} cents="small" />
        </WhyLink>
      </p>
      <p className="mt-2">
        {isLower
          ? "Estimate: what these losses take off your federal tax of the year."
          : "Estimate: what these gains add to your federal tax of the year."}{" "}
        <AuthorityChip id="irc-1h" /> <AuthorityChip id="irc-1211" />
      </p>
      <p className="mt-1 text-muted text-sm">
        <Money amount={tax.with} /> with them, <Money amount={tax.without} /> without, by the
        worksheets.{" "}
        {view.wrong.blocking > 0 && "Not final: amounts that are not known are left out. "}
        {view.owe.carryoverOut !== "0" && (
          <>
            <Money amount={view.owe.carryoverOut} /> of losses would be carried to {view.year + 1}.
          </>
        )}
      </p>
    </div>
  );
}
