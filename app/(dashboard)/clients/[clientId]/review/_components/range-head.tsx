import Link from "next/link";
import { AuthorityChip } from "@/app/_ui/authority-chip";
import { counted } from "@/app/_ui/counted";
import { Money } from "@/app/_ui/money";
import type { RangeView, ReviewView } from "@/lib/services/view-review";
import { RangeBar } from "./range-bar";

/** Where the tax lies with everything open: the widest year large, the others under it. */
export function RangeHead({ view, root }: { view: ReviewView; root: string }) {
  const [first, ...rest] = view.ranges;
  if (first === undefined) {
    return null;
  }
  return (
    <section aria-labelledby="range" className="mb-8 border-ink border-t pt-5">
      <h2 id="range" className="text-balance font-serif text-xl">
        <Headline range={first} />
      </h2>
      {first.tax !== null && <RangeBar tax={first.tax} year={first.year} />}
      <p className="mt-2 max-w-3xl text-muted text-sm">
        <Few range={first} /> <Beyond range={first} root={root} />{" "}
        {first.tax === null
          ? ""
          : "Estimate: federal income tax and net investment income tax through the whole return. "}
        From the best evidence to a basis of zero. <AuthorityChip id="irc-1012" />{" "}
        <AuthorityChip id="irc-6001" />
      </p>
      {rest.length > 0 && <OtherYears ranges={rest} />}
      <Held view={view} root={root} />
    </section>
  );
}

function Headline({ range }: { range: RangeView }) {
  const { year, tax, gain, isBound } = range;
  if (tax === null) {
    return (
      <>
        Your {year} gain is between <Money amount={gain.low} cents="none" /> and{" "}
        <Money amount={gain.high} cents="none" />
      </>
    );
  }
  return (
    <>
      Your {year} tax is {isBound ? "between" : "about"} <Money amount={tax.low} cents="none" />{" "}
      {isBound ? "and" : "to"} <Money amount={tax.high} cents="none" />
    </>
  );
}

function Few({ range: { few, share, of } }: { range: RangeView }) {
  if (few === 0 || of === 0) {
    return null;
  }
  return (
    <strong className="font-medium text-ink">
      {of === 1
        ? "One item makes all of it."
        : few === of
          ? `All ${of.toLocaleString("en-US")} items make it.`
          : `${few === 1 ? "This one" : `These ${few.toLocaleString("en-US")}`} of ${of.toLocaleString("en-US")} ${few === 1 ? "makes" : "make"} ${share} % of it.`}
    </strong>
  );
}

function Beyond({ range, root }: { range: RangeView; root: string }) {
  const { tax, year, unknown, hasProfile } = range;
  return (
    <>
      {tax === null && !hasProfile && (
        <>
          The tax is not known without{" "}
          <Link href={`${root}/settings?part=years`} className="text-accent underline">
            your profile of {year}
          </Link>
          .{" "}
        </>
      )}
      {unknown > 0 && `Not in it: ${counted(unknown, "item")} of which nothing is known yet.`}
    </>
  );
}

function OtherYears({ ranges }: { ranges: readonly RangeView[] }) {
  return (
    <dl className="mt-4 grid gap-x-8 gap-y-2 text-sm sm:grid-cols-2 lg:grid-cols-3">
      {ranges.map(({ year, tax, gain, isBound }) => (
        <div
          key={year}
          className="flex flex-wrap justify-between gap-x-4 border-line border-t pt-2"
        >
          <dt className="text-muted">
            {year} {tax === null ? "gain" : isBound ? "tax" : "tax, about"}
          </dt>
          <dd className="text-right tabular-nums">
            <Money amount={(tax ?? gain).low} cents="none" /> to{" "}
            <Money amount={(tax ?? gain).high} cents="none" />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Held({ view: { yearsHeld }, root }: { view: ReviewView; root: string }) {
  if (yearsHeld.length === 0) {
    return null;
  }
  return (
    <p className="mt-4 text-sm">
      Not final until the blocking items are settled:{" "}
      {yearsHeld.map((year, index) => (
        <span key={year}>
          {index > 0 && ", "}
          <Link href={`${root}/years/${year}`} className="text-accent underline">
            {year}
          </Link>
        </span>
      ))}
      .
    </p>
  );
}
