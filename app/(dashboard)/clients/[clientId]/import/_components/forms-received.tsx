import Link from "next/link";
import { ButtonLink } from "@/app/_ui/button";
import { Money } from "@/app/_ui/money";
import { Section } from "@/app/_ui/page-header";
import { RowHead, Table, Td, Th, Tr } from "@/app/_ui/table";
import type { ImportsView } from "@/lib/services/view-imports";

/** Forms 1099-DA that were received, by year and payer; nothing when there is none. */
export function FormsReceived({ forms, root }: { forms: ImportsView["forms"]; root: string }) {
  return forms.length === 0 ? null : (
    <Section
      title="Forms 1099-DA received"
      lead="What brokers told the IRS, held against your sales. Never counted as sales; they decide the box of Form 8949."
      actions={<ButtonLink href={`${root}/forms`}>Hold them against the books</ButtonLink>}
    >
      <Table caption="Forms 1099-DA received" density="comfortable">
        <thead>
          <tr>
            <Th sticky>From</Th>
            <Th numeric>Year</Th>
            <Th numeric>Lines</Th>
            <Th numeric>Proceeds</Th>
            <Th numeric>Basis</Th>
            <Th numeric>Lines without basis</Th>
            <Th>File</Th>
          </tr>
        </thead>
        <tbody>
          {forms.map((form) => (
            <Tr key={`${form.batchId} ${form.taxYear} ${form.payer}`}>
              <RowHead>{form.payer}</RowHead>
              <Td numeric>{form.taxYear}</Td>
              <Td numeric>{form.lines.toLocaleString("en-US")}</Td>
              <Td numeric>
                <Money amount={form.proceeds} />
              </Td>
              <Td numeric>
                {form.basis === null ? (
                  <span className="text-muted">none printed</span>
                ) : (
                  <Money amount={form.basis} />
                )}
              </Td>
              <Td numeric className={form.linesWithoutBasis === 0 ? "text-muted" : undefined}>
                {form.linesWithoutBasis.toLocaleString("en-US")}
              </Td>
              <Td className="max-w-64">
                <Link
                  href={`${root}/import/${form.batchId}`}
                  className="block truncate text-accent underline"
                >
                  {form.fileName}
                </Link>
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}
