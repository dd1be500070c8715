import Link from "next/link";
import { Section } from "@/app/_ui/page-header";
import type { ImportView } from "@/lib/services/view-import";
import { PayerForm } from "./payer-form";
import { ReadingForm } from "./reading-form";

interface HowProps {
  view: ImportView;
  clientId: string;
  batchId: string;
}

/** How a waiting file is read, and what of it can be said otherwise. */
export function HowItIsRead({ view, clientId, batchId }: HowProps) {
  const { reading, form, accountName } = view;
  if (form !== null) {
    return (
      <Section title="How it is read">
        {view.hasTemplate && <ByLayout {...{ view, clientId, batchId }} />}
        <PayerForm
          clientId={clientId}
          batchId={batchId}
          payer={form.payer}
          isRobinhood={!view.hasTemplate}
        />
      </Section>
    );
  }
  if (reading === null && accountName === null) {
    return null;
  }
  return (
    <Section title="How it is read" lead={reading === null ? undefined : told(reading)}>
      {view.hasTemplate && <ByLayout {...{ view, clientId, batchId }} />}
      <ReadingForm
        clientId={clientId}
        batchId={batchId}
        accountName={accountName}
        knownAccounts={view.knownAccounts}
        reading={reading}
      />
    </Section>
  );
}

/** The layout a person told, with the way to change it. */
function ByLayout({ view, clientId, batchId }: HowProps) {
  return (
    <p className="mb-4">
      It is read by your layout “{view.item.source}”.{" "}
      <Link href={`/clients/${clientId}/import/${batchId}/map`} className="text-accent underline">
        Change how it is read
      </Link>
    </p>
  );
}

function told({ encoding, delimiter, headerLine }: NonNullable<ImportView["reading"]>): string {
  const what = delimiter === null ? encoding : `${encoding} text, cells parted by ${delimiter}`;
  return `${what}; its columns are named in line ${headerLine}.`;
}
