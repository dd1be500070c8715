import { StillWorking } from "@/app/_ui/still-working";
import type { SoonYears } from "@/lib/services/view-plan-years";
import { one, type Query } from "../../../_gains/address";
import { found } from "../../../_gains/found";
import { openParts } from "../../../_gains/open-parts";
import { Worksheets } from "../../_components/worksheets";
import { YearsPlan } from "./years-plan";
import { YearsSheets } from "./years-sheets";

/** The plan once it is worked out; the form above stands meanwhile. */
export async function AnswerPart({
  answer,
  root,
  path,
  query,
}: {
  answer: Promise<{ ok: true; value: SoonYears } | { ok: false }>;
  /** The client's pages, and this one. */
  root: string;
  path: string;
  query: Query;
}) {
  const { answer: plan, working } = await found(answer);
  if (working !== null) {
    return (
      <StillWorking
        title="Working out the years together"
        label="Years and prices tried"
        unit="steps"
        {...working}
      >
        This takes a moment. You can go on elsewhere: it is kept, and stands here when it is done.
      </StillWorking>
    );
  }
  if (plan === null) {
    return (
      <p className="border-line border-y py-6 text-muted">
        Correct what is marked, and the plan will stand here.
      </p>
    );
  }
  const parts = openParts(path, query);
  const { asked: why, closeHref } = parts;
  const year = plan.years.find((each) => String(each.year) === why);
  const prices = plan.cases.find(({ key }) => key === why);
  return (
    <>
      <YearsPlan answer={plan} parts={parts} root={root} />
      {year !== undefined && (
        <Worksheets
          sheets={year.sheets}
          tax={year.difference}
          title={`${year.year}, line by line`}
          closeHref={closeHref}
        />
      )}
      {prices !== undefined && (
        <YearsSheets
          prices={prices}
          isDiscounted={(one(query, "discount") ?? "") !== ""}
          closeHref={closeHref}
        />
      )}
    </>
  );
}
