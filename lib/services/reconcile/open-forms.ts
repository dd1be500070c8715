import { formatUsd } from "@/lib/money/format";
import type { OtherOpen } from "@/lib/reports/input";
import { counted } from "@/lib/reports/text";
import { calendarDate } from "@/lib/time/calendar-date";
import type { Books } from "../gains/books";

/** A year's Forms 1099-DA with differences nobody has settled, as a report lists what is open: the IRS has lines the return does not answer yet. */
export function openForms(
  { reconciliation }: Pick<Books, "reconciliation">,
  year: number,
): readonly OtherOpen[] {
  return reconciliation.forms
    .filter(({ taxYear, state }) => taxYear === year && state !== "ready")
    .map(({ payer, differences, proceeds }) => {
      const open = differences.filter(({ decided }) => decided?.settles !== true).length;
      return {
        kind: "form-1099-da",
        date: calendarDate(`${year}-12-31`),
        account: null,
        asset: null,
        quantity: null,
        transaction: null,
        message: `Form 1099-DA of ${payer}: ${counted(open, "difference")} not settled, ${formatUsd(proceeds.unexplained)} of its proceeds not explained.`,
        remedy: "Decide each on the page of Forms 1099-DA before the return is filed.",
        dismissed: null,
      };
    });
}
