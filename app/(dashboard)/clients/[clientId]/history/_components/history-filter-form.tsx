import Link from "next/link";
import { Button } from "@/app/_ui/button";
import { SelectField } from "@/app/_ui/choice";
import { TextField } from "@/app/_ui/field";
import { offeredGroups } from "@/lib/services/history/deed-words";
import {
  type HistoryFilter,
  historyQuery,
  isNarrowed,
} from "@/lib/services/history/history-filter";
import type { HistoryView } from "@/lib/services/history/view-history";

const GROUPS = offeredGroups().map(({ group, label }) => ({ value: group, label }));

/** Narrows the history: a plain form whose state is the address. */
export function HistoryFilterForm({
  view,
  filter,
  path,
}: {
  view: HistoryView;
  filter: HistoryFilter;
  path: string;
}) {
  return (
    <search>
      <form
        action={path}
        key={historyQuery(filter)}
        className="mt-8 mb-4 grid grid-cols-2 items-end gap-3 md:grid-cols-[repeat(4,minmax(0,1fr))_auto]"
      >
        <SelectField
          name="person"
          id="history-person"
          label="Person"
          placeholder="Everybody"
          defaultValue={filter.person ?? ""}
          options={view.people}
        />
        <SelectField
          name="kind"
          id="history-kind"
          label="Part of the work"
          placeholder="All of it"
          defaultValue={filter.group ?? ""}
          options={GROUPS}
        />
        <TextField name="since" type="date" label="From" defaultValue={filter.since ?? ""} />
        <TextField name="until" type="date" label="To" defaultValue={filter.until ?? ""} />
        <div className="col-span-2 flex flex-wrap items-center gap-4 md:col-span-1">
          <Button type="submit">Show</Button>
          {isNarrowed(filter) && (
            <Link href={path} className="inline-flex min-h-6 items-center text-accent underline">
              All
            </Link>
          )}
        </div>
      </form>
    </search>
  );
}
