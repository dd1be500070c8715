import { formatUsd } from "@/lib/money/format";
import type { Fact } from "@/lib/reports/model";
import { NOT_KNOWN } from "@/lib/reports/names";

/** What every paper of the season carries. */
export const PRODUCT = "Lotwise";

/** Said on papers that keep a record of something the client did. */
export const NOT_ADVICE =
  "This paper keeps a record for your own books. It is not tax advice, and nothing here was sent to anybody by Lotwise.";

/** One line of a paper's facts. */
export const fact = (label: string, value: string, note = ""): Fact => ({ label, value, note });

/** Dollars, or that nobody knows them. */
export const usdOrUnknown = (amount: string | null): string =>
  amount === null ? NOT_KNOWN : formatUsd(amount);
