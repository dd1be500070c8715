import { ButtonLink } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";
import type { HurdleView } from "@/lib/services/filing/view-amend";

/** What stands in the way of the run, and where to take it away. */
export function HurdleNote({ hurdle, root }: { hurdle: HurdleView; root: string }) {
  const step = stepOf(hurdle, root);
  return (
    <Callout
      tone="caution"
      title={`The run stops at ${hurdle.year}`}
      className="mb-8"
      actions={step && <ButtonLink href={step.href}>{step.label}</ButtonLink>}
    >
      {hurdle.message}
    </Callout>
  );
}

function stepOf({ code, year }: HurdleView, root: string) {
  switch (code) {
    case "not-filed":
      return { href: `${root}/reports/${year}`, label: `Mark ${year} as filed` };
    case "no-profile":
      return { href: `${root}/settings?year=${year}#profile`, label: `Tell the income of ${year}` };
    case "missing-figures":
      return { href: `${root}/reports/${year}`, label: `Tell the figures of ${year}` };
    case "unsupported":
      return null;
  }
}
