import { Money } from "@/app/_ui/money";
import { Section } from "@/app/_ui/page-header";
import { RowHead, Table, Td, Th, Tr } from "@/app/_ui/table";
import type { SightView } from "@/lib/services/reconcile/sight-of";
import { APART } from "./differences";

/** What the IRS sees, what you report, why they differ. */
export function Sight({ sight }: { sight: SightView }) {
  const { irs, reported } = sight;
  return (
    <Section title="What the IRS sees, what you report, why they differ">
      <Table caption="What the IRS sees beside what is reported">
        <thead>
          <tr>
            <Th sticky>Figure</Th>
            <Th numeric>The IRS sees</Th>
            <Th numeric>You report</Th>
          </tr>
        </thead>
        <tbody>
          <Line name="Proceeds, (d)" irs={irs.proceeds} own={reported.proceeds} />
          <Line name="Basis, (e)" irs={irs.basis} own={reported.basis} />
          <Line name="Adjustments, (g)" irs={null} own={reported.adjustment} />
          <Line name="Gain or loss, (h)" irs={irs.gain} own={reported.gain} signed />
        </tbody>
      </Table>
      <p className="mt-2 text-muted text-sm">
        {reported.rows.toLocaleString("en-US")} {reported.rows === 1 ? "row" : "rows"} of Form 8949
        follow this form. Where the IRS has no basis it may take the whole of the proceeds for gain.
      </p>
      {sight.why.length > 0 && (
        <ul className="mt-4 flex list-disc flex-col gap-1 pl-5">
          {sight.why.map((reason) => (
            <li key={reason.key}>
              {reason.words}: {reason.count.toLocaleString("en-US")}
              {reason.amount !== null && (
                <>
                  , together <Money amount={reason.amount} tone="signed" words={APART} />
                </>
              )}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Line({
  name,
  irs,
  own,
  signed = false,
}: {
  name: string;
  irs: string | null;
  own: string;
  signed?: boolean;
}) {
  const tone = signed ? "signed" : "plain";
  return (
    <Tr>
      <RowHead>{name}</RowHead>
      <Td numeric>
        {irs === null ? (
          <span className="text-muted">none</span>
        ) : (
          <Money amount={irs} tone={tone} />
        )}
      </Td>
      <Td numeric>
        <Money amount={own} tone={tone} />
      </Td>
    </Tr>
  );
}
