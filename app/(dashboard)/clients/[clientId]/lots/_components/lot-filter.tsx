import Link from "next/link";
import { Button } from "@/app/_ui/button";
import { SelectField } from "@/app/_ui/choice";
import { assetText } from "@/lib/assets/label";
import type { LotsView } from "@/lib/services/view-lots";

/** Narrows the lots; a plain form, its state is the address. */
export function LotFilter({ view, path }: { view: LotsView; path: string }) {
  const { query } = view;
  const isNarrowed = [query.account, query.asset, query.term, query.state].some(
    (value) => value !== null,
  );
  return (
    <form action={path} id="lots" className="mt-10 mb-4 flex flex-wrap items-end gap-3">
      <h2 className="basis-full font-semibold text-lg">Open lots</h2>
      {query.sort !== "acquired" && <input type="hidden" name="sort" value={query.sort} />}
      {query.isDescending && <input type="hidden" name="order" value="descending" />}
      <SelectField
        name="account"
        label="Account"
        placeholder="All accounts"
        defaultValue={query.account ?? ""}
        options={view.accounts.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <SelectField
        name="asset"
        label="Asset"
        placeholder="All assets"
        defaultValue={query.asset ?? ""}
        options={view.assets.map((asset) => ({ value: asset, label: assetText(asset) }))}
      />
      <SelectField
        name="term"
        label="Term today"
        placeholder="Either"
        defaultValue={query.term ?? ""}
        options={[
          { value: "short", label: "Short-term" },
          { value: "long", label: "Long-term" },
        ]}
      />
      <SelectField
        name="state"
        label="Worth"
        placeholder="Any"
        defaultValue={query.state ?? ""}
        options={[
          { value: "loss", label: "Less than its basis" },
          { value: "gain", label: "Its basis or more" },
          { value: "no-price", label: "No price" },
          { value: "no-basis", label: "Basis not known" },
        ]}
      />
      <Button type="submit">Show</Button>
      {isNarrowed && (
        <Link
          href={`${path}#lots`}
          className="inline-flex min-h-10 items-center text-accent underline"
        >
          All lots
        </Link>
      )}
    </form>
  );
}
