import Link from "next/link";
import { AuthorityChip } from "@/app/_ui/authority-chip";
import { Callout } from "@/app/_ui/callout";
import type { HarvestView } from "@/lib/services/view-harvest";

/** Which lots a sale takes is decided before it, not after. */
export function Identification({ view, root }: { view: HarvestView; root: string }) {
  if (view.rows.length === 0) {
    return null;
  }
  return (
    <Callout title="Which lots a sale takes is settled before the sale" className="mt-8">
      {view.rows.every((row) => row.isFifo)
        ? "These accounts sell their oldest units first. "
        : "Some of these accounts follow a standing order. "}
      Selling other lots needs a standing order or an identification in your records no later than
      the moment of the sale; afterwards the earliest units count, whatever the books say.{" "}
      <Link
        href={`${root}/settings?part=methods`}
        prefetch={false}
        className="text-accent underline"
      >
        Write down a standing order
      </Link>
      , or{" "}
      <Link href={`${root}/harvest/tickets/new`} prefetch={false} className="text-accent underline">
        name lots for one sale
      </Link>
      . <AuthorityChip id="reg-1-1012-1-j" /> <AuthorityChip id="notice-2026-20" />
    </Callout>
  );
}
