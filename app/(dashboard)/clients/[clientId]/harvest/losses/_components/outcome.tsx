import { Callout } from "@/app/_ui/callout";
import type { LossView } from "@/lib/services/season/view-losses";
import { Authorities } from "../../../_gains/authorities";

const TONES = {
  counts: "good",
  professional: "note",
  nothing: "caution",
  open: "caution",
} as const;

/** What the law makes of it, by what authority, and when to look again. */
export function Outcome({ outcome }: { outcome: LossView["outcome"] }) {
  return (
    <Callout tone={TONES[outcome.state]} title={outcome.title}>
      <p>{outcome.sentence}</p>
      <p className="mt-1 text-sm">
        <strong className="font-semibold">Look again: </strong>
        {outcome.lookAgain}
      </p>
      <div className="mt-1.5">
        <Authorities text={outcome.authority} />
      </div>
    </Callout>
  );
}
