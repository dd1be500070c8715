import { TermBadge } from "@/app/_ui/badge";
import { Day } from "@/app/_ui/day";
import { Money, Price, Quantity } from "@/app/_ui/money";
import type { TicketLotChoice } from "@/lib/services/season/view-ticket-form";
import { LotUnits } from "../../../_books/lot-units";

/** One lot with what is free of it, and how many units to name. */
export function TicketLot({
  lot,
  asset,
  typed,
  error,
}: {
  lot: TicketLotChoice;
  asset: string;
  typed: string;
  error: string | null;
}) {
  return (
    <LotUnits
      field={lot.field}
      typed={typed}
      error={error}
      className="py-2.5 sm:grid-cols-[minmax(0,1fr)_12rem]"
    >
      <span className="flex flex-wrap items-center gap-x-2">
        {lot.acquired === "inherited" ? "inherited" : <Day date={lot.acquired} />}
        <TermBadge term={lot.term} />
      </span>
      <span className="block text-muted text-sm">
        <Quantity amount={lot.free} asset={asset} />
        {lot.isPartlyNamed && " not in another ticket"},{" "}
        {lot.basisPerUnit === null ? (
          "basis not known"
        ) : (
          <>
            basis <Money amount={lot.basis} />, <Price amount={lot.basisPerUnit} /> each
          </>
        )}
        {lot.longFrom !== null && (
          <>
            , long from <Day date={lot.longFrom} />
          </>
        )}
      </span>
    </LotUnits>
  );
}
