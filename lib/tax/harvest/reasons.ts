import { formatUsd } from "@/lib/money/format";
import {
  addUsd,
  compareUsd,
  negateUsd,
  subtractUsd,
  sumUsd,
  type Usd,
  ZERO_USD,
} from "@/lib/money/usd";
import type { LotMethod } from "@/lib/tax/settings";
import { CENT, type Reach } from "./reachable";

/** How people call the methods. */
export const METHOD_NAME: Readonly<Record<LotMethod, string>> = {
  fifo: "FIFO",
  lifo: "LIFO",
  hifo: "HIFO",
  lofo: "LOFO",
  "lowest-gain": "lowest gain",
};

/** One sentence: what the net loss of a sale does this year, and what the method makes one sell on the way. */
export function rowReason(method: LotMethod, { sale, saving }: Reach): string {
  const netLoss = negateUsd(sumUsd([sale.totals.short, sale.totals.long, sale.totals.collectible]));
  const deducted = subtractUsd(saving.after.line21, saving.now.line21);
  const carried = addUsd(saving.shortCarryoverChange, saving.longCarryoverChange);
  const cancelled = subtractUsd(subtractUsd(netLoss, deducted), carried);
  const does = [
    phrase("cancels", cancelled, "of gains"),
    phrase("takes", deducted, "off other income"),
    phrase("adds", carried, "to the carryover"),
  ].filter((text) => text !== null);
  const what =
    compareUsd(netLoss, CENT) >= 0
      ? `The net loss of ${formatUsd(netLoss)} ${list(does)}.`
      : "The losses and gains of this sale together lower this year's tax.";
  return `${what}${onTheWay(method, sale.lots)}`;
}

function phrase(verb: string, amount: Usd, object: string): string | null {
  return compareUsd(amount, CENT) >= 0 ? `${verb} ${formatUsd(amount)} ${object}` : null;
}

function list(parts: readonly string[]): string {
  const last = parts.at(-1) ?? "changes nothing this year";
  const first = parts.slice(0, -1);
  return first.length === 0 ? last : `${first.join(", ")} and ${last}`;
}

function onTheWay(method: LotMethod, lots: Reach["sale"]["lots"]): string {
  const gains = lots.filter(({ gain }) => compareUsd(gain, CENT) >= 0);
  if (gains.length === 0) {
    return "";
  }
  const total = gains.reduce((sum, { gain }) => addUsd(sum, gain), ZERO_USD);
  const noun = gains.length === 1 ? "1 lot with a gain" : `${gains.length} lots with gains`;
  return ` ${METHOD_NAME[method]} also sells ${noun} of ${formatUsd(total)}.`;
}
