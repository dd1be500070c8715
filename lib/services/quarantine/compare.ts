import { assetLabel } from "@/lib/assets/label";
import { formatQuantity, formatUsd } from "@/lib/money/format";
import type { EntryView, LegView } from "../entry-view";

/** One field of two rows, as text; null where a row says nothing of it. */
export interface FieldView {
  readonly label: string;
  /** The row in the books. */
  readonly theirs: string | null;
  /** The row that waits. */
  readonly ours: string | null;
  /** "silent": only one of the two tells it. */
  readonly match: "same" | "differs" | "silent";
}

/** What two rows say, field by field; fields neither speaks of are left out. `theirs` null: only what the row itself says. */
export function compare(ours: EntryView, theirs: EntryView | null): readonly FieldView[] {
  const other = theirs === null ? [] : fieldsOf(theirs);
  return fieldsOf(ours).flatMap(([label, own], index): readonly FieldView[] => {
    const told = other[index]?.[1] ?? null;
    return own === null && told === null
      ? []
      : [{ label, ours: own, theirs: told, match: matchOf(own, told) }];
  });
}

function matchOf(ours: string | null, theirs: string | null): FieldView["match"] {
  if (ours === null || theirs === null) {
    return "silent";
  }
  return ours === theirs ? "same" : "differs";
}

function fieldsOf(entry: EntryView): readonly (readonly [string, string | null])[] {
  const { fees, feeUsd, note } = entry;
  const inKind = fees.map(legText).join(", ");
  return [
    ["Date", entry.date],
    ["Time", entry.time],
    [
      "Kind",
      entry.kindDetail === null ? entry.kindLabel : `${entry.kindLabel}: ${entry.kindDetail}`,
    ],
    [
      "Account",
      entry.toAccount === null ? entry.account : `${entry.account} to ${entry.toAccount}`,
    ],
    ["Out", entry.sent === null ? null : legText(entry.sent)],
    ["In", entry.received === null ? null : legText(entry.received)],
    ["Value", entry.value === null ? null : formatUsd(entry.value)],
    ["Fee in dollars", feeUsd === null ? null : formatUsd(feeUsd)],
    ["Fee in coins", inKind === "" ? null : inKind],
    ["Note", note === "" ? null : note],
  ];
}

const legText = ({ quantity, asset }: LegView): string =>
  `${formatQuantity(quantity)} ${wholeName(asset)}`;

/** With the whole contract: two tokens may look alike at both ends of their addresses, and here they are compared. */
function wholeName(asset: string): string {
  const { symbol, number, contract } = assetLabel(asset);
  const name = number === null ? symbol : `${symbol} #${number}`;
  return contract === null ? name : `${name}, contract ${contract.full}`;
}
