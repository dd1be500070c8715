import { TermBadge } from "@/app/_ui/badge";
import { Day } from "@/app/_ui/day";
import { controlClass, FieldError } from "@/app/_ui/field";
import { Money, Price, Quantity } from "@/app/_ui/money";
import type { TicketLotChoice } from "@/lib/services/season/view-ticket-form";

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
  const id = `field-${lot.field.replace(/\W/g, "-")}`;
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_8rem] items-center gap-x-4 border-line border-b py-2.5 sm:grid-cols-[minmax(0,1fr)_12rem]">
      <label htmlFor={id}>
        <span className="flex flex-wrap items-center gap-x-2">
          <span>
            <span className="sr-only">Units of the lot of </span>
            {lot.acquired === "inherited" ? "inherited" : <Day date={lot.acquired} />}
          </span>
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
      </label>
      <span>
        <input
          id={id}
          name={lot.field}
          defaultValue={typed}
          inputMode="decimal"
          autoComplete="off"
          aria-invalid={error === null ? undefined : true}
          aria-describedby={error === null ? undefined : `${id}-error`}
          className={`${controlClass} text-right`}
        />
        <FieldError id={id} error={error} />
      </span>
    </li>
  );
}
