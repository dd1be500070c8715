import {
  CONVERSION_FORMS,
  CONVERSION_WORDS,
  DENIED_LOSSES,
  DENIED_WORDS,
  INCOME_KINDS,
  INCOME_WORDS,
  KIND_WORDS,
  LOSS_REASONS,
  LOSS_WORDS,
  TREATMENT_WORDS,
} from "@/lib/services/kind-words";
import { FEES_MAX, type FormKind, GROUPS_OF } from "@/lib/services/transaction-form";

/** What the form of a kind shows: told by the server, so that the browser loads no rules. */
export interface FormShape {
  readonly kind: string;
  readonly label: string;
  readonly meaning: string;
  readonly groups: readonly string[];
  /** What "value" means for this kind. */
  readonly valueLabel: string;
  readonly valueHint: string;
  readonly incomeKinds: readonly { value: string; label: string }[];
  readonly reasons: readonly { value: string; label: string }[];
  readonly conversions: readonly { value: string; label: string }[];
  readonly treatments: readonly { value: string; label: string }[];
  readonly denied: readonly { value: string; label: string }[];
  readonly feesMax: number;
}

const VALUE_LABELS: Partial<Record<FormKind, string>> = {
  buy: "Dollars paid, before fees",
  sell: "Dollars received, before fees",
  swap: "Market value of what was received",
  conversion: "Market value of what was received",
  spend: "Value of what was obtained",
  inherited: "Market value at death",
};

/** The shape of one kind's form. */
export function formShape(kind: FormKind): FormShape {
  return {
    kind,
    ...KIND_WORDS[kind],
    groups: GROUPS_OF[kind],
    valueLabel: VALUE_LABELS[kind] ?? "Market value in dollars at that time",
    valueHint: "Leave it empty when it is not known: it is never taken as zero.",
    incomeKinds: INCOME_KINDS.map((value) => ({ value, label: INCOME_WORDS[value] })),
    reasons: LOSS_REASONS.map((value) => ({ value, label: LOSS_WORDS[value] })),
    conversions: CONVERSION_FORMS.map((value) => ({ value, label: CONVERSION_WORDS[value] })),
    treatments: [
      { value: "", label: "As the settings of these books say" },
      { value: "taxable", label: TREATMENT_WORDS.taxable },
      { value: "carry-over", label: TREATMENT_WORDS["carry-over"] },
    ],
    denied: [
      { value: "", label: "No: a loss counts" },
      ...DENIED_LOSSES.map((value) => ({ value, label: DENIED_WORDS[value] })),
    ],
    feesMax: FEES_MAX,
  };
}
