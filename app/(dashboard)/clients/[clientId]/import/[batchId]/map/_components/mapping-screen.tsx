"use client";

import { Section } from "@/app/_ui/page-header";
import type { MappingView } from "@/lib/services/mapping/view-mapping";
import { ColumnsPart } from "./columns-part";
import { KindsPart } from "./kinds-part";
import { NamesPart } from "./names-part";
import { PreviewPart } from "./preview-part";
import { SaveBar } from "./save-bar";
import { useMapping } from "./use-mapping";
import { WritingPart } from "./writing-part";

/** Where a person says how a table is read, with its first rows read so beside it. */
export function MappingScreen({
  view,
  clientId,
  batchId,
}: {
  view: MappingView;
  clientId: string;
  batchId: string;
}) {
  const url = `/api/clients/${clientId}/imports/${batchId}/mapping`;
  const mapping = useMapping(url, view.reading);
  const { form } = mapping;
  return (
    // What has the focus is never hidden behind the bar at the bottom.
    <div className="[&_input]:scroll-mb-48 [&_select]:scroll-mb-48">
      <Section
        id="columns"
        title="What the columns are"
        lead="Each can be said once. Leave a column out when nothing is to be read from it."
      >
        <ColumnsPart view={view} mapping={mapping} />
      </Section>
      <Section id="writing" title="How it is written">
        <WritingPart view={view} mapping={mapping} />
      </Section>
      {form.kinds.length > 0 && (
        <Section
          id="kinds"
          title="What its words mean"
          lead={
            view.hasAllWords
              ? "Every different word in the column of kinds."
              : "The words of the first 20,000 rows. One that comes later is kept and asked about."
          }
        >
          <KindsPart choices={view.kindChoices} mapping={mapping} />
        </Section>
      )}
      <Section id="names" title="Name and account">
        <NamesPart knownAccounts={view.knownAccounts} mapping={mapping} />
      </Section>
      <PreviewPart mapping={mapping} />
      <SaveBar
        mapping={mapping}
        clientId={clientId}
        batchId={batchId}
        templateId={view.chosen?.id ?? ""}
      />
    </div>
  );
}
