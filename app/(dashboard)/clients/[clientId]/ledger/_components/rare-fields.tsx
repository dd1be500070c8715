import { AuthorityChip } from "@/app/_ui/authority-chip";
import { SelectField } from "@/app/_ui/choice";
import { MoneyField, TextField } from "@/app/_ui/field";
import type { FormShape } from "./form-shape";
import type { FieldOf } from "./kind-fields";

/** What few rows need: each opens on demand, and is open when it says something. */
export function RareFields({ shape, field }: { shape: FormShape; field: FieldOf }) {
  const has = (group: string) => shape.groups.includes(group);
  return (
    <>
      {has("past") && <PastFields field={field} />}
      {has("deniedLoss") && <DeniedLossField options={shape.denied} field={field} />}
      {has("shortSale") && <ShortSaleField field={field} />}
    </>
  );
}

function DeniedLossField({ options, field }: { options: FormShape["denied"]; field: FieldOf }) {
  const { defaultValue } = field("deniedLoss");
  return (
    <details open={defaultValue !== ""} className="border-line border-t pt-3">
      <summary className="min-h-6 text-sm">Sold to family, or for personal use</summary>
      <SelectField
        {...field("deniedLoss")}
        label="Would a loss be denied?"
        hint={
          <>
            A gain counts in any case; a loss to family or a company of yours, or on a thing of
            personal use, does not. <AuthorityChip id="irc-267" /> <AuthorityChip id="irc-262" />
          </>
        }
        options={options}
        className="mt-3"
      />
    </details>
  );
}

/** What a purchase brings along from a loss that was denied outside these books. */
function PastFields({ field }: { field: FieldOf }) {
  const names = ["sellerDeniedLoss", "washedElsewhere", "heldFrom"];
  const isUsed = names.some((name) => field(name).defaultValue !== "" || field(name).error);
  return (
    <details open={isUsed} className="border-line border-t pt-3">
      <summary className="min-h-6 text-sm">
        Bought from family, or to replace a loss elsewhere
      </summary>
      <div className="mt-3 flex flex-col gap-3">
        <MoneyField
          {...field("sellerDeniedLoss")}
          label="The seller’s denied loss"
          hint={
            <>
              When family or a company of yours sold it to you at a loss: your gain is free up to
              it. <AuthorityChip id="irc-267" />
            </>
          }
          required={false}
        />
        <MoneyField
          {...field("washedElsewhere")}
          label="Loss disallowed elsewhere"
          hint={
            <>
              When these units replaced ones sold at a loss in an account that is not in these
              books: it adds to basis. <AuthorityChip id="irc-1091" />
            </>
          }
          required={false}
        />
        <TextField
          {...field("heldFrom")}
          label="Holding period from"
          hint="The day it begins with the time of the units replaced. Empty: the purchase."
          type="date"
          required={false}
        />
      </div>
    </details>
  );
}

function ShortSaleField({ field }: { field: FieldOf }) {
  const { defaultValue, error } = field("shortSaleEntered");
  return (
    <details open={defaultValue !== "" || error !== null} className="border-line border-t pt-3">
      <summary className="min-h-6 text-sm">Delivered to close a short sale</summary>
      <TextField
        {...field("shortSaleEntered")}
        label="Short sale entered on"
        hint={
          <>
            The loss is tested for a wash sale around this day. <AuthorityChip id="irc-1091" />
          </>
        }
        type="date"
        required={false}
        className="mt-3"
      />
    </details>
  );
}
