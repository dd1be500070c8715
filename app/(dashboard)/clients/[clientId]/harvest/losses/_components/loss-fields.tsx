import { SelectField } from "@/app/_ui/choice";
import { MoneyField, TextAreaField, TextField } from "@/app/_ui/field";
import { LOSS_CHOICES } from "@/lib/services/season/loss-words";
import type { LossView } from "@/lib/services/season/view-losses";
import type { TypedField } from "../../../_books/typed-form";

type FieldOf = (name: string) => TypedField;

/** The questions of each kind of event. */
export function LossFields({ kind, field }: { kind: LossView["kind"]; field: FieldOf }) {
  return (
    <>
      {kind === "sold" && <Sold field={field} />}
      {kind === "abandoned" && <Abandoned field={field} />}
      {kind === "stolen" && <Stolen field={field} />}
      {kind === "bankruptcy" && <Bankruptcy field={field} />}
      <TextAreaField {...field("note")} label="Note" required={false} rows={3} />
    </>
  );
}

function Sold({ field }: { field: FieldOf }) {
  return (
    <>
      <TextField
        {...field("buyer")}
        label="The buyer's address or name"
        hint="Compared with your own wallets: one of yours is no buyer."
        autoComplete="off"
        required={false}
      />
      <SelectField
        {...field("relation")}
        label="The buyer is"
        placeholder="Choose"
        required={false}
        options={LOSS_CHOICES.relation}
      />
      <div className="grid gap-4 sm:grid-cols-3">
        <TextField {...field("soldOn")} label="Sold on" type="date" required={false} />
        <MoneyField {...field("price")} label="Price" required={false} />
        <MoneyField {...field("fee")} label="Fee" required={false} />
      </div>
      <TextField {...field("hash")} label="Transaction hash" autoComplete="off" required={false} />
    </>
  );
}

function Abandoned({ field }: { field: FieldOf }) {
  return (
    <>
      <SelectField
        {...field("what")}
        label="What happened"
        placeholder="Choose"
        required={false}
        options={LOSS_CHOICES.what}
      />
      <TextAreaField
        {...field("how")}
        label="How it happened, and what shows it"
        required={false}
        rows={3}
      />
      <TextField {...field("when")} label="When" type="date" required={false} />
    </>
  );
}

function Stolen({ field }: { field: FieldOf }) {
  return (
    <>
      <TextField {...field("discovered")} label="Discovered on" type="date" required={false} />
      <TextAreaField {...field("how")} label="What happened" required={false} rows={3} />
      <SelectField
        {...field("motive")}
        label="Why the coins were there"
        placeholder="Choose"
        required={false}
        options={LOSS_CHOICES.motive}
      />
      <SelectField
        {...field("prospect")}
        label="Is anything still to be had back?"
        placeholder="Choose"
        required={false}
        options={LOSS_CHOICES.prospect}
      />
      <TextField
        {...field("report")}
        label="Report to the police or IC3, its number"
        autoComplete="off"
        required={false}
      />
    </>
  );
}

function Bankruptcy({ field }: { field: FieldOf }) {
  return (
    <>
      <TextField {...field("debtor")} label="Exchange" required={false} />
      <TextField {...field("case")} label="The case and its number" required={false} />
      <SelectField
        {...field("claim")}
        label="The claim is"
        placeholder="Choose"
        required={false}
        options={LOSS_CHOICES.claim}
      />
      <TextField {...field("expected")} label="Expected back" required={false} />
    </>
  );
}
