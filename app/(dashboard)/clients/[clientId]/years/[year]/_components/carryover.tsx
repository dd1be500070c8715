import Link from "next/link";
import { AuthorityChip } from "@/app/_ui/authority-chip";
import { Fold } from "@/app/_ui/fold";
import { Money } from "@/app/_ui/money";
import { Section } from "@/app/_ui/page-header";
import { RowHead, Table, Td, Th, Tr } from "@/app/_ui/table";
import type { YearView } from "@/lib/services/view-year";
import { LinesTable } from "../../../_gains/lines-table";
import type { OpenParts } from "../../../_gains/open-parts";

/** Losses carried in and out, and the worksheet between them. */
export function Carryover({
  view,
  root,
  whyHref,
  parts,
}: {
  view: YearView;
  root: string;
  whyHref: (name: string) => string;
  parts: OpenParts;
}) {
  const { carryover } = view;
  const amounts = [carryover.shortIn, carryover.longIn, carryover.shortOut, carryover.longOut];
  if (amounts.every((amount) => amount === "0")) {
    return null;
  }
  return (
    <Section
      later
      title="Loss carryover"
      lead={
        <>
          What a year cannot use goes to the next one, short as short and long as long, without an
          end. <AuthorityChip id="irc-1212" />
        </>
      }
    >
      <div className="max-w-xl">
        <Table caption={`Carryover into and out of ${view.year}`}>
          <thead>
            <tr>
              <Th sticky>Term</Th>
              <Th numeric>Into {view.year}</Th>
              <Th numeric>On to {view.year + 1}</Th>
            </tr>
          </thead>
          <tbody>
            <InOut term="Short-term" into={carryover.shortIn} out={carryover.shortOut} />
            <InOut term="Long-term" into={carryover.longIn} out={carryover.longOut} />
          </tbody>
        </Table>
      </div>
      {carryover.assumedIncome && carryover.worksheet.length > 0 && (
        <p className="mt-3 text-muted text-sm">
          No profile was given for {view.year}: the limit for a single filer is used, and income is
          assumed to be enough to use all of it.{" "}
          {view.isWhole && (
            <Link href={`${root}/settings`} prefetch={false} className="text-accent underline">
              Tell us your filing status and income
            </Link>
          )}
        </p>
      )}
      {carryover.worksheet.length > 0 && (
        <Fold
          className="mt-4"
          label="Capital Loss Carryover Worksheet, line by line"
          href={parts.href("carryover")}
          isOpen={parts.isOpen("carryover")}
        >
          <LinesTable
            caption={`Capital Loss Carryover Worksheet, ${view.year} to ${view.year + 1}`}
            form="Capital Loss Carryover Worksheet"
            lines={carryover.worksheet}
            whyHref={whyHref}
          />
        </Fold>
      )}
    </Section>
  );
}

function InOut({ term, into, out }: { term: string; into: string; out: string }) {
  return (
    <Tr>
      <RowHead>{term}</RowHead>
      <Td numeric>
        <Money amount={into} />
      </Td>
      <Td numeric>
        <Money amount={out} />
      </Td>
    </Tr>
  );
}
