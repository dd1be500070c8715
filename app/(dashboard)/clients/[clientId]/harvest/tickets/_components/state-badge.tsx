import { Badge, type Tone } from "@/app/_ui/badge";
import { PURPOSES } from "@/lib/services/season/ticket-purposes";
import type { TicketState, TicketView } from "@/lib/services/season/view-tickets";

const LOOKS: Readonly<Record<Exclude<TicketState, "open">, { tone: Tone; words: string }>> = {
  used: { tone: "gain", words: "used" },
  "used-in-part": { tone: "gain", words: "used in part" },
  expired: { tone: "plain", words: "ended unused" },
  withdrawn: { tone: "plain", words: "withdrawn" },
};

/** Where a ticket stands, in words. */
export function StateBadge({ state, purpose }: Pick<TicketView, "state" | "purpose">) {
  if (state === "open") {
    return <Badge tone="accent">waits for the {PURPOSES[purpose].noun}</Badge>;
  }
  const { tone, words } = LOOKS[state];
  return <Badge tone={tone}>{words}</Badge>;
}
