import Link from "next/link";
import { Badge } from "@/app/_ui/badge";
import { Day } from "@/app/_ui/day";
import { Money } from "@/app/_ui/money";
import { RowHead, Table, Td, Th, Tr } from "@/app/_ui/table";
import type { AmendLine, AmendView } from "@/lib/services/filing/view-amend";

/** What to do about a year, in one phrase. */
export const ACTION_WORDS = {
  none: { tone: "plain", word: "Stands" },
  "amend-pay": { tone: "loss", word: "▲ File and pay" },
  "amend-refund": { tone: "gain", word: "✓ File and claim" },
  "refund-closed": { tone: "caution", word: "● Too late to claim" },
  "tell-payments": { tone: "caution", word: "● Tell what was paid" },
  "record-only": { tone: "plain", word: "Keep the worksheet" },
} as const;

/** The cascade: one line a year. */
export function CascadeTable({ view, root }: { view: AmendView; root: string }) {
  return (
    <Table caption="Filed years, recomputed" density="comfortable">
      <thead>
        <tr>
          <Th sticky>Year</Th>
          <Th>What to do</Th>
          <Th numeric>Line 16 changes by</Th>
          <Th numeric>Carried in</Th>
          <Th numeric>Tax as filed</Th>
          <Th numeric>Tax corrected</Th>
          <Th numeric>Refund</Th>
          <Th>Claim until</Th>
          <Th numeric>Carried on</Th>
        </tr>
      </thead>
      <tbody>
        {view.years.map((year) => (
          <Tr key={year.year}>
            <RowHead>
              <Link href={`${root}/amend/${year.year}`} className="text-accent underline">
                {year.year}
              </Link>
            </RowHead>
            <Td>
              <Action year={year} />
            </Td>
            <Td numeric>
              <Money amount={year.gainChange} tone="signed" />
            </Td>
            <Td numeric>
              <Money amount={year.carriedIn} />
            </Td>
            <Td numeric>
              <Money amount={year.filedTax} />
            </Td>
            <Td numeric>
              <Money amount={year.correctedTax} />
            </Td>
            <Td numeric>
              {year.action === "tell-payments" ? (
                <span className="whitespace-nowrap text-muted">not known</span>
              ) : (
                <Money amount={year.refundAllowed} />
              )}
            </Td>
            <Td>
              <Until year={year} />
            </Td>
            <Td numeric>
              <Money amount={year.carriedOut} />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

/** Tax the IRS can as a rule no longer assess is not simply paid: why is said under "Is it worth it". */
function Action({ year }: { year: AmendLine }) {
  if (year.pastAssessment !== null) {
    return <Badge tone="caution">● Ask before paying</Badge>;
  }
  const { tone, word } = ACTION_WORDS[year.action];
  return <Badge tone={tone}>{word}</Badge>;
}

function Until({ year }: { year: AmendLine }) {
  if (year.action === "amend-pay") {
    return <span className="whitespace-nowrap text-muted">nothing to claim</span>;
  }
  return (
    <>
      <Day date={year.deadline} />
      <span className="block text-muted text-xs">
        {year.isOpen ? "" : "passed; "}
        {year.deadlineBy === "three-year" ? "three years from filing" : "two years from payment"}
      </span>
    </>
  );
}
