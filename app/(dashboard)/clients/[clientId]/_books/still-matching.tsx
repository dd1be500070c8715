import { StillWorking } from "@/app/_ui/still-working";

/** Says that moves are still looked for, and how far that is. */
export function StillMatching({ done, total }: { done: number; total: number }) {
  return (
    <StillWorking
      title="Looking for moves between your accounts"
      label="Compared"
      done={done}
      total={total}
      unit="departures"
    >
      So many rows left or arrived that this takes a moment. Everything else works meanwhile, and
      what is found appears here by itself.
    </StillWorking>
  );
}
