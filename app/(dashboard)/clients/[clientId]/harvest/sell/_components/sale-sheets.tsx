import type { SaleAnswer } from "@/lib/services/sale-choice/sale-views";
import type { OpenParts } from "../../../_gains/open-parts";
import { Worksheets } from "../../_components/worksheets";
import { overKey, WAY_NAMES } from "./way-names";

/** The worksheets of the way that is asked for: without and with the sale, or with the best lots and with these. */
export function SaleSheets({ answer, parts }: { answer: SaleAnswer; parts: OpenParts }) {
  const { asked, closeHref } = parts;
  const choice = answer.choices.find(({ id }) => id === asked || overKey(id) === asked);
  if (choice === undefined) {
    return null;
  }
  return choice.id === asked ? (
    <Worksheets
      title={WAY_NAMES[choice.id]}
      sheets={choice.sheets}
      sum={choice.sum}
      tax={choice.addedTax}
      closeHref={closeHref}
    />
  ) : (
    <Worksheets
      title={WAY_NAMES[choice.id]}
      sides={[WAY_NAMES.best, "These"]}
      sheets={choice.besideBest}
      tax={choice.over}
      closeHref={closeHref}
    />
  );
}
