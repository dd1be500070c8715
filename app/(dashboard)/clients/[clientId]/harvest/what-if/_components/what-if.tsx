"use client";

import { useDeferredValue, useEffect, useMemo, useState } from "react";
import { Button } from "@/app/_ui/button";
import { Section } from "@/app/_ui/page-header";
import type { PlannerAnswer } from "@/lib/planner/planner";
import type { Scenario } from "@/lib/planner/scenario";
import type { WhatIfView } from "@/lib/services/view-what-if";
import { PositionRow } from "./position-row";
import { ProfileFields } from "./profile-fields";
import { scenarioSearch } from "./scenario-address";
import { Totals } from "./totals";
import { usePlanner } from "./use-planner";

/**
 * Everything that can be tried, in one form. With script the totals follow what is typed, by the same engine in the browser;
 * without, the button asks the server. The address keeps what is tried either way.
 */
export function WhatIf({
  view,
  answer: told,
  path,
  bookUrl,
}: {
  view: WhatIfView;
  /** The server's answer to the scenario the page came with. */
  answer: PlannerAnswer;
  path: string;
  bookUrl: string;
}) {
  const [scenario, setScenario] = useState(view.scenario);
  const planner = usePlanner(bookUrl);
  // Typing goes first; the totals come when there is time for them.
  const tried = useDeferredValue(scenario);
  const answer = useMemo(() => {
    if (planner === null) {
      return told;
    }
    performance.mark("what-if:start");
    const worked = planner.answer(tried);
    performance.measure("what-if", "what-if:start");
    return worked;
  }, [planner, tried, told]);
  useAddress(path, scenario, view.scenario);
  const whyHref = `${path}?${scenarioSearch(scenario)}&why=worksheets`;
  const change = (part: Partial<Scenario>) => setScenario((before) => ({ ...before, ...part }));
  return (
    <form
      action={path}
      data-live={planner === null ? undefined : "true"}
      className="grid grid-cols-[minmax(0,1fr)] items-start gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,1fr)_22rem]"
    >
      <input type="hidden" name="tried" value="1" />
      <div className="min-w-0">
        <Section title="The year" lead="Blank means what your settings say.">
          <ProfileFields scenario={scenario} answer={answer} books={view.books} change={change} />
        </Section>
        <Section
          title="The sales"
          lead="Tick what you would sell. A sale takes the lots its account sells by unless you name some; blank units mean all of it."
          actions={
            planner === null ? (
              <Button type="submit" size="small" variant="primary">
                Work it out
              </Button>
            ) : undefined
          }
        >
          <ol className="-mt-4">
            {view.rows.map((row) => (
              <PositionRow
                key={row.key}
                row={row}
                scenario={scenario}
                answer={answer}
                planner={planner}
                told={view.lots[row.key] ?? null}
                whyHref={whyHref}
                change={change}
              />
            ))}
          </ol>
        </Section>
      </div>
      <aside
        aria-label="The year without and with what is tried"
        className="lg:sticky lg:top-20 lg:max-h-[calc(100dvh-6rem)] lg:overflow-y-auto"
      >
        <Totals answer={answer} year={view.year} isLate={tried !== scenario} whyHref={whyHref} />
      </aside>
    </form>
  );
}

const REST_MS = 400;

/** Keeps what is tried in the address once typing rests; the page is not asked again for it. */
function useAddress(path: string, scenario: Scenario, first: Scenario): void {
  useEffect(() => {
    const search = scenarioSearch(scenario);
    if (search === scenarioSearch(first)) {
      return;
    }
    const timer = setTimeout(
      () => window.history.replaceState(null, "", `${path}?${search}`),
      REST_MS,
    );
    return () => clearTimeout(timer);
  }, [path, scenario, first]);
}
