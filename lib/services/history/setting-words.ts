const TREATMENTS = {
  ask: "ask each time",
  "carry-over": "not taxable, basis carries over",
  taxable: "a taxable exchange",
};

interface SettingWords {
  readonly term: string;
  /** What its values are called; a value that is not here is shown as it is. */
  readonly values?: Readonly<Record<string, string>>;
}

const SETTINGS: Readonly<Record<string, SettingWords>> = {
  timeZone: { term: "Tax time zone" },
  pool: {
    term: "Lots before 2025",
    values: {
      account: "account by account",
      "universal-until-2024": "one pool until the end of 2024",
    },
  },
  transferFee: {
    term: "Network fees of transfers",
    values: {
      disposal: "a small sale",
      carry: "their basis goes on",
      drop: "they leave the books",
    },
  },
  swapCostsBefore2025: {
    term: "Costs of swaps before 2025",
    values: {
      "given-up": "to the asset given up",
      received: "to the asset received",
      halves: "half and half",
    },
  },
  wrap: { term: "Wrapping", values: TREATMENTS },
  bridge: { term: "Bridging", values: TREATMENTS },
  liquidity: { term: "Liquidity pools", values: TREATMENTS },
  "liquid-staking": { term: "Liquid staking", values: TREATMENTS },
  washSalesOfDigitalAssetsFrom: { term: "Wash sales reach digital assets from" },
  rounding: {
    term: "Amounts on Form 8949",
    values: { cents: "dollars and cents", dollars: "whole dollars" },
  },
  exception1: {
    term: "Sales whose basis went to the IRS",
    values: { list: "a row each", direct: "totals straight to Schedule D" },
  },
  various: {
    term: "A sale out of several lots",
    values: { lots: "a row for each lot", "one-row": "one row with VARIOUS" },
  },
  custody: { term: "Who holds the keys", values: { broker: "a platform", own: "you alone" } },
  owner: {
    term: "Whose return it is on",
    values: { client: "this return", spouse: "the spouse’s own", ira: "none: an IRA" },
  },
  days: { term: "Days to watch for rebuys" },
  filingStatus: {
    term: "Filing status",
    values: {
      single: "Single",
      mfj: "Married filing jointly",
      mfs: "Married filing separately",
      hoh: "Head of household",
      qss: "Qualifying surviving spouse",
    },
  },
};

/** What a setting is called; its own name when it has no words. */
export const settingWords = (name: string): string => SETTINGS[name]?.term ?? name;

/** What a value of a setting is called. */
export function settingText(name: string, value: string | number | null): string {
  return value === null ? "not set" : (SETTINGS[name]?.values?.[String(value)] ?? String(value));
}
