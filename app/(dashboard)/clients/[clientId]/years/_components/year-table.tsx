import Link from "next/link";
import { Badge } from "@/app/_ui/badge";
import { dayText } from "@/app/_ui/day";
import { Money } from "@/app/_ui/money";
import { RowHead, Table, Td, Th, Tr } from "@/app/_ui/table";
import type { FiledSummary } from "@/lib/services/filing/view-filed-years";
import type { YearLine } from "@/lib/services/view-years";

/** One line a year, newest first. */
export function YearTable({
  years,
  filed,
  root,
  isWhole,
}: {
  years: readonly YearLine[];
  filed: readonly FiledSummary[];
  root: string;
  /** What was filed is closed to who sees some years only. */
  isWhole: boolean;
}) {
  return (
    <Table caption="Tax years" density="comfortable">
      <thead>
        <tr>
          <Th sticky>Year</Th>
          <Th>State</Th>
          <Th numeric>Rows</Th>
          <Th numeric>Short-term</Th>
          <Th numeric>Long-term</Th>
          <Th numeric>Net, line 16</Th>
          <Th numeric>Tax added, estimate</Th>
          <Th numeric>Carried on</Th>
          <Th numeric>Income</Th>
        </tr>
      </thead>
      <tbody>
        {years.map((year) => (
          <Tr key={year.year}>
            <RowHead>
              <Link href={`${root}/years/${year.year}`} className="text-accent underline">
                {year.year}
              </Link>
            </RowHead>
            <Td>
              <State
                year={year}
                filed={filed.find((one) => one.year === year.year)}
                href={isWhole ? `${root}/reports/${year.year}` : null}
              />
            </Td>
            <Td numeric>{year.rows.toLocaleString("en-US")}</Td>
            <Td numeric>
              <Money amount={year.short} tone="signed" />
            </Td>
            <Td numeric>
              <Money amount={year.long} tone="signed" />
            </Td>
            <Td numeric>
              <Money amount={year.line16} tone="signed" />
            </Td>
            <Td numeric>
              {year.taxAdded === null ? (
                <span className="text-muted">no profile</span>
              ) : (
                <Money amount={year.taxAdded} />
              )}
            </Td>
            <Td numeric>
              <Money amount={year.carryoverOut} />
            </Td>
            <Td numeric>
              <Money amount={year.income} />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function State({
  year,
  filed,
  href,
}: {
  year: YearLine;
  filed: FiledSummary | undefined;
  /** Where what was filed is seen. */
  href: string | null;
}) {
  if (filed !== undefined) {
    const badge = filed.differs ? (
      <Badge tone="caution">● Filed, has moved since</Badge>
    ) : (
      <Badge tone="gain">✓ Filed {dayText(filed.filedOn)}</Badge>
    );
    return href === null ? (
      badge
    ) : (
      <Link href={href} className="inline-flex min-h-6 items-center">
        {badge}
      </Link>
    );
  }
  if (!year.supported) {
    return <Badge tone="caution">No forms</Badge>;
  }
  if (year.open > 0) {
    return (
      <Badge tone="loss">
        ▲ {year.open} open {year.open === 1 ? "item" : "items"}
      </Badge>
    );
  }
  return <Badge tone="plain">{year.inProgress ? "Running" : "Complete"}</Badge>;
}
