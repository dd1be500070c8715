import { Day, dayText } from "@/app/_ui/day";
import { Quantity } from "@/app/_ui/money";
import { assetText } from "@/lib/assets/label";
import { formatQuantity } from "@/lib/money/format";
import type { MoveView, OtherSide } from "@/lib/services/view-link";

/** One row in a line: what, which way, where and when. */
export function MoveLine({ move }: { move: MoveView }) {
  return (
    <>
      <span className="font-medium">
        <Quantity amount={move.quantity} asset={move.asset} />{" "}
        {move.isOutgoing ? "left" : "reached"} {move.account}
      </span>{" "}
      <span className="whitespace-nowrap text-muted">
        <Day date={move.date} /> {move.time ?? "day only"}
      </span>
    </>
  );
}

/** The same as words, for names of buttons. */
export function moveWords(move: MoveView): string {
  const what = `${formatQuantity(move.quantity)} ${assetText(move.asset)}`;
  return `${what} ${move.isOutgoing ? "from" : "to"} ${move.account} on ${dayText(move.date)}`;
}

/** How sure a pair is, in words. */
export function surenessWords({ confidence, isPart }: OtherSide): string {
  if (confidence >= 980) {
    return "Certain by the chain";
  }
  if (confidence >= 750) {
    return "Very likely";
  }
  if (confidence >= 600) {
    return "Likely";
  }
  if (confidence > 0) {
    return "Possible";
  }
  return isPart ? "Could be a part" : "Not by amount and time";
}
