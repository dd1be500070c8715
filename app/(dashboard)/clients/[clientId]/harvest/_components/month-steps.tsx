import { dayText } from "@/app/_ui/day";
import { StepList } from "@/app/_ui/step-list";
import type { MonthSteps, StepView } from "@/lib/services/view-harvest";
import { Authorities } from "../../_gains/authorities";
import { TickForm } from "./tick-form";

/** The season month by month: done things quiet, the next thing plain. */
export function MonthList({
  months,
  year,
  clientId,
  mayWrite,
}: {
  months: readonly MonthSteps[];
  year: number;
  clientId: string;
  mayWrite: boolean;
}) {
  return (
    <div className="grid gap-x-10 gap-y-8 md:grid-cols-2">
      {months.map(({ month, name, steps }) => (
        <section key={month}>
          <h3 className="mb-3 font-serif text-xl">{name}</h3>
          <StepList
            label={`Steps in ${name}`}
            steps={steps.map((step) => ({
              key: step.id,
              title: step.title,
              state: step.state,
              when: `by ${dayText(step.due)}`,
              children: <StepBody step={step} />,
              action:
                step.isManual && mayWrite ? (
                  <TickForm
                    clientId={clientId}
                    year={year}
                    step={step.id}
                    isDone={step.state === "done"}
                  />
                ) : undefined,
            }))}
          />
        </section>
      ))}
    </div>
  );
}

/** What made a step done or what is missing; open ones say why and by what authority. */
export function StepBody({ step }: { step: StepView }) {
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
