import { ButtonLink } from "@/app/_ui/button";
import { dayText } from "@/app/_ui/day";
import { Section } from "@/app/_ui/page-header";
import { StepList } from "@/app/_ui/step-list";
import type { HarvestView } from "@/lib/services/view-harvest";
import { StepBody } from "./month-steps";

/** Where the season stands and what comes next; all of it has a page of its own. */
export function SeasonPlan({ view, root }: { view: HarvestView; root: string }) {
  const steps = view.months.flatMap((month) => month.steps);
  const open = [
    ...steps.filter(({ state, isOver }) => state === "missed" && !isOver),
    ...steps.filter(({ state }) => state === "next"),
  ].slice(0, 2);
  return steps.length === 0 ? null : (
    <Section
      later
      id="steps"
      title="The plan for the autumn"
      lead={`${view.doneSteps} of ${view.stepCount} steps are done.`}
      actions={
        <ButtonLink href={`${root}/harvest/season`} size="small">
          All steps, month by month
        </ButtonLink>
      }
    >
      {open.length === 0 ? (
        <p className="text-muted">Nothing is to do now.</p>
      ) : (
        <StepList
          label="What comes next"
          steps={open.map((step) => ({
            key: step.id,
            title: step.title,
            state: step.state,
            when: `by ${dayText(step.due)}`,
            children: <StepBody step={step} />,
          }))}
        />
      )}
    </Section>
  );
}
