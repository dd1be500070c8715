import type { ChoiceId } from "@/lib/services/sale-choice/sale-views";

/** What each way of choosing lots is called. */
export const WAY_NAMES: Record<ChoiceId, string> = {
  best: "The lots above",
  "in-force": "As the accounts stand",
  fifo: "FIFO, the oldest first",
  lifo: "LIFO, the newest first",
  hifo: "HIFO, the dearest first",
};

/** Names in the address how much a way costs more than the best lots. */
export const overKey = (id: ChoiceId): string => `${id}.over`;
