import Link from "next/link";
import { Badge } from "@/app/_ui/badge";
import { dayText } from "@/app/_ui/day";
import { Section } from "@/app/_ui/page-header";
import type { FiledSummary } from "@/lib/services/filing/view-filed-years";

/** Every year with where its filing stands; each opens its record. */
export function Filing({
  years,
  filed,
  root,
}: {
  years: readonly { readonly year: number }[];
  filed: readonly FiledSummary[];
  root: string;
}) {
  return (
    <Section
      title="Filing"
      lead="Mark a year as filed once its return has gone to the IRS. It is frozen then, and what moves later is told."
      className="mb-10"
    >
      <ul className="flex flex-wrap gap-x-6 gap-y-2">
        {years.map(({ year }) => (
          <li key={year} className="flex items-center gap-2">
            <Link
              href={`${root}/reports/${year}`}
              className="inline-flex min-h-6 items-center text-accent underline"
            >
              {year}
            </Link>
            <State filed={filed.find((one) => one.year === year)} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function State({ filed }: { filed: FiledSummary | undefined }) {
  if (filed === undefined) {
    return <span className="text-muted text-sm">not marked</span>;
  }
  return filed.differs ? (
    <Badge tone="caution">● Has moved since</Badge>
  ) : (
    <Badge tone="gain">✓ {dayText(filed.filedOn)}</Badge>
  );
}
