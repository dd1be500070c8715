import type { YearsAnswer } from "@/lib/services/plan-years/years-views";
import { address, one, type Query } from "../../../_gains/address";
import { found } from "../../../_gains/found";
import { openParts } from "../../../_gains/open-parts";
import { Worksheets } from "../../_components/worksheets";
import { YearsPlan } from "./years-plan";

/** The plan once it is worked out; the form above stands meanwhile. */
export async function AnswerPart({
  answer,
  path,
  query,
}: {
  answer: Promise<{ ok: true; value: YearsAnswer | null } | { ok: false }>;
  path: string;
  query: Query;
}) {
  const plan = await found(answer);
  if (plan === null) {
    return (
      <p className="border-line border-y py-6 text-muted">
        Correct what is marked, and the plan will stand here.
      </p>
    );
  }
  const why = plan.years.find(({ year }) => String(year) === one(query, "why"));
  return (
    <>
      <YearsPlan
        answer={plan}
        parts={openParts(path, query)}
        whyHref={(year) => address(path, query, { why: String(year) })}
      />
      {why !== undefined && (
        <Worksheets
          sheets={why.sheets}
          tax={why.difference}
          closeHref={address(path, query, { why: null })}
        />
      )}
    </>
  );
}
