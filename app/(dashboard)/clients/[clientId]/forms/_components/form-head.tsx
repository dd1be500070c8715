import { DownloadLink } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";
import { Money } from "@/app/_ui/money";
import { Section } from "@/app/_ui/page-header";
import { RowHead, Table, Td, Th, TotalRow, Tr } from "@/app/_ui/table";
import type { FormDetail, IdentityView } from "@/lib/services/reconcile/view-forms";
import { FormState } from "./form-list";

/** The identity of a form written out: matched + explained + unexplained = reported. */
export function FormHead({ form, clientId }: { form: FormDetail; clientId: string }) {
  const letter = `/api/clients/${clientId}/forms?form=${encodeURIComponent(form.key)}`;
  return (
    <Section
      title={
        <>
          {form.payer}, {form.taxYear} <FormState form={form} />
        </>
      }
      lead={words(form)}
      actions={
        form.isAsked && (
          <>
            <DownloadLink href={letter}>Letter to the broker, PDF</DownloadLink>
            <DownloadLink href={`${letter}&as=csv`}>Its table, CSV</DownloadLink>
          </>
        )
      }
    >
      {form.withheld !== null && (
        <Callout title="Federal income tax was withheld" className="mb-6">
          The lines show <Money amount={form.withheld} /> in box 4. It is a payment: Form 1040, line
          25b, not Form 8949.
        </Callout>
      )}
      <div className="grid gap-x-10 gap-y-6 lg:grid-cols-2">
        <Identity
          name={form.hasFirstSales ? "Proceeds, boxes 1f and 11c" : "Proceeds, box 1f"}
          identity={form.proceeds}
        />
        <Identity name="Basis, box 1g, where shown" identity={form.basis} />
      </div>
    </Section>
  );
}

function words(form: FormDetail): string {
  switch (form.state) {
    case "ready":
      return "Every line is answered and nothing is left unexplained.";
    case "waiting":
      return "Everything is decided, but something is still to be corrected.";
    case "open":
      return "Decide what is open below; then the form is ready.";
  }
}

function Identity({ name, identity }: { name: string; identity: IdentityView }) {
  return (
    <Table caption={name} captionVisible>
      <thead className="sr-only">
        <tr>
          <Th>Part</Th>
          <Th numeric>Amount</Th>
        </tr>
      </thead>
      <tbody>
        {(["matched", "explained", "unexplained"] as const).map((part) => (
          <Tr key={part}>
            <RowHead sticky={false} className="capitalize">
              {part}
            </RowHead>
            <Td numeric>
              <Money amount={identity[part]} />
            </Td>
          </Tr>
        ))}
      </tbody>
      <tfoot>
        <TotalRow>
          <RowHead sticky={false}>Reported</RowHead>
          <Td numeric>
            <Money amount={identity.reported} />
          </Td>
        </TotalRow>
      </tfoot>
    </Table>
  );
}
