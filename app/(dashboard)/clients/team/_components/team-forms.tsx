"use client";

import { type ReactNode, useActionState } from "react";
import { Button } from "@/app/_ui/button";
import { ActionResult } from "@/app/_ui/callout";
import { RadioGroup, SelectField } from "@/app/_ui/choice";
import { DialogButton } from "@/app/_ui/dialog-button";
import { TextAreaField, TextField } from "@/app/_ui/field";
import { SubmitButton } from "@/app/_ui/submit-button";
import {
  removeColleague,
  saveAssignedOnly,
  saveRole,
  saveWording,
  sendColleague,
  withdrawColleagueLetter,
} from "../actions";

/** A role as people choose it. */
export interface RoleOption {
  value: string;
  label: string;
  hint: string;
}

/** Asks for a colleague's e-mail and role. */
export function InviteColleague({ roles }: { roles: readonly RoleOption[] }) {
  const [state, action] = useActionState(sendColleague, null);
  const error = (name: string) => (state?.ok === false ? state.fields?.[name] : undefined);
  return (
    <DialogButton label="Invite a colleague" title="Invite a colleague" variant="primary">
      <form action={action} className="flex flex-col gap-5">
        <ActionResult
          state={state}
          done="The letter is on its way. Its link works once, for seven days."
        />
        <TextField
          name="email"
          type="email"
          label="Their e-mail"
          required
          maxLength={254}
          autoComplete="off"
          error={error("email")}
        />
        <RadioGroup
          name="role"
          label="Role"
          options={roles}
          defaultValue="preparer"
          error={error("role")}
        />
        <SubmitButton pendingLabel="Sending…">Send the invitation</SubmitButton>
      </form>
    </DialogButton>
  );
}

/** Changes one colleague's role, or removes them. */
export function MemberForms({
  member,
  name,
  role,
  roles,
}: {
  member: string;
  name: string;
  role: string;
  roles: readonly RoleOption[];
}) {
  return (
    <div className="flex flex-wrap gap-2">
      <RoleForm member={member} name={name} role={role} roles={roles} />
      <RemoveForm member={member} name={name} />
    </div>
  );
}

function RoleForm(props: {
  member: string;
  name: string;
  role: string;
  roles: readonly RoleOption[];
}) {
  const { member, name, role, roles } = props;
  const [state, action] = useActionState(saveRole, null);
  return (
    <DialogButton
      label={
        <>
          Change role<span className="sr-only"> of {name}</span>
        </>
      }
      title={`The role of ${name}`}
      size="small"
    >
      <form action={action} className="flex flex-col gap-4">
        <input type="hidden" name="member" value={member} />
        <ActionResult state={state} done="Saved. It holds from their next click." />
        <SelectField name="role" label="Role" options={roles} defaultValue={role} />
        <SubmitButton pendingLabel="Saving…">Save the role</SubmitButton>
      </form>
    </DialogButton>
  );
}

function RemoveForm({ member, name }: { member: string; name: string }) {
  const [state, action] = useActionState(removeColleague, null);
  return (
    <DialogButton
      label={
        <>
          Remove<span className="sr-only"> {name}</span>
        </>
      }
      title={`Remove ${name} from the firm?`}
      size="small"
      variant="quiet"
    >
      <p>
        Their next click finds the firm’s clients closed, and what was assigned to them is assigned
        to nobody. What they did stays on record.
      </p>
      <form action={action} className="flex flex-col gap-3">
        <input type="hidden" name="member" value={member} />
        <ActionResult state={state} />
        <div className="flex flex-wrap gap-2">
          <SubmitButton variant="danger" pendingLabel="Removing…">
            Remove
          </SubmitButton>
          <Button data-close>Keep</Button>
        </div>
      </form>
    </DialogButton>
  );
}

/** Takes an invitation back. */
export function WithdrawColleague({ invitation, email }: { invitation: string; email: string }) {
  const [state, action] = useActionState(withdrawColleagueLetter, null);
  return (
    <form action={action}>
      <input type="hidden" name="invitation" value={invitation} />
      <ActionResult state={state} />
      <SubmitButton size="small" variant="secondary" pendingLabel="Taking back…">
        Take back<span className="sr-only"> the invitation to {email}</span>
      </SubmitButton>
    </form>
  );
}

/** Who sees which clients. */
export function AssignedOnlyForm({ assignedOnly }: { assignedOnly: boolean }) {
  const [state, action] = useActionState(saveAssignedOnly, null);
  return (
    <form action={action} className="flex max-w-2xl flex-col gap-4">
      <RadioGroup
        name="sees"
        label="Preparers and read-only colleagues see"
        defaultValue={assignedOnly ? "assigned" : "all"}
        options={[
          { value: "all", label: "Every client of the firm" },
          {
            value: "assigned",
            label: "Only clients assigned to them",
            hint: "Owners and reviewers see all and assign; then only they add clients.",
          },
        ]}
      />
      <ActionResult state={state} done="Saved. It holds from their next click." />
      <div>
        <SubmitButton variant="secondary" pendingLabel="Saving…">
          Save
        </SubmitButton>
      </div>
    </form>
  );
}

/** The firm's words for a consent. */
export function WordingForm({
  wording,
  standard,
  authorities,
}: {
  wording: string | null;
  standard: string;
  authorities: ReactNode;
}) {
  const [state, action] = useActionState(saveWording, null);
  return (
    <form action={action} className="flex max-w-3xl flex-col gap-4">
      <TextAreaField
        name="wording"
        label="Statements above the signature"
        hint={
          <>
            Leave it empty to go back to ours. Who, to whom, what and until when follow by
            themselves. {authorities}
          </>
        }
        rows={12}
        defaultValue={wording ?? standard}
        maxLength={8000}
        error={state?.ok === false ? state.fields?.["wording"] : undefined}
      />
      <ActionResult state={state} done="Saved. Consents given before keep their words." />
      <div>
        <SubmitButton variant="secondary" pendingLabel="Saving…">
          Save the wording
        </SubmitButton>
      </div>
    </form>
  );
}
