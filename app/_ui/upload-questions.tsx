"use client";

import { useId } from "react";
import { Button } from "./button";
import { RadioGroup, SelectField } from "./choice";
import { TextAreaField, TextField } from "./field";
import type { UploadAnswers, UploadChoice } from "./upload";
import { zoneOptions } from "./zones";

/** Asks what a file leaves open; the answers send it again. Unknown questions are left to the sentence above. */
export function UploadQuestions({
  asks,
  choices = [],
  isBusy = false,
  onAnswer,
}: {
  asks: readonly string[];
  /** The programs that may have written the file, or the encodings it may be in. */
  choices?: readonly UploadChoice[];
  isBusy?: boolean;
  onAnswer: (answers: UploadAnswers) => void;
}) {
  const id = useId();
  return (
    <form
      className="mt-3 flex max-w-xl flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy) {
          onAnswer(answersIn(new FormData(event.currentTarget)));
        }
      }}
    >
      {asks.includes("source") && choices.length > 0 && (
        <RadioGroup
          label="Which program wrote this file?"
          name="source"
          required
          options={choices}
        />
      )}
      {asks.includes("encoding") && <EncodingField id={id} choices={choices} />}
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
        <Button type="submit" variant="primary" size="small" aria-disabled={isBusy}>
          {isBusy ? "Reading…" : "Read it so"}
        </Button>
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

/** The odd words as each encoding reads them, where they are known; else the bare names. */
function EncodingField({ id, choices }: { id: string; choices: readonly UploadChoice[] }) {
  const label = "Which encoding is its text in?";
  return choices.length > 0 ? (
    <RadioGroup
      label={label}
      name="encoding"
      hint="Choose the one in which the words below are spelt right. The program that wrote the file may say it."
      required
      options={choices}
    />
  ) : (
    <SelectField
      label={label}
      id={`${id}-encoding`}
      name="encoding"
      hint="Names and notes with accents show whether it is right. The program that wrote the file may say it."
      options={ENCODINGS}
      placeholder="Choose an encoding"
      required
    />
  );
}

function ZoneField({ id }: { id: string }) {
  return (
    <SelectField
      label="Which time zone are its times in?"
      id={`${id}-zone`}
      name="timeZone"
      hint="The clock of the computer or the account the file was made with."
      defaultValue={Intl.DateTimeFormat().resolvedOptions().timeZone}
      options={zoneOptions()}
      required
    />
  );
}

function answersIn(form: FormData): UploadAnswers {
  const told: Record<string, string | readonly string[]> = {};
  for (const name of ["dateOrder", "timeZone", "asset", "source", "encoding"]) {
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
