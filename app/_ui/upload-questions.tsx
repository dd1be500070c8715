"use client";

import { useId } from "react";
import { Button } from "./button";
import { RadioGroup, SelectField } from "./choice";
import { TextAreaField, TextField } from "./field";
import type { UploadAnswers } from "./upload";

/** Asks what a file leaves open; the answers send it again. Unknown questions are left to the sentence above. */
export function UploadQuestions({
  asks,
  onAnswer,
}: {
  asks: readonly string[];
  onAnswer: (answers: UploadAnswers) => void;
}) {
  const id = useId();
  return (
    <form
      className="mt-3 flex max-w-xl flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        onAnswer(answersIn(new FormData(event.currentTarget)));
      }}
    >
      {asks.includes("date-order") && (
        <RadioGroup
          label="How are dates written in this file?"
          name="dateOrder"
          required
          options={[
            { value: "month-first", label: "Month first: 05-06-23 is May 6" },
            { value: "day-first", label: "Day first: 05-06-23 is June 5" },
          ]}
        />
      )}
      {asks.includes("time-zone") && <ZoneField id={id} />}
      {asks.includes("own-addresses") && (
        <TextAreaField
          label="Your addresses"
          id={`${id}-addresses`}
          name="addresses"
          hint="One a line. What leaves them was sent, what reaches them was received."
          rows={3}
          required
        />
      )}
      {asks.includes("asset") && (
        <TextField
          label="Which coin is this file about?"
          id={`${id}-asset`}
          name="asset"
          placeholder="BTC"
          pattern="[A-Za-z0-9$@.]{1,20}"
          title="A ticker such as BTC"
          maxLength={20}
          required
          className="max-w-40"
        />
      )}
      <div>
        <Button type="submit" variant="primary" size="small">
          Read it so
        </Button>
      </div>
    </form>
  );
}

const NEAR = [
  "America/New_York",
  "America/Chicago",
  "America/Denver",
  "America/Phoenix",
  "America/Los_Angeles",
  "America/Anchorage",
  "Pacific/Honolulu",
  "UTC",
];

function ZoneField({ id }: { id: string }) {
  const zones = [...new Set([...NEAR, ...Intl.supportedValuesOf("timeZone")])];
  return (
    <SelectField
      label="Which time zone are its times in?"
      id={`${id}-zone`}
      name="timeZone"
      hint="The clock of the computer or the account the file was made with."
      defaultValue={Intl.DateTimeFormat().resolvedOptions().timeZone}
      options={zones.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }))}
      required
    />
  );
}

function answersIn(form: FormData): UploadAnswers {
  const told: Record<string, string | readonly string[]> = {};
  for (const name of ["dateOrder", "timeZone", "asset"]) {
    const value = form.get(name);
    if (typeof value === "string" && value.trim() !== "") {
      told[name] = value.trim();
    }
  }
  const addresses = form.get("addresses");
  if (typeof addresses === "string") {
    told["addresses"] = addresses.split(/[\s,;]+/).filter((one) => one !== "");
  }
  return told;
}
