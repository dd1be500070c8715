import type { Form8949Row } from "@/lib/tax/year-result";
import type { YearEndInput } from "./input";
import { accountName, assetName } from "./names";
import { counted, printable } from "./text";

/** One name, or how many when there are several; nothing where there is none. */
export function oneOrCount(values: readonly string[], noun: string): string {
  const distinct = [...new Set(values)];
  return distinct.length < 2 ? (distinct[0] ?? "") : counted(distinct.length, noun);
}

/** Whose row it is: the account that sold, how many where there are several, or the broker whose line the row answers. */
export function rowAccount({ accounts }: Pick<YearEndInput, "accounts">, row: Form8949Row): string {
  return row.line === null
    ? oneOrCount(
        row.parts.map(({ account }) => accountName(accounts, account)),
        "account",
      )
    : printable(row.line.payer, 60);
}

/** The asset of a row by its printable name. */
export function rowAsset(input: Pick<YearEndInput, "assetNames">, row: Form8949Row): string {
  if (row.line !== null) {
    return assetName(input, row.line.asset ?? row.line.name);
  }
  const assets = new Set(row.parts.map(({ asset }) => asset));
  const [first = ""] = assets;
  return assets.size === 1 ? assetName(input, first) : "Several assets";
}
