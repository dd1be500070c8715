import { ButtonLink } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";
import { Day } from "@/app/_ui/day";
import type { FiledSummary } from "@/lib/services/filing/view-filed-years";

/** Says above the year's figures that the year was filed, and whether the books have moved since. */
export function FiledNote({
  filed,
  root,
  isWhole,
}: {
  filed: FiledSummary;
  root: string;
  /** What was filed is told beside what came before and after: closed to who sees some years only. */
  isWhole: boolean;
}) {
  return (
    <Callout
      tone={filed.differs ? "caution" : "good"}
      title={
        <>
          Filed on <Day date={filed.filedOn} />
        </>
      }
      className="mb-8"
      actions={
        isWhole && (
          <ButtonLink href={`${root}/reports/${filed.year}`}>
            {filed.differs ? "See what has moved" : "See what was filed"}
          </ButtonLink>
        )
      }
    >
      {filed.differs
        ? "The books no longer give what was filed. The figures below are those of the books now; what was filed is kept as it was."
        : "The books still give what was filed."}
    </Callout>
  );
}
