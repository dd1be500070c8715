import { Day } from "@/app/_ui/day";

/** How far the records reach, and that figures are exact. */
export function YearAsOf({ view }: { view: { asOf: string; inProgress: boolean } }) {
  return (
    <>
      As of <Day date={view.asOf} />. Rows are rounded to the cent and add up as printed.{" "}
      {view.inProgress && "The year is not over: everything here can still change. "}
      Click any underlined figure to see how it is made.
    </>
  );
}
