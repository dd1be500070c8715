import type { LedgerSettings } from "@/lib/tax/settings";

/** What holds before the client chose anything: lots per account (Reg. 1.1012-1(j)), New York time, fee units disposed of. */
export const DEFAULT_SETTINGS: Pick<LedgerSettings, "timeZone" | "pool" | "transferFee"> = {
  timeZone: "America/New_York",
  pool: "account",
  transferFee: "disposal",
};
