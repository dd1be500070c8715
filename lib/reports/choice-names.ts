import type { FormInput } from "@/lib/tax/forms/form-facts";
import type { LedgerSettings } from "@/lib/tax/settings";
import type { ConversionForm } from "@/lib/tax/transaction";
import { letterDate } from "./dates";
import type { Fact } from "./model";
import { counted } from "./text";

/** How lots are pooled. */
export const POOLS: Readonly<Record<LedgerSettings["pool"], { value: string; note: string }>> = {
  account: {
    value: "Per account",
    note: "Each sale uses lots of its own account or wallet (Reg. 1.1012-1(j)).",
  },
  "universal-until-2024": {
    value: "One pool per asset through December 31, 2024; per account from January 1, 2025",
    note: "Unused basis was moved to accounts as of January 1, 2025 (Rev. Proc. 2024-28; Reg. 1.1012-1(j)).",
  },
  universal: {
    value: "One pool per asset for all years",
    note: "For comparison with older reports only: from 2025 lots are kept per account (Reg. 1.1012-1(j)).",
  },
};

/** Network fees of transfers between own accounts. */
export const TRANSFER_FEES: Readonly<
  Record<LedgerSettings["transferFee"], { value: string; note: string }>
> = {
  disposal: {
    value: "A disposal of the fee units",
    note: "Units paid as network fee between own accounts are disposed of for their value. No authority is on point.",
  },
  drop: {
    value: "Dropped with their basis",
    note: "Units paid as network fee between own accounts leave without gain or loss and their basis is lost. No authority is on point.",
  },
  carry: {
    value: "Their basis carried on",
    note: "The basis of units paid as network fee between own accounts stays with the units that arrived. No authority is on point.",
  },
};

const SWAP_COSTS: Readonly<Record<LedgerSettings["swapCostsBefore2025"], string>> = {
  "given-up": "To the asset given up",
  received: "To the asset received",
  halves: "Half to each asset",
};

const CONVERSION_NAMES: Readonly<Record<ConversionForm, string>> = {
  wrap: "Wrapping",
  bridge: "Bridging",
  liquidity: "Liquidity pools",
  "liquid-staking": "Liquid staking",
};

const TREATMENTS: Readonly<Record<LedgerSettings["conversions"][ConversionForm], string>> = {
  taxable: "a taxable exchange",
  "carry-over": "basis and dates carry over",
  ask: "chosen row by row",
};

/** Costs of swaps before 2025. */
export function swapCosts({ swapCostsBefore2025 }: LedgerSettings): Fact {
  return {
    label: "Costs of swaps before 2025",
    value: SWAP_COSTS[swapCostsBefore2025],
    note: "From January 1, 2025 always to the asset given up (Reg. 1.1001-7(b)(2)(ii)); before, no rule fixed the split.",
  };
}

/** What a change of form is where its own row does not say. */
export function conversions({ conversions: chosen }: LedgerSettings): Fact {
  const forms = ["wrap", "bridge", "liquidity", "liquid-staking"] as const;
  return {
    label: "Wrapping, bridging, pools, liquid staking",
    value: forms.map((form) => `${CONVERSION_NAMES[form]}: ${TREATMENTS[chosen[form]]}`).join("; "),
    note: "Where a row has no choice of its own. No authority says whether these are exchanges (Notice 2024-57 draws no inference).",
  };
}

/** What wash sales reach. */
export function washSales({ washSalesOfDigitalAssetsFrom: from }: LedgerSettings): Fact {
  return {
    label: "Wash sales",
    value: from === null ? "Securities only" : `Digital assets too from ${letterDate(from)}`,
    note:
      from === null
        ? "IRC 1091 speaks of stock and securities; no enacted law extends it to digital assets."
        : "No such law is enacted: these figures suppose one from that day (IRC 1091).",
  };
}

/** How Form 8949 is filled in. */
export function formChoices(forms: FormInput): Fact[] {
  return [
    {
      label: "Rounding",
      value: forms.rounding === "dollars" ? "Whole dollars, every amount" : "Cents",
      note: "All amounts of the forms in one way (instructions for Form 1040).",
    },
    {
      label: "Sales listed",
      value:
        forms.exception1 === "direct"
          ? "Totals straight to Schedule D where allowed"
          : "Every sale",
      note: "Sales with basis reported and nothing to adjust may go to Schedule D lines 1a and 8a as totals (instructions for Form 8949, exception 1).",
    },
    {
      label: "Sales of several lots",
      value:
        forms.various === true ? "One row for a term, VARIOUS as date" : "One row for each lot",
      note: "",
    },
    {
      label: "Brokers' forms and stated adjustments",
      value: `${counted(forms.brokerReports?.length ?? 0, "line")} of Forms 1099-B and 1099-DA, ${counted(forms.adjustments?.length ?? 0, "adjustment")}`,
      note: "Entered by hand; the rows of Form 8949 follow them.",
    },
  ];
}
