import Link from "next/link";
import { Badge } from "@/app/_ui/badge";
import { Money } from "@/app/_ui/money";
import { RowHead, Table, Td, Th, Tr } from "@/app/_ui/table";
import type { FormSummary } from "@/lib/services/reconcile/view-forms";

/** Every form with its identity and where it stands. */
export function FormList({
  forms,
  current,
  path,
}: {
  forms: readonly FormSummary[];
  current: string | undefined;
  path: string;
}) {
  return (
    <Table caption="Forms received" density="comfortable">
      <thead>
        <tr>
          <Th sticky>Payer</Th>
          <Th>Year</Th>
          <Th>State</Th>
          <Th numeric>Lines</Th>
          <Th numeric>Reported</Th>
          <Th numeric>Matched</Th>
          <Th numeric>Explained</Th>
          <Th numeric>Unexplained</Th>
        </tr>
      </thead>
      <tbody>
        {forms.map((form) => (
          <Tr key={form.key} current={form.key === current}>
            <RowHead className="wrap-anywhere min-w-36">
              <Link
                href={`${path}?form=${encodeURIComponent(form.key)}`}
                className="text-accent underline"
                aria-current={form.key === current ? "true" : undefined}
              >
                {form.payer}
              </Link>
            </RowHead>
            <Td>{form.taxYear}</Td>
            <Td>
              <FormState form={form} />
            </Td>
            <Td numeric>{form.lines.toLocaleString("en-US")}</Td>
            <Td numeric>
              <Money amount={form.proceeds.reported} />
            </Td>
            <Td numeric>
              <Money amount={form.proceeds.matched} />
            </Td>
            <Td numeric>
              <Money amount={form.proceeds.explained} />
            </Td>
            <Td numeric>
              <Money amount={form.proceeds.unexplained} />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

/** Ready, waiting or open, with how much is left. */
export function FormState({ form }: { form: Pick<FormSummary, "state" | "open" | "waiting"> }) {
  switch (form.state) {
    case "ready":
      return <Badge tone="gain">✓ Ready</Badge>;
    case "waiting":
      return <Badge tone="caution">● {form.waiting} in hand</Badge>;
    case "open":
      return <Badge tone="loss">▲ {form.open} to decide</Badge>;
  }
}
