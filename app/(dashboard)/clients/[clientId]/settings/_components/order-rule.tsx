import { AuthorityChip } from "@/app/_ui/authority-chip";

/** When an order counts, in plain words. */
export function OrderRule() {
  return (
    <>
      Without an order the units bought first go first (FIFO). A standing order counts only for
      sales made after it was written down, and only from the day it names; it can never be changed
      backwards. <AuthorityChip id="reg-1-1012-1-j" /> <AuthorityChip id="notice-2026-20" />
    </>
  );
}
