import { formatFormUsd, formatQuantity } from "@/lib/money/format";
import type { Quantity } from "@/lib/money/quantity";
import type { Usd } from "@/lib/money/usd";
import type { OpenLot } from "@/lib/tax/closed-lot";
import { formDate } from "@/lib/tax/forms/form-8949";
import type { AccountId } from "@/lib/tax/transaction";
import type { YearEndInput } from "./input";
import { printable } from "./text";

/** The printable name of an account; its id when it has no name. */
export function accountName(accounts: ReadonlyMap<AccountId, string>, id: AccountId): string {
  const name = printable(accounts.get(id) ?? "", 60);
  return name === "" ? printable(id, 60) : name;
}

/** The printable name of an asset: its sign, or what tells it from others of that sign. */
export function assetName({ assetNames }: Pick<YearEndInput, "assetNames">, id: string): string {
  return printable(assetNames?.get(id) ?? id, 40);
}

/** "0.5 BTC". */
export function unitsText(
  input: Pick<YearEndInput, "assetNames">,
  { quantity, asset }: { readonly quantity: Quantity; readonly asset: string },
): string {
  return `${formatQuantity(quantity)} ${assetName(input, asset)}`;
}

/** How lots were chosen, as people say it. */
export const METHOD_NAMES = {
  fifo: "FIFO",
  lifo: "LIFO",
  hifo: "HIFO",
  lofo: "LOFO",
  "lowest-gain": "Lowest gain",
  identified: "Identified lots",
} as const;

/** Said in place of an amount nobody knows. */
export const NOT_KNOWN = "not known";

/** An amount as forms print it, or that nobody knows it. */
export const knownUsd = (amount: Usd | null): string =>
  amount === null ? NOT_KNOWN : formatFormUsd(amount);

/** The day a lot was acquired as forms print it, or INHERITED, or that nobody knows it. */
export function acquiredText(acquired: OpenLot["acquired"]): string {
  if (acquired === null) {
    return NOT_KNOWN;
  }
  return acquired === "inherited" ? "INHERITED" : formDate(acquired);
}

/** Kinds of income received in units. */
export const INCOME_NAMES = {
  staking: "Staking rewards",
  mining: "Mining",
  reward: "Rewards",
  interest: "Interest",
  airdrop: "Airdrops",
  fork: "Hard forks",
  wages: "Wages",
  services: "Payment for services",
  other: "Other income",
} as const;

/** Why there are no forms for the year, when the product does not have them. */
export function refusalSentence(input: YearEndInput): string | null {
  return input.result.refusal === null
    ? null
    : `The forms and amounts of ${input.year} are not in this product: rows and tax are not shown.`;
}

/** Said where rows would stand: nothing was sold, nothing can be counted, or the year's form is not in the product. */
export function noRows(input: YearEndInput): string {
  const refusal = refusalSentence(input);
  if (refusal !== null) {
    return refusal;
  }
  return input.result.unknownRows.length > 0
    ? "No row can be printed yet: the sales of the year wait for an amount that is not known (see open items)."
    : `No sales or other dispositions of digital assets are recorded for ${input.year}.`;
}
