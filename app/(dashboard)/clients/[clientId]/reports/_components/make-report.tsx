"use client";

import { useActionState, useState } from "react";
import { ActionResult } from "@/app/_ui/callout";
import { RadioGroup, SelectField } from "@/app/_ui/choice";
import { SubmitButton } from "@/app/_ui/submit-button";
import type { ReportYear } from "@/lib/services/view-reports";
import { makeReport } from "../actions";
import { KIND_WORDS } from "./file-words";

/** Choose a year and what to make of it. */
export function MakeReport({
  clientId,
  years,
  filed,
  wanted,
}: {
  clientId: string;
  years: readonly ReportYear[];
  /** The years that are marked as filed. */
  filed: readonly number[];
  /** The year the address names. */
  wanted: string | undefined;
}) {
  const [state, action] = useActionState(makeReport, null);
  const named = years.find(({ year }) => String(year) === wanted) ?? years[0];
  const [chosen, setChosen] = useState(String(named?.year ?? ""));
  const [kind, setKind] = useState("year-end");
  const offered = Object.entries(KIND_WORDS).filter(
    ([value]) => value !== "filed-year" || filed.includes(Number(chosen)),
  );
  return (
    <form
      action={action}
      onChange={({ target }) => {
        if (target instanceof HTMLInputElement && target.name === "kind") {
          setKind(target.value);
        }
      }}
      className="mb-10 flex flex-col gap-4"
    >
      <input type="hidden" name="clientId" value={clientId} />
      <div className="flex flex-wrap items-end gap-x-6 gap-y-3">
        <SelectField
          name="year"
          label="Tax year"
          value={chosen}
          onChange={({ target }) => setChosen(target.value)}
          options={years.map(({ year, open }) => ({
            value: String(year),
            label:
              open === 0
                ? String(year)
                : `${year}, draft: ${open} open ${open === 1 ? "item" : "items"}`,
          }))}
        />
        <Blanks state={years.find(({ year }) => String(year) === chosen)?.blanks} year={chosen} />
      </div>
      <RadioGroup
        // Begins anew when a card comes or goes, with what was chosen where it is still there.
        key={offered.length}
        name="kind"
        label="What to make"
        look="cards"
        defaultValue={offered.some(([value]) => value === kind) ? kind : "year-end"}
        options={offered.map(([value, { title, what }]) => ({ value, label: title, hint: what }))}
      />
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton pendingLabel="Asking…">Make the papers</SubmitButton>
        <ActionResult state={state} />
      </div>
    </form>
  );
}

/** Why the official forms of the year will not be among the papers. */
function Blanks({ state, year }: { state: ReportYear["blanks"] | undefined; year: string }) {
  if (state === undefined || state === "ready") {
    return null;
  }
  return (
    <p className="max-w-prose text-muted text-sm">
      {state === "unknown" ? (
        `The official forms of ${year} are not in this product; our own statement stands for Form 8949.`
      ) : (
        <>
          The IRS’s blank forms of {year} are not on this server: the statement stands alone.
          Whoever runs it fetches them from irs.gov with{" "}
          <code className="font-mono text-xs">npm run forms -- fetch</code>.
        </>
      )}
    </p>
  );
}
