import Link from "next/link";
import { AssetName } from "@/app/_ui/asset-name";
import { AuthorityChip } from "@/app/_ui/authority-chip";
import { Button } from "@/app/_ui/button";
import { tick } from "@/app/_ui/choice";
import { MoneyField, TextField } from "@/app/_ui/field";
import { Price, Quantity } from "@/app/_ui/money";
import { Sheet } from "@/app/_ui/page-header";
import type { SaleFormView } from "@/lib/services/sale-choice/sale-views";
import { QuoteAge } from "../../../_gains/quote-age";
import { FeeFields } from "../../_components/fee-fields";
import { MARK_WORDS } from "../../_components/mark-words";

/** The sale in a plain form; the address keeps it. */
export function SaleForm({ form, path }: { form: SaleFormView; path: string }) {
  const { typed, errors } = form;
  return (
    <Sheet className="lg:sticky lg:top-20">
      <form action={path} className="flex flex-col gap-5">
        <input type="hidden" name="asset" value={form.asset} />
        <div className="flex items-baseline justify-between gap-3">
          <h2 className="font-semibold text-lg">
            Sell <AssetName id={form.asset} />
          </h2>
          <Link href={path} prefetch={false} className="text-accent text-sm underline">
            Another asset
          </Link>
        </div>
        <Accounts form={form} />
        <div className="grid grid-cols-2 gap-3">
          <TextField
            name="units"
            label="Units"
            inputMode="decimal"
            autoComplete="off"
            defaultValue={typed.units}
            error={errors["units"]}
          />
          <MoneyField
            name="dollars"
            label="or dollars"
            defaultValue={typed.dollars}
            error={errors["dollars"]}
          />
        </div>
        <MoneyField
          name="price"
          label="Price of one unit"
          hint={
            form.price === null ? (
              "There is no price yet: say what you expect."
            ) : (
              <>
                Blank: <Price amount={form.price.amount} />
                <QuoteAge at={form.price.at} source={form.price.source} today={form.firstDay} />
              </>
            )
          }
          defaultValue={typed.price}
          error={errors["price"]}
        />
        <TextField
          name="day"
          type="date"
          label="Day of the sale"
          hint="Blank: today. What is long-term depends on it."
          min={form.firstDay}
          max={form.lastDay}
          defaultValue={typed.day}
          error={errors["day"]}
        />
        <FeeFields {...typed} errors={errors} fixedLabel="and per order" />
        <Button type="submit" variant="primary">
          Find the lots
        </Button>
      </form>
    </Sheet>
  );
}

function Accounts({ form }: { form: SaleFormView }) {
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium text-sm">From</legend>
      <ul className="flex flex-col gap-1.5">
        {form.accounts.map(({ id, name, units, isChosen, mark }) => (
          <li key={id}>
            <label className="flex items-start gap-2">
              <input
                // A tick follows the address when it changes under it.
                key={String(isChosen)}
                type="checkbox"
                name="account"
                value={id}
                defaultChecked={isChosen}
                className={tick}
              />
              <span className="min-w-0">
                {name}
                <span className="block text-muted text-sm">
                  <Quantity amount={units} asset={form.asset} />
                </span>
                {mark !== null && (
                  <span className="block text-caution text-sm">
                    You say: {MARK_WORDS[mark]}.{" "}
                    {mark === "related-buyer" && (
                      <>
                        A loss there does not count. <AuthorityChip id="irc-267" />
                      </>
                    )}
                  </span>
                )}
              </span>
            </label>
          </li>
        ))}
      </ul>
      {form.isPartlyNamed && (
        <p className="mt-1.5 text-muted text-sm">Units that open tickets name are left out.</p>
      )}
      {form.isPartlyMarked && (
        <p className="mt-1.5 text-muted text-sm">Lots you said cannot be sold are left out.</p>
      )}
    </fieldset>
  );
}
