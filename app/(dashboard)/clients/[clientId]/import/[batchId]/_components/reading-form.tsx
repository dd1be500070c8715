"use client";

import { useActionState } from "react";
import { ActionResult } from "@/app/_ui/callout";
import { SelectField } from "@/app/_ui/choice";
import { TextField } from "@/app/_ui/field";
import { SubmitButton } from "@/app/_ui/submit-button";
import { zoneOptions } from "@/app/_ui/zones";
import type { ImportView } from "@/lib/services/view-import";
import { readAgain } from "../../actions";

interface ReadingFormProps {
  clientId: string;
  batchId: string;
  /** null: every row of the file names its own account. */
  accountName: string | null;
  knownAccounts: readonly string[];
  reading: ImportView["reading"];
}

/** Which account the rows belong to and how the file is read; changing it reads the file again. */
export function ReadingForm(props: ReadingFormProps) {
  const { accountName, reading } = props;
  const [state, action] = useActionState(readAgain, null);
  return (
    <form action={action} className="mb-8 grid items-end gap-x-6 gap-y-4 sm:grid-cols-2">
      <input type="hidden" name="clientId" value={props.clientId} />
      <input type="hidden" name="batchId" value={props.batchId} />
      {accountName !== null && (
        <>
          <TextField
            name="accountName"
            label="Account these rows belong to"
            hint="From 2025 every account keeps its own lots. Give a second account at the same exchange a name of its own."
            defaultValue={accountName}
            list="known-accounts"
            autoComplete="off"
            maxLength={80}
            required
            error={state?.ok === false ? state.fields?.["accountName"] : null}
          />
          <datalist id="known-accounts">
            {props.knownAccounts.map((name) => (
              <option key={name} value={name} />
            ))}
          </datalist>
        </>
      )}
      {reading !== null && <Answered reading={reading} />}
      <div className="flex flex-wrap items-center gap-4 sm:col-span-2">
        <SubmitButton variant="secondary" pendingLabel="Reading…">
          Read again
        </SubmitButton>
        {state?.ok === false && <ActionResult state={state} />}
      </div>
    </form>
  );
}

const ENCODINGS = [
  { value: "utf-8", label: "UTF-8" },
  { value: "windows-1252", label: "Windows-1252 (Western European)" },
  { value: "macintosh", label: "Mac Roman" },
  { value: "utf-16le", label: "UTF-16 LE" },
  { value: "utf-16be", label: "UTF-16 BE" },
];

/** What a person said, or may say, about this layout. Keys change with the answer, so that a field shows what counts now. */
function Answered({ reading }: { reading: NonNullable<ImportView["reading"]> }) {
  const { asks } = reading;
  return (
    <>
      {asks.includes("source") && (
        <SelectField
          key={`source ${reading.source}`}
          name="source"
          label="Which program wrote this file?"
          options={reading.choices}
          defaultValue={reading.source}
        />
      )}
      {asks.includes("date-order") && (
        <SelectField
          key={`order ${reading.dateOrder}`}
          name="dateOrder"
          label="How are dates written?"
          options={[
            { value: "month-first", label: "Month first: 05-06-23 is May 6" },
            { value: "day-first", label: "Day first: 05-06-23 is June 5" },
          ]}
          defaultValue={reading.dateOrder}
        />
      )}
      {asks.includes("time-zone") && (
        <SelectField
          key={`zone ${reading.timeZone}`}
          name="timeZone"
          label="Time zone of its times"
          options={zoneOptions()}
          defaultValue={reading.timeZone}
        />
      )}
      {asks.includes("asset") && (
        <TextField
          key={`asset ${reading.asset}`}
          name="asset"
          label="Coin this file is about"
          defaultValue={reading.asset}
          maxLength={20}
          required
        />
      )}
      {asks.includes("encoding") && (
        <SelectField
          key={`encoding ${reading.textEncoding}`}
          name="encoding"
          label="Encoding of its text"
          placeholder={`As it was recognised: ${reading.encoding}`}
          options={ENCODINGS}
          defaultValue={reading.textEncoding}
        />
      )}
    </>
  );
}
