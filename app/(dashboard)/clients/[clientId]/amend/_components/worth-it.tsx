import Link from "next/link";
import type { ReactNode } from "react";
import { Button } from "@/app/_ui/button";
import { MoneyField } from "@/app/_ui/field";
import { Money } from "@/app/_ui/money";
import { Section } from "@/app/_ui/page-header";
import { formatUsd } from "@/lib/money/format";
import type { AmendLine, AmendView } from "@/lib/services/filing/view-amend";

/** Refund against effort, year by year. What an amended return costs stands in the address. */
export function WorthIt({ view, fee, root }: { view: AmendView; fee: string; root: string }) {
  const weighed = view.years.filter(({ action }) => WEIGHED.has(action));
  if (weighed.length === 0) {
    return null;
  }
  return (
    <Section
      later
      title="Is it worth it"
      lead="A refund may be left unclaimed; tax that is owed may not. A year that is not amended still counts its corrected loss as used."
    >
      <form action={`${root}/amend`} className="mb-4 flex max-w-md flex-wrap items-end gap-3">
        <MoneyField
          name="fee"
          label="What one amended return costs you"
          hint="A preparer’s fee, or your own time."
          defaultValue={fee}
          required={false}
          className="grow"
        />
        <Button type="submit">Compare</Button>
      </form>
      <ul aria-label="Refund against effort" className="border-ink border-t">
        {weighed.map((year) => (
          <Weighed key={year.year} year={year} root={root} />
        ))}
      </ul>
    </Section>
  );
}

/** Years there is something to do about; those too late to claim stand in the table above. */
const WEIGHED: ReadonlySet<AmendLine["action"]> = new Set([
  "amend-refund",
  "tell-payments",
  "amend-pay",
]);

/** One year: its two figures, and beside them, on a phone below them, what follows. */
function Weighed({ year, root }: { year: AmendLine; root: string }) {
  const { action, lessCost } = year;
  return (
    <li className="grid grid-cols-[3.5rem_1fr_1fr] items-baseline gap-x-4 gap-y-1 border-line border-b py-2.5 sm:grid-cols-[3.5rem_9rem_9rem_minmax(0,1fr)] sm:gap-x-6">
      <h3 className="font-semibold">{year.year}</h3>
      <Figure label="Refund">
        {action === "tell-payments" ? (
          <Said>not known</Said>
        ) : (
          <Money amount={action === "amend-pay" ? "0" : year.refundAllowed} />
        )}
      </Figure>
      <Figure label="Less the cost">
        {action !== "amend-refund" ? (
          <Said>not weighed</Said>
        ) : lessCost === null ? (
          <Said>tell the cost</Said>
        ) : (
          <Money amount={lessCost} tone="signed" />
        )}
      </Figure>
      <p className="col-span-3 sm:col-span-1">
        <Verdict year={year} root={root} />
      </p>
    </li>
  );
}

function Verdict({ year, root }: { year: AmendLine; root: string }) {
  if (year.action === "amend-pay") {
    return year.pastAssessment === null
      ? `Not optional: ${formatUsd(year.taxChange)} more tax is owed. Filing before the IRS asks can avoid a penalty.`
      : `${formatUsd(year.taxChange)} more tax was owed. ${year.pastAssessment}`;
  }
  if (year.action === "tell-payments") {
    return (
      <>
        The tax falls by {formatUsd(year.taxChange.replace("-", ""))}. A refund is at most what was
        paid in time:{" "}
        <Link href={`${root}/reports/${year.year}`} className="text-accent underline">
          tell what was paid
        </Link>
        .
      </>
    );
  }
  const net = year.lessCost;
  if (net === null) {
    return "Up to you.";
  }
  return net.startsWith("-") || net === "0"
    ? "Costs as much as it brings, or more."
    : "Brings more than it costs.";
}

function Figure({ label, children }: { label: string; children: ReactNode }) {
  return (
    <p className="text-right tabular-nums">
      <span className="block text-muted text-xs">{label}</span>
      {children}
    </p>
  );
}

const Said = ({ children }: { children: string }) => (
  <span className="whitespace-nowrap text-muted">{children}</span>
);
