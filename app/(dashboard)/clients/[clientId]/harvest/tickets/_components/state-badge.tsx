import { Badge, type Tone } from "@/app/_ui/badge";
import type { TicketState } from "@/lib/services/season/view-tickets";

const LOOKS: Readonly<Record<TicketState, { tone: Tone; words: string }>> = {
  open: { tone: "accent", words: "waits for the sale" },
  used: { tone: "gain", words: "used" },
  "used-in-part": { tone: "gain", words: "used in part" },
  expired: { tone: "plain", words: "ended unused" },
  withdrawn: { tone: "plain", words: "withdrawn" },
};

/** Where a ticket stands, in words. */
export function StateBadge({ state }: { state: TicketState }) {
  const { tone, words } = LOOKS[state];
  return <Badge tone={tone}>{words}</Badge>;
}
