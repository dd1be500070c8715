import { AuthorityChip } from "@/app/_ui/authority-chip";
import { CheckboxField, SelectField } from "@/app/_ui/choice";
import { MoneyField, TextField } from "@/app/_ui/field";
import type { FormShape } from "./form-shape";
import { RareFields } from "./rare-fields";

/** What a field of a form is given: its name, what it holds at first, what is wrong with it. */
export type FieldOf = (name: string) => {
  name: string;
  defaultValue: string;
  error: string | null;
};

/** The fields one kind needs beyond account, date and note. */
export function KindFields({ shape, field }: { shape: FormShape; field: FieldOf }) {
  const has = (group: string) => shape.groups.includes(group);
  return (
    <>
      {has("toAccount") && (
        <TextField
          {...field("toAccount")}
          label="To account"
          list="account-names"
          required
          autoComplete="off"
        />
      )}
      {has("conversion") && <ConversionFields shape={shape} field={field} />}
      {has("sent") && <LegFields side="sent" label="Sent" field={field} />}
      {has("received") && <LegFields side="received" label="Received" field={field} />}
      {has("cash") && <CashFields field={field} />}
      <WhatFields shape={shape} field={field} />
      {has("value") && (
        <MoneyField
          {...field("value")}
          label={shape.valueLabel}
          hint={shape.valueHint}
          required={false}
        />
      )}
      {has("feeValue") && (
        <MoneyField
          {...field("feeValue")}
          label="Value of the network fee"
          hint="What was sent less what arrived, in dollars at that time."
          required={false}
        />
      )}
      {has("withheld") && <WithheldFields field={field} />}
      {has("donor") && <DonorFields field={field} />}
      <RareFields shape={shape} field={field} />
      {has("fees") && <FeeFields max={shape.feesMax} field={field} />}
    </>
  );
}

/** Income and losses: which of the known ways it was. */
function WhatFields({ shape, field }: { shape: FormShape; field: FieldOf }) {
  const has = (group: string) => shape.groups.includes(group);
  return (
    <>
      {has("incomeKind") && (
        <SelectField
          {...field("incomeKind")}
          label="Kind of income"
          placeholder="Choose"
          options={shape.incomeKinds}
          required
        />
      )}
      {has("reason") && (
        <SelectField
          {...field("reason")}
          label="What happened"
          placeholder="Choose"
          options={shape.reasons}
          required
        />
      )}
    </>
  );
}

function LegFields({
  side,
  label,
  field,
}: {
  side: "sent" | "received";
  label: string;
  field: FieldOf;
}) {
  return (
    <fieldset className="grid grid-cols-[2fr_1fr] gap-3">
      <legend className="sr-only">{label}</legend>
      <TextField
        {...field(`${side}Quantity`)}
        label={`${label}: units`}
        inputMode="decimal"
        required
        autoComplete="off"
      />
      <TextField
        {...field(`${side}Asset`)}
        label="Asset"
        placeholder="BTC"
        required
        autoComplete="off"
      />
    </fieldset>
  );
}

function CashFields({ field }: { field: FieldOf }) {
  return (
    <fieldset className="grid grid-cols-[2fr_1fr] gap-3">
      <legend className="sr-only">Money</legend>
      <TextField
        {...field("amount")}
        label="Amount"
        hint="With a minus when it left."
        inputMode="text"
        required
        autoComplete="off"
      />
      <TextField {...field("currency")} label="Currency" placeholder="USD" required />
    </fieldset>
  );
}

function WithheldFields({ field }: { field: FieldOf }) {
  return (
    <fieldset className="flex flex-col gap-3 border-line border-t pt-3">
      <legend className="sr-only">Units kept back for costs</legend>
      <p className="text-muted text-sm">
        Units of what you received that were kept back for costs, if any.{" "}
        <AuthorityChip id="reg-1-1012-1-j" />
      </p>
      <div className="grid grid-cols-2 gap-3">
        <TextField {...field("withheldQuantity")} label="Units kept back" required={false} />
        <MoneyField {...field("withheldValue")} label="Their value" required={false} />
      </div>
    </fieldset>
  );
}

function ConversionFields({ shape, field }: { shape: FormShape; field: FieldOf }) {
  return (
    <>
      <SelectField
        {...field("form")}
        label="What it was"
        placeholder="Choose"
        options={shape.conversions}
        required
      />
      <SelectField
        {...field("treatment")}
        label="For tax"
        hint={
          <>
            No rule says whether these are sales: what you choose stands on the report.{" "}
            <AuthorityChip id="notice-2024-57" />
          </>
        }
        options={shape.treatments}
      />
    </>
  );
}

function DonorFields({ field }: { field: FieldOf }) {
  return (
    <fieldset className="flex flex-col gap-3 border-line border-t pt-3">
      <legend className="sr-only">What the donor had</legend>
      <CheckboxField
        name="fromSpouse"
        label="From your spouse, or by divorce"
        hint={
          <>
            Then basis and dates carry over whatever the value was. <AuthorityChip id="irc-1041" />
          </>
        }
        defaultChecked={field("fromSpouse").defaultValue !== ""}
      />
      <MoneyField
        {...field("donorBasis")}
        label="The donor's basis"
        hint="For all units of this gift; empty when it is not known."
        required={false}
      />
      <TextField
        {...field("donorAcquired")}
        label="The donor bought on"
        type="date"
        required={false}
      />
      <MoneyField
        {...field("giftTaxShare")}
        label="Gift tax that adds to basis"
        hint="The part paid on the rise in value. Usually none."
        required={false}
      />
    </fieldset>
  );
}

/** As many lines as are filled in, and one more. */
function FeeFields({ max, field }: { max: number; field: FieldOf }) {
  const used = Array.from({ length: max }, (_, index) => index).filter(
    (index) => field(`fee${index}Asset`).defaultValue !== "",
  ).length;
  const shown = Array.from({ length: Math.min(max, used + 1) }, (_, index) => index);
  return (
    <details open={used > 0} className="border-line border-t pt-3">
      <summary className="min-h-6 text-sm">Fees paid in units</summary>
      {shown.map((index) => (
        <fieldset key={index} className="mt-3 grid grid-cols-3 gap-3">
          <legend className="sr-only">Fee {index + 1} in units</legend>
          <TextField {...field(`fee${index}Quantity`)} label="Units" inputMode="decimal" />
          <TextField {...field(`fee${index}Asset`)} label="Asset" />
          <MoneyField {...field(`fee${index}Value`)} label="Value" />
        </fieldset>
      ))}
    </details>
  );
}
