import type { Usd } from "@/lib/money/usd";
import type { FormLine } from "@/lib/tax/year-result";

/** A worksheet being filled in: every line is kept with its words and its authority, in order. */
export interface Sheet {
  readonly lines: FormLine[];
  /** Writes one line and returns its amount, so that the next line can use it. */
  readonly put: (number: string, label: string, amount: Usd, how: string) => Usd;
}

/** An empty worksheet of the given form, for example "Schedule D Tax Worksheet". */
export function newSheet(form: string, authority: string): Sheet {
  const lines: FormLine[] = [];
  return {
    lines,
    put(number, label, amount, how) {
      lines.push({
        line: form === "" ? number : `${form} ${number}`,
        label,
        amount,
        how,
        authority,
      });
      return amount;
    },
  };
}
