import { Button } from "@/app/_ui/button";
import { CheckboxField, SelectField } from "@/app/_ui/choice";
import { MoneyField, PercentField, TextField } from "@/app/_ui/field";
import { Section } from "@/app/_ui/page-header";
import { assetText } from "@/lib/assets/label";
import { formatUsd } from "@/lib/money/format";
import type { YearsPlanView } from "@/lib/services/plan-years/years-views";
import { FeeFields } from "../../_components/fee-fields";
import { STATUS_OPTIONS } from "../../_components/status-options";

/** What one expects of each year, and of prices and amounts over the years. A plain form; the address keeps it. */
export function YearsForm({ view, path }: { view: YearsPlanView; path: string }) {
  const { wish, errors } = view;
  const rows = wish.years.map((year, at) => ({ number: view.year + at, at, year }));
  return (
    <form action={path} className="flex flex-col gap-8">
      <input type="hidden" name="asked" value="1" />
      <Section title="What you expect" lead="Blank means as your settings say for this year.">
        <ol className="-mt-4">
          {rows.map(({ number, at, year }) => (
            <Year key={number} at={at} year={year} view={view} />
          ))}
        </ol>
      </Section>
      <Section title="Over the years">
        <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
          <SelectField
            name="years"
            label="Years together"
            defaultValue={String(wish.years.length)}
            options={Array.from({ length: view.mostYears }, (_, index) => ({
              value: String(index + 1),
              label: index === 0 ? `${view.year} alone` : `${view.year} to ${view.year + index}`,
            }))}
          />
          <PercentField
            name="indexing"
            label={`Amounts after ${view.latestPublished} rise by`}
            hint="A year; brackets and bands of years not published yet."
            defaultValue={wish.indexing}
            error={errors["indexing"]}
          />
          <PercentField
            name="growth"
            label="Prices change by"
            hint="A year, all assets alike. The plan is tried with other prices below."
            defaultValue={wish.growth}
            error={errors["growth"]}
          />
          <PercentField
            name="discount"
            label="A dollar a year later is worth less by"
            hint="Blank: nothing."
            defaultValue={wish.discount}
            error={errors["discount"]}
          />
          <FeeFields fee={wish.fee} feeFixed={wish.feeFixed} errors={errors} label="Fee to sell" />
          <CheckboxField
            name="back"
            value="1"
            label="What is suggested is bought back at once"
            hint="With a new basis and holding period, and the fee once more. Coins only: securities have the wash sale rule."
            defaultChecked={wish.buysBack}
          />
        </div>
        <div className="mt-5">
          <Button type="submit" variant="primary">
            Plan the years
          </Button>
        </div>
      </Section>
    </form>
  );
}

function Year({
  at,
  year,
  view,
}: {
  at: number;
  year: YearsPlanView["wish"]["years"][number];
  view: YearsPlanView;
}) {
  const { errors, books } = view;
  const name = `y${at}`;
  const number = view.year + at;
  return (
    <li className="border-line border-b py-4">
      <fieldset>
        <legend className="float-left mb-2 w-full font-semibold text-lg">
          {number}
          {number > view.latestPublished && (
            <span className="font-normal text-muted text-sm"> amounts not published yet</span>
          )}
        </legend>
        <div className="clear-left grid gap-3 sm:grid-cols-2 lg:grid-cols-3 xl:grid-cols-6">
          <SelectField
            name={`${name}.status`}
            label="Filing status"
            placeholder="As now"
            options={STATUS_OPTIONS}
            defaultValue={year.status}
          />
          <MoneyField
            name={`${name}.income`}
            label="Other income"
            placeholder={books === null ? "" : formatUsd(books.income, { cents: false }).slice(1)}
            defaultValue={year.income}
            error={errors[`${name}.income`]}
          />
          <MoneyField
            name={`${name}.deduction`}
            label="Deduction"
            placeholder={at === 0 ? "as now" : "standard"}
            defaultValue={year.deduction}
            error={errors[`${name}.deduction`]}
          />
          <SelectField
            name={`${name}.sellAsset`}
            label="You will sell"
            placeholder="Nothing"
            options={view.assets.map((asset) => ({ value: asset, label: assetText(asset) }))}
            defaultValue={year.sellAsset}
          />
          <TextField
            name={`${name}.sellUnits`}
            label="Units"
            inputMode="decimal"
            autoComplete="off"
            defaultValue={year.sellUnits}
            error={errors[`${name}.sellUnits`]}
          />
          <MoneyField
            name={`${name}.sellPrice`}
            label="At a price of"
            placeholder="as expected"
            defaultValue={year.sellPrice}
            error={errors[`${name}.sellPrice`]}
          />
        </div>
      </fieldset>
    </li>
  );
}
