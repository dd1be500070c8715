import { Check } from "./compare";
import { safeHarborExample } from "./safe-harbor-examples";
import type { Example, Runner } from "./tax-example";
import { AMEND_RUNNERS } from "./tax-examples-amend";
import {
  giftWithoutBasis,
  holdingPeriod,
  incomeEvents,
  inventoryOrder,
} from "./tax-examples-books";
import { costsNotReflected, FORM_RUNNERS } from "./tax-examples-forms";
import { ledgerExample } from "./tax-examples-ledger";
import { PAPER_RUNNERS } from "./tax-examples-papers";
import { TAX_RUNNERS } from "./tax-examples-tax";
import { Skip } from "./verdict";
import { washExample } from "./wash-examples";

/** Runs a worked example of tax-examples.json through the product's own code. */
export function runTaxExample(example: Example): string[] | Skip {
  const runner = RUNNERS[example.category];
  if (runner === undefined) {
    return new Skip(`a category that is not known: ${example.category}`);
  }
  const check = new Check();
  return runner(example, check) ?? check.differences;
}

const RUNNERS: Readonly<Record<string, Runner>> = {
  ...TAX_RUNNERS,
  ...FORM_RUNNERS,
  ...PAPER_RUNNERS,
  ...AMEND_RUNNERS,
  holding_period: holdingPeriod,
  income_events: incomeEvents,
  inventory_order: inventoryOrder,
  fees_and_swaps: (example, check) =>
    costsNotReflected(example, check) ? undefined : ledgerExample(example, check),
  lot_identification: ledgerExample,
  gifts: (example, check) =>
    (example.inputs["donorBasis"] === null ? giftWithoutBasis : ledgerExample)(example, check),
  wash_sale: washExample,
  disallowed_loss: washExample,
  safe_harbor_2024_28: safeHarborExample,
};
