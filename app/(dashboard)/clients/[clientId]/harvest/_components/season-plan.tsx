import { dayText } from "@/app/_ui/day";
import { Section } from "@/app/_ui/page-header";
import { StepList } from "@/app/_ui/step-list";
import type { HarvestView, StepView } from "@/lib/services/view-harvest";
import { Authorities } from "../../_gains/authorities";
import { TickForm } from "./tick-form";

const months: Readonly<Record<string, string>> = {
  "09": "September",
  "10": "October",
  "11": "November",
  "12": "December",
};

/** The autumn month by month: done things quiet, the next thing plain. */
export function SeasonPlan({ view, clientId }: { view: HarvestView; clientId: string }) {
  if (view.stepCount === 0) {
    return null;
  }
  return (
    <Section
      later
      id="steps"
      title="The plan for the autumn"
      lead={`${view.doneSteps} of ${view.stepCount} steps are done. Most tick themselves from the books; the others wait for you.`}
    >
      <div className="grid gap-x-10 gap-y-8 md:grid-cols-2">
        {view.months.map(({ month, steps }) => (
          <section key={month}>
            <h3 className="mb-3 font-serif text-xl">{months[month.slice(5)] ?? month}</h3>
            <StepList
              label={`Steps in ${months[month.slice(5)] ?? month}`}
              steps={steps.map((step) => ({
                key: step.id,
                title: step.title,
                state: step.state,
                when: `by ${dayText(step.due)}`,
                children: <StepBody step={step} />,
                action: step.isManual ? (
                  <TickForm
                    clientId={clientId}
                    year={view.year}
                    step={step.id}
                    isDone={step.state === "done"}
                  />
                ) : undefined,
              }))}
            />
          </section>
        ))}
      </div>
    </Section>
  );
}

function StepBody({ step }: { step: StepView }) {
  return (
    <>
      <p className={step.state === "done" ? "" : "text-ink"}>{step.evidence}</p>
      {step.state !== "done" && (
        <>
          <p className="mt-0.5">{step.reason}</p>
          <div className="mt-1">
            <Authorities text={step.authority} />
          </div>
        </>
      )}
    </>
  );
}
