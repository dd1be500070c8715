import { Button } from "@/app/_ui/button";
import { TextField } from "@/app/_ui/field";

/** Narrows the rows by words; what is in the address stays. */
export function SearchForm({
  search,
  kept,
}: {
  search: string;
  kept: readonly (readonly [name: string, value: string])[];
}) {
  return (
    <search>
      <form className="mb-4 flex max-w-xl flex-wrap items-end gap-2">
        {kept.map(([name, value]) => (
          <input key={`${name}${value}`} type="hidden" name={name} value={value} />
        ))}
        <TextField
          className="min-w-0 grow"
          name="q"
          type="search"
          label="Search"
          placeholder="Account, asset, amount or date"
          defaultValue={search}
          autoComplete="off"
        />
        <Button type="submit" variant="secondary">
          Search
        </Button>
      </form>
    </search>
  );
}
