"use client";

import { dayText } from "@/app/_ui/day";
import { controlClass, Field } from "@/app/_ui/field";
import { zoneOptions } from "@/app/_ui/zones";
import type { FormView, StyleView } from "@/lib/services/mapping/read-draft";
import type { MappingView } from "@/lib/services/mapping/view-mapping";
import { Open, Options } from "./options";
import { UnitsPart } from "./units-part";
import type { Mapping } from "./use-mapping";

/** Dates, numbers, assets, directions and fees: what is certain is stated, what is not is asked. */
export function WritingPart({ view, mapping }: { view: MappingView; mapping: Mapping }) {
  return (
    <div className="grid gap-x-12 gap-y-6 md:grid-cols-2">
      <Dates mapping={mapping} />
      <Zone mapping={mapping} />
      <Numbers mapping={mapping} />
      <Direction mapping={mapping} />
      <UnitsPart view={view} mapping={mapping} />
      <Fee mapping={mapping} />
    </div>
  );
}

const isOpen = ({ reading }: Mapping, about: string) =>
  reading.open.some((point) => point.about === about);

function Said({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div>
      <p className="mb-1.5 font-medium text-sm">{label}</p>
      <p>{children}</p>
    </div>
  );
}

function Dates({ mapping }: { mapping: Mapping }) {
  const { forms } = mapping.reading;
  const [only, ...more] = forms;
  if (only === undefined) {
    return (
      <Said label="Dates">
        <span className="text-muted">
          {mapping.form.roles.includes("date")
            ? "The column of dates holds something that is no date we can read."
            : "Say first which column holds them."}
        </span>
      </Said>
    );
  }
  if (more.length === 0) {
    return <Said label="Dates">{dateText(only)}</Said>;
  }
  return (
    <Options
      name="form"
      label="How are dates written?"
      hint="No row of this file tells. A wrong order moves sales into other months and years."
      value={mapping.form.form}
      options={forms.map((one) => ({
        value: one.form,
        label: `${orderText(one.form)}: ${dateText(one)}`,
      }))}
      isOpen={isOpen(mapping, "form")}
      onChange={(form) => mapping.change(() => ({ form }))}
    />
  );
}

const dateText = ({ cell, day }: FormView) =>
  `“${cell}” is ${day === null ? "no date" : dayText(day)}`;

function orderText(form: string): string {
  return /^D/.test(form) ? "Day first" : /^[MB]/.test(form) ? "Month first" : "Year first";
}

function Zone({ mapping }: { mapping: Mapping }) {
  const { form, reading, change } = mapping;
  const chosen = reading.forms.find((one) => one.form === form.form);
  if (chosen !== undefined && !chosen.needsZone) {
    return (
      <Said label="Time zone">
        {chosen.form.includes("h") || chosen.form.startsWith("unix")
          ? "The file says it with every time."
          : "None is needed: the file tells days alone."}
      </Said>
    );
  }
  return (
    <Field
      id="mapping-zone"
      label={
        <>
          Which time zone are its times in?
          {isOpen(mapping, "zone") && <Open />}
        </>
      }
      hint="The clock of the computer or the account the file was made with."
    >
      <select
        id="mapping-zone"
        value={form.zone}
        aria-describedby="mapping-zone-hint"
        onChange={(event) => change(() => ({ zone: event.target.value }))}
        className={controlClass}
      >
        <option value="">Choose a time zone</option>
        {zoneOptions().map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </Field>
  );
}

function Numbers({ mapping }: { mapping: Mapping }) {
  const { styles } = mapping.reading;
  const [only, ...more] = styles;
  if (only === undefined || (more.length === 0 && only.cell === "")) {
    return null;
  }
  return more.length === 0 ? (
    <Said label="Numbers">{numberText(only)}</Said>
  ) : (
    <Options
      name="numbers"
      label="How are numbers written?"
      hint="No row of this file tells what its commas and points are."
      value={mapping.form.numbers}
      options={styles.map((one) => ({ value: one.style, label: numberText(one) }))}
      isOpen={isOpen(mapping, "numbers")}
      onChange={(numbers) => mapping.change(() => ({ numbers }))}
    />
  );
}

const STYLE_TEXT: Readonly<Record<StyleView["style"], string>> = {
  point: "A point begins the decimals",
  thousands: "A comma groups thousands",
  comma: "A comma begins the decimals",
};

const numberText = ({ style, cell, reads }: StyleView) =>
  cell === "" ? STYLE_TEXT[style] : `${STYLE_TEXT[style]}: “${cell}” is ${reads}`;

function Direction({ mapping }: { mapping: Mapping }) {
  const { form, reading, change } = mapping;
  return reading.isDirectionOpen && !form.roles.includes("sent") ? (
    <Options
      name="direction"
      label="Which way did an amount go?"
      value={form.direction}
      options={[
        { value: "sign", label: "Its sign says it: minus went out, plus came in" },
        { value: "kind", label: "The kind of transaction says it" },
      ]}
      isOpen={isOpen(mapping, "direction")}
      onChange={(direction) => change(() => ({ direction }))}
    />
  ) : null;
}

function Fee({ mapping }: { mapping: Mapping }) {
  const { form, change } = mapping;
  return form.roles.includes("fee") ? (
    <Options
      name="fee"
      label="Is the fee inside the amounts?"
      value={form.fee}
      options={[
        { value: "on-top", label: "On top: the amounts are without it" },
        { value: "inside", label: "Inside: the amounts were changed by it already" },
      ]}
      isOpen={isOpen(mapping, "fee")}
      onChange={(fee) => change(() => ({ fee }))}
    />
  ) : null;
}
