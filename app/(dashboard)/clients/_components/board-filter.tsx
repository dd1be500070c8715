import Link from "next/link";
import { buttonClass } from "@/app/_ui/button";
import { SelectField } from "@/app/_ui/choice";
import { MoneyField, TextField } from "@/app/_ui/field";
import { type BoardQuery, boardHref, isNarrowed } from "@/lib/services/cockpit/board-query";
import type { ClientBoard } from "@/lib/services/cockpit/view-board";

const DUE = [
  { value: "", label: "Any day" },
  { value: "overdue", label: "Past" },
  { value: "week", label: "Within a week" },
  { value: "month", label: "Within a month" },
  { value: "none", label: "No day set" },
];

/** What narrows the board: a plain form, so that its address says all of it. */
export function BoardFilter({ board, query }: { board: ClientBoard; query: BoardQuery }) {
  const { people, years, year } = board;
  return (
    <search>
      <form action="/clients" className="mb-4 flex flex-wrap items-end gap-3">
        {query.view === "board" && <input type="hidden" name="view" value="board" />}
        {query.stage !== null && <input type="hidden" name="stage" value={query.stage} />}
        {query.sort !== "due" && <input type="hidden" name="sort" value={query.sort} />}
        <TextField
          name="q"
          type="search"
          label="Find a client"
          defaultValue={query.text ?? ""}
          className="min-w-52 grow sm:grow-0"
          autoComplete="off"
        />
        <SelectField
          name="year"
          label="Tax year"
          defaultValue={String(year)}
          options={years.map((each) => ({ value: String(each), label: String(each) }))}
        />
        {people.length > 0 && (
          <SelectField
            name="preparer"
            label="Preparer"
            defaultValue={query.preparer ?? ""}
            options={[
              { value: "", label: "Anybody" },
              ...people.map(({ id, name }) => ({ value: id, label: name })),
              { value: "none", label: "Nobody" },
            ]}
          />
        )}
        <SelectField name="due" label="Due" defaultValue={query.due ?? ""} options={DUE} />
        <MoneyField
          name="over"
          label="Tax at stake over"
          defaultValue={query.over ?? ""}
          className="w-40"
        />
        <button type="submit" className={buttonClass()}>
          Show
        </button>
        {isNarrowed(query) && (
          <Link
            href={boardHref(query, {
              text: null,
              stage: null,
              preparer: null,
              due: null,
              over: null,
            })}
            className="inline-flex min-h-10 items-center text-accent underline"
          >
            All clients
          </Link>
        )}
      </form>
    </search>
  );
}
