"use client";

import type { ReactNode } from "react";
import { CheckboxField, RadioGroup } from "@/app/_ui/choice";
import { TextField } from "@/app/_ui/field";
import { type TypedField, TypedForm } from "../../_books/typed-form";
import { sendInvite } from "../actions";

/** Invites somebody: who, how far, until when, and the consent that goes before it. */
export function InviteForm({
  clientId,
  isOwn,
  statements,
  authorities,
}: {
  clientId: string;
  /** The taxpayer's own books; otherwise a firm keeps them. */
  isOwn: boolean;
  /** The words a firm's consent begins with. */
  statements: string;
  authorities: ReactNode;
}) {
  return (
    <TypedForm
      action={sendInvite}
      hidden={{ clientId }}
      first={
        isOwn
          ? { what: "prepare", recipient: "professional" }
          : { what: "read", recipient: "taxpayer" }
      }
      submit={{ label: "Send the invitation", pending: "Sending…", variant: "primary" }}
      note="The letter holds a link that works once, for seven days, and for this e-mail only. No figure is in it."
      className="group/form grid max-w-3xl gap-6"
    >
      {(field) => (
        <>
          <TextField
            {...field("email")}
            type="email"
            label="Their e-mail"
            required
            maxLength={254}
            autoComplete="off"
            className="max-w-md"
          />
          <RadioGroup {...field("recipient")} label="Who they are" options={recipients(isOwn)} />
          <RadioGroup {...field("what")} label="What they may do" options={DEEDS} look="cards" />
          <TextField
            {...field("years")}
            label="Which years"
            placeholder="2024, 2025"
            maxLength={200}
            className="hidden max-w-md group-has-[input[value=years]:checked]/form:flex"
          />
          <TextField
            {...field("until")}
            type="date"
            label="Last day"
            hint={
              isOwn
                ? "Without one it ends a year from today."
                : "Without one it ends when you end it, or with the consent."
            }
            required={false}
            className="max-w-md"
          />
          {isOwn ? (
            <OwnConsent consent={field("consent")} authorities={authorities} />
          ) : (
            <PaperConsent field={field} statements={statements} authorities={authorities} />
          )}
        </>
      )}
    </TypedForm>
  );
}

const recipients = (isOwn: boolean) => [
  isOwn
    ? { value: "professional", label: "A tax professional" }
    : {
        value: "taxpayer",
        label: "The client themself",
        hint: "Needs no consent: it is their own information.",
      },
  {
    value: isOwn ? "other" : "professional",
    label: isOwn ? "Somebody else" : "Another professional",
    hint: isOwn ? "A spouse, an adviser." : "Needs the client’s signed consent.",
  },
  ...(isOwn
    ? []
    : [{ value: "other", label: "Somebody else", hint: "Needs the client’s signed consent." }]),
];

const DEEDS = [
  {
    value: "prepare",
    label: "Prepare",
    hint: "Import, correct, decide and make reports, in all years. Not share, not delete.",
  },
  { value: "read", label: "Look at everything", hint: "All years and papers; change nothing." },
  {
    value: "years",
    label: "Look at some years",
    hint: "The figures and year-end papers of those years. Preparing goes with all years: a lot bought in one year is sold in another.",
  },
];

function OwnConsent({ consent, authorities }: { consent: TypedField; authorities: ReactNode }) {
  return (
    <div className="rounded-ui border border-line bg-sunken p-4">
      <p className="text-sm">
        They will see your transactions, lots, gains and reports as far as you say above. What they
        do with what they have seen, Federal law may not protect. You need not share anything to use
        Lotwise, and can end it at any time. {authorities}
      </p>
      <div className="mt-3">
        <CheckboxField
          name="consent"
          value="yes"
          label="I have read this, and I consent."
          defaultChecked={consent.defaultValue === "yes"}
          error={consent.error}
        />
      </div>
    </div>
  );
}

function PaperConsent({
  field,
  statements,
  authorities,
}: {
  field: (name: string) => TypedField;
  statements: string;
  authorities: ReactNode;
}) {
  return (
    <fieldset className="rounded-ui border border-line bg-sunken p-4 group-has-[input[value=taxpayer]:checked]/form:hidden">
      <legend className="px-1 font-medium text-sm">The client’s consent</legend>
      <p className="text-sm">
        Before anybody but the client sees their information for more than preparing the return,
        they sign this. Keep the signed form; here its words, who signed and when are recorded.{" "}
        {authorities}
      </p>
      <details className="mt-2 text-sm">
        <summary className="cursor-pointer text-accent">The words they sign</summary>
        <p className="mt-2 whitespace-pre-line">{statements}</p>
      </details>
      <div className="mt-3 grid gap-4 sm:grid-cols-2">
        <TextField
          {...field("signedBy")}
          label="Signed by"
          hint="The client’s name as signed."
          required={false}
          maxLength={120}
          autoComplete="off"
        />
        <TextField
          {...field("signedOn")}
          type="date"
          label="Signed on"
          hint="Valid for one year unless it says otherwise."
          required={false}
        />
      </div>
    </fieldset>
  );
}
