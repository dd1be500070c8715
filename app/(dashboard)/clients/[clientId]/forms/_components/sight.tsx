import { Money } from "@/app/_ui/money";
import { Section } from "@/app/_ui/page-header";
import { RowHead, Table, Td, Th, TotalRow, Tr } from "@/app/_ui/table";
import type { SightView } from "@/lib/services/reconcile/sight-of";

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
        {reported.rows.toLocaleString("en-US")}{" "}
        {reported.rows === 1 ? "row of Form 8949 follows" : "rows of Form 8949 follow"} this form.
        Where the IRS has no basis it may take the whole of the proceeds for gain.
      </p>
      {sight.why.length > 0 && <Why sight={sight} />}
    </Section>
  );
}

/** The gain the IRS sees less the gain that is reported, reason by reason. */
function Why({ sight }: { sight: SightView }) {
  return (
    <div className="mt-6">
      <Table caption="Why they differ" captionVisible>
        <thead>
          <tr>
            <Th sticky>Reason</Th>
            <Th numeric>How many</Th>
            <Th numeric>The IRS sees more gain</Th>
          </tr>
        </thead>
        <tbody>
          {sight.why.map((reason) => (
            <Tr key={reason.key}>
              <RowHead>{reason.words}</RowHead>
              <Td numeric>{reason.count?.toLocaleString("en-US")}</Td>
              <Td numeric>
                {reason.gain === null ? (
                  <span className="text-muted">moves no gain</span>
                ) : (
                  <Money amount={reason.gain} />
                )}
              </Td>
            </Tr>
          ))}
        </tbody>
        <tfoot>
          <TotalRow>
            <RowHead>Together</RowHead>
            <Td numeric />
            <Td numeric>
              <Money amount={sight.apart} />
            </Td>
          </TotalRow>
        </tfoot>
      </Table>
    </div>
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
