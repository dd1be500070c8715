import Link from "next/link";
import { counted } from "@/app/_ui/counted";
import { Day } from "@/app/_ui/day";
import type { HarvestView } from "@/lib/services/view-harvest";

/** What day it is, how many are left, and in which zone. */
export function Season({ view, root }: { view: HarvestView; root: string }) {
  return (
    <>
      As of <Day date={view.asOf} />,{" "}
      <strong className="font-semibold text-ink">
        {counted(view.daysLeft, "day is", "days are")} left
      </strong>
      : a sale counts in {view.year} when it is executed by December 31, 11:59 pm in{" "}
      <Link href={`${root}/settings?part=rules`} prefetch={false} className="underline">
        {view.timeZone}
      </Link>
      .{" "}
      {!view.inSeason &&
        "The season opens on September 1; prices and gains will have moved by then. "}
      {!view.isToday && "This looks back to that day; later sales and prices are left out. "}
    </>
  );
}
