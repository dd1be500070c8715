import Link from "next/link";
import { Money } from "@/app/_ui/money";
import { EmptyRow, RowHead, Table, Td, Th, Tr } from "@/app/_ui/table";
import type { ProfileItem } from "@/lib/services/view-settings";
import { STATUS_LABELS } from "./status-labels";

/** What is known of each year besides crypto. */
export function ProfileTable({
  profiles,
  path,
}: {
  profiles: readonly ProfileItem[];
  path: string;
}) {
  return (
    <div className="mb-8">
      <Table caption="Years and what is known of them" density="comfortable">
        <thead>
          <tr>
            <Th sticky>Year</Th>
            <Th>Filing status</Th>
            <Th numeric>Ordinary income</Th>
            <Th numeric>Deduction</Th>
            <Th numeric>Ordinary taxable income</Th>
            <Th numeric>Qualified dividends</Th>
            <Th>Carryover in</Th>
          </tr>
        </thead>
        <tbody>
          {profiles.length === 0 && (
            <EmptyRow columns={7}>
              Nothing yet. Gains and losses stand without it; the tax on them needs it.
            </EmptyRow>
          )}
          {profiles.map((profile) => (
            <Tr key={profile.year}>
              <RowHead>
                <Link
                  href={`${path}?part=years&year=${profile.year}#profile`}
                  className="text-accent underline"
                >
                  {profile.year}
                </Link>
              </RowHead>
              <Td className="whitespace-nowrap">{STATUS_LABELS[profile.filingStatus]}</Td>
              <Td numeric>
                <Money amount={profile.ordinaryIncome} />
              </Td>
              <Td numeric>
                <Money amount={profile.deduction} />
                {profile.deduction === profile.standardDeduction && (
                  <span className="block text-muted text-xs">standard</span>
                )}
              </Td>
              <Td numeric>
                <Money amount={profile.ordinaryTaxable} />
              </Td>
              <Td numeric>
                <Money amount={profile.qualifiedDividends} />
              </Td>
              <Td className="whitespace-nowrap">
                <CarryoverIn profile={profile} />
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}

function CarryoverIn({ profile }: { profile: ProfileItem }) {
  const { shortCarryoverIn, longCarryoverIn } = profile;
  if (shortCarryoverIn === null && longCarryoverIn === null) {
    return <span className="text-muted">from the year before</span>;
  }
  return (
    <>
      <Money amount={shortCarryoverIn ?? "0"} /> short, <Money amount={longCarryoverIn ?? "0"} />{" "}
      long
    </>
  );
}
