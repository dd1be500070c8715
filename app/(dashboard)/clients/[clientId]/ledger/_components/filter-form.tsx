import Link from "next/link";
import { Button } from "@/app/_ui/button";
import { CheckboxField, SelectField } from "@/app/_ui/choice";
import { TextField } from "@/app/_ui/field";
import { isFiltered, type LedgerFilter, ledgerQuery } from "@/lib/services/ledger-filter";
import type { Facet, LedgerView } from "@/lib/services/view-ledger";

const optionOf = ({ value, label, total }: Facet) => ({
  value,
  label: total === null ? label : `${label} (${total.toLocaleString("en-US")})`,
});

/** Narrows the ledger: a plain form whose state is the address, so it works without script and can be sent to somebody. */
export function FilterForm({
  view,
  filter,
  path,
}: {
  view: LedgerView;
  filter: LedgerFilter;
  path: string;
}) {
  return (
    <search>
      <form
        action={path}
        key={ledgerQuery(filter)}
        className="mb-4 grid grid-cols-2 items-end gap-3 md:grid-cols-4 lg:grid-cols-[repeat(4,minmax(0,1fr))_minmax(0,1.4fr)_auto]"
      >
        <SelectField
          name="account"
          id="filter-account"
          label="Account"
          placeholder="All accounts"
          defaultValue={filter.account ?? ""}
          options={view.accounts.map(optionOf)}
        />
        <SelectField
          name="asset"
          id="filter-asset"
          label="Asset"
          placeholder="All assets"
          defaultValue={filter.asset ?? ""}
          options={view.assets.map(optionOf)}
        />
        <SelectField
          name="kind"
          id="filter-kind"
          label="Kind"
          placeholder="All kinds"
          defaultValue={filter.kind ?? ""}
          options={view.kinds.map(optionOf)}
        />
        <SelectField
          name="year"
          id="filter-year"
          label="Year"
          placeholder="All years"
          defaultValue={String(filter.year ?? "")}
          options={view.years.map((year) => ({ value: String(year), label: String(year) }))}
        />
        <TextField
          name="q"
          type="search"
          label="Words"
          defaultValue={filter.text ?? ""}
          placeholder="Note, asset or file"
          className="col-span-2 md:col-span-3 lg:col-span-1"
        />
        <Kept filter={filter} />
        <Button type="submit">Show</Button>
        <div className="col-span-full flex flex-wrap items-center gap-x-6 gap-y-2">
          <CheckboxField
            name="attention"
            label="Only rows that need attention"
            defaultChecked={filter.isAttention}
          />
          <CheckboxField
            name="voided"
            label="Voided rows too"
            defaultChecked={filter.isVoidedShown}
          />
          {view.batchName !== null && (
            <span className="text-sm">
              Only rows of <strong className="font-medium">{view.batchName}</strong>
            </span>
          )}
          {isFiltered(filter) && (
            <Link href={path} className="inline-flex min-h-6 items-center text-accent underline">
              All transactions
            </Link>
          )}
        </div>
      </form>
    </search>
  );
}

/** What the form does not ask and the address keeps. */
function Kept({ filter }: { filter: LedgerFilter }) {
  return (
    <>
      {filter.batch !== null && <input type="hidden" name="batch" value={filter.batch} />}
      {filter.sort !== "time" && <input type="hidden" name="sort" value={filter.sort} />}
      {!filter.isDescending && filter.sort === "time" && (
        <input type="hidden" name="direction" value="up" />
      )}
    </>
  );
}
