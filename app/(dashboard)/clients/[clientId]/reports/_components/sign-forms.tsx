"use client";

import { DialogButton } from "@/app/_ui/dialog-button";
import { TextAreaField } from "@/app/_ui/field";
import { TypedForm } from "../../_books/typed-form";
import { signVersion, unsignVersion } from "../actions";

interface Version {
  clientId: string;
  report: string;
  /** "2022 Papers to file from, version 1". */
  name: string;
}

/** A second person signs a version. */
export function SignForm({ clientId, report, name }: Version) {
  return (
    <DialogButton label="Sign off" title={`Sign off ${name}?`} size="small">
      <p>
        You say that you have reviewed this version, which somebody else asked for. It stays final
        as it is; what changes in the books later shows as a difference.
      </p>
      <TypedForm
        action={signVersion}
        hidden={{ clientId, report }}
        submit={{ label: "Sign off", pending: "Signing…" }}
        className="flex flex-col gap-4"
      >
        {(field) => (
          <TextAreaField
            {...field("note")}
            id={`sign-note-${report}`}
            label="Note"
            hint="The client can read it."
            required={false}
            rows={3}
            maxLength={1000}
          />
        )}
      </TypedForm>
    </DialogButton>
  );
}

/** A sign-off is taken back. */
export function UnsignForm({ clientId, report, name }: Version) {
  return (
    <DialogButton
      label="Take back"
      title={`Take the sign-off of ${name} back?`}
      size="small"
      variant="quiet"
    >
      <p>
        The version stays as it is and is no longer locked. Who signed and why it was taken back
        stay on record.
      </p>
      <TypedForm
        action={unsignVersion}
        hidden={{ clientId, report }}
        submit={{ label: "Take it back", pending: "Saving…", variant: "danger" }}
        className="flex flex-col gap-4"
      >
        {(field) => (
          <TextAreaField
            {...field("reason")}
            id={`unsign-reason-${report}`}
            label="Reason"
            rows={3}
            maxLength={1000}
          />
        )}
      </TypedForm>
    </DialogButton>
  );
}
