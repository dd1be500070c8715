"use client";

import { AuthorityChip } from "@/app/_ui/authority-chip";
import { dayText } from "@/app/_ui/day";
import { TextField } from "@/app/_ui/field";
import { Section } from "@/app/_ui/page-header";
import { Td, Tr } from "@/app/_ui/table";
import type { FormMappingForm } from "@/lib/services/form-mapping/form-mapping-form";
import type {
  FormMappingReading,
  FormMappingView,
} from "@/lib/services/form-mapping/view-form-mapping";
import { FormLineCells, FormLineHeads } from "../../_components/form-line-cells";
import { ColumnList } from "./column-list";
import { Options } from "./options";
import { Points } from "./points";
import { NotRead, PreviewSection } from "./preview-section";
import { SaveBar } from "./save-bar";
import { type Live, useLiveReading } from "./use-live-reading";

type FormMapping = Live<FormMappingForm, FormMappingReading>;

/** Where a person says which box of Form 1099-DA each column is, with the first lines read so below it. */
export function FormMappingScreen({
  view,
  clientId,
  batchId,
}: {
  view: FormMappingView;
  clientId: string;
  batchId: string;
}) {
  const url = `/api/clients/${clientId}/imports/${batchId}/mapping`;
  const mapping = useLiveReading<FormMappingForm, FormMappingReading>(url, view.reading, {
    isTyped: (part) => "payer" in part,
    merged: (read, { payer }) => ({ ...read, payer }),
  });
  return (
    <div className="[&_input]:scroll-mb-48 [&_select]:scroll-mb-48">
      <Section
        id="columns"
        title="Which box each column is"
        lead={
          <>
            By the numbers printed on the form. A blank box is kept as blank, never as zero.{" "}
            <AuthorityChip id="form-1099-da" />
          </>
        }
      >
        <ColumnList
          columns={view.columns}
          roles={mapping.form.roles}
          choices={view.roleChoices}
          onChange={(column, role) =>
            mapping.change(({ roles }) => ({
              roles: roles.map((now, index) => (index === column ? role : now)),
            }))
          }
        />
        <Points points={mapping.reading.open.filter(({ about }) => about === "columns")} />
      </Section>
      <Section id="writing" title="How it is written">
        <Days mapping={mapping} />
        <p className="mt-4 text-muted text-sm">
          Amounts are read as US forms write them: a comma groups thousands, a point begins the
          decimals. What is written otherwise is refused line by line.
        </p>
      </Section>
      <Section id="names" title="Who sent it">
        <TextField
          name="payer"
          label="Broker who sent the form"
          hint="As on the form. The next file with these columns is read by this layout at once."
          value={mapping.form.payer}
          onChange={({ target }) => mapping.change(() => ({ payer: target.value }))}
          maxLength={80}
          autoComplete="off"
          required
          className="max-w-md"
        />
      </Section>
      <Preview mapping={mapping} />
      <SaveBar
        mapping={mapping}
        clientId={clientId}
        batchId={batchId}
        templateId={view.chosen?.id ?? ""}
      />
    </div>
  );
}

function Days({ mapping }: { mapping: FormMapping }) {
  const [only, ...more] = mapping.reading.days;
  if (only === undefined) {
    return (
      <p className="text-muted">No column with days is chosen, or none of its cells is one.</p>
    );
  }
  const text = ({ cell, day }: typeof only) => `“${cell}” is ${dayText(day)}`;
  return more.length === 0 ? (
    <p>Days: {text(only)}.</p>
  ) : (
    <Options
      name="day"
      label="How are days written?"
      hint="No line of this file tells. The form itself is printed month first."
      value={mapping.form.day}
      options={mapping.reading.days.map((one) => ({
        value: one.form,
        label: `${/^[MB]/.test(one.form) ? "Month first" : /^D/.test(one.form) ? "Day first" : "Year first"}: ${text(one)}`,
      }))}
      isOpen={mapping.reading.open.some(({ about }) => about === "day")}
      onChange={(day) => mapping.change(() => ({ day }))}
    />
  );
}

function Preview({ mapping }: { mapping: FormMapping }) {
  const { rows, open } = mapping.reading;
  return (
    <PreviewSection
      rows="lines"
      lead="Look at days, units and amounts."
      isEmpty={rows.length === 0}
      open={open}
    >
      <thead>
        <FormLineHeads />
      </thead>
      <tbody>
        {rows.map((row) => (
          <Tr key={row.line}>
            {row.told === null ? (
              <>
                <NotRead row={row} span={10} />
                <Td numeric className="text-muted">
                  {row.line}
                </Td>
              </>
            ) : (
              <FormLineCells line={row.told} />
            )}
          </Tr>
        ))}
      </tbody>
    </PreviewSection>
  );
}
