import { AuthorityChip } from "@/app/_ui/authority-chip";
import { Callout } from "@/app/_ui/callout";
import { Section } from "@/app/_ui/page-header";
import { Table, Tr } from "@/app/_ui/table";
import type { FormView } from "@/lib/services/broker-forms/view-form";
import { FormLineCells, FormLineHeads } from "./form-line-cells";

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
              <FormLineHeads />
            </thead>
            <tbody>
              {lines.map((line) => (
                <Tr key={line.line}>
                  <FormLineCells line={line} />
                </Tr>
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
