import { AuthorityChip } from "@/app/_ui/authority-chip";
import { Callout } from "@/app/_ui/callout";
import { Day } from "@/app/_ui/day";
import { Money, Quantity } from "@/app/_ui/money";
import { Section } from "@/app/_ui/page-header";
import { Table, Td, Th, Tr } from "@/app/_ui/table";
import type { FormLineView, FormView } from "@/lib/services/broker-forms/view-form";

/** The lines of a broker's Form 1099-DA, figures as printed. */
export function FormLines({ form, isKept }: { form: FormView; isKept: boolean }) {
  const { lines, lineCount, payer } = form;
  return (
    <div className="mb-8">
      <Callout title="A form is no ledger" className="mb-8">
        These lines are kept beside your books to compare them with your sales; they are never
        counted as sales. Names and taxpayer numbers are not kept. Import the account’s transaction
        history as well. <AuthorityChip id="form-1099-da" />
      </Callout>
      <Section
        title={`Lines of Form 1099-DA${payer === "" ? "" : ` from ${payer}`} (${lineCount.toLocaleString("en-US")})`}
        lead={isKept ? "As the broker printed them." : "As they will be kept."}
      >
        {lineCount === 0 ? (
          <p className="text-muted">None of this file is new.</p>
        ) : (
          <Table caption="Lines of Form 1099-DA" tall>
            <thead>
              <tr>
                <Th sticky>Asset</Th>
                <Th numeric>Year</Th>
                <Th numeric>Units</Th>
                <Th>Acquired</Th>
                <Th>Sold</Th>
                <Th numeric>Proceeds</Th>
                <Th numeric>Basis</Th>
                <Th>Term</Th>
                <Th>Covered</Th>
                <Th numeric>Wash sale</Th>
                <Th numeric>Line</Th>
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <Line key={line.line} line={line} />
              ))}
            </tbody>
          </Table>
        )}
        {lineCount > lines.length && (
          <p className="mt-2 text-muted text-sm">
            The first {lines.length.toLocaleString("en-US")} are shown; all are kept.
          </p>
        )}
      </Section>
    </div>
  );
}

function Line({ line }: { line: FormLineView }) {
  return (
    <Tr>
      <Td sticky>
        <span className="whitespace-nowrap">{line.asset ?? line.name}</span>
        <span className="block text-muted text-xs">
          {[line.asset === null ? "" : line.name, line.code]
            .filter((text) => text !== "")
            .join(" · ")}
        </span>
      </Td>
      <Td numeric>{line.taxYear}</Td>
      <Td numeric>
        <Quantity amount={line.units} />
      </Td>
      <Td>{line.acquired === "various" ? "Various" : <Told day={line.acquired} />}</Td>
      <Td>
        <Told day={line.sold} />
      </Td>
      <Td numeric>
        <Money amount={line.proceeds} />
        {line.firstSale && <span className="block text-muted text-xs">box 11c</span>}
      </Td>
      <Td numeric>
        {line.basis === null ? (
          <span className="text-muted">blank</span>
        ) : (
          <Money amount={line.basis} />
        )}
      </Td>
      <Td>{line.term ?? <span className="text-muted">blank</span>}</Td>
      <Td>
        {line.covered === null ? (
          <span className="text-muted">not said</span>
        ) : line.covered ? (
          "Yes"
        ) : (
          "No"
        )}
        {line.box !== null && <span className="block text-muted text-xs">Box {line.box}</span>}
      </Td>
      <Td numeric>
        {line.washDisallowed === null ? (
          <span className="text-muted">blank</span>
        ) : (
          <Money amount={line.washDisallowed} />
        )}
      </Td>
      <Td numeric className="text-muted">
        {line.line}
      </Td>
    </Tr>
  );
}

const Told = ({ day }: { day: string | null }) =>
  day === null ? <span className="text-muted">blank</span> : <Day date={day} />;
