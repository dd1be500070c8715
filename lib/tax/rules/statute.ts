import type { Usd } from "@/lib/money/usd";
import { usd } from "@/lib/money/usd";
import type { ByStatus } from "./year-rules";

/** Capital loss allowed against other income: $3,000, or $1,500 married filing separately (IRC 1211(b); not indexed). */
export const LOSS_LIMIT: ByStatus<Usd> = {
  single: usd("3000"),
  mfj: usd("3000"),
  mfs: usd("1500"),
  hoh: usd("3000"),
  qss: usd("3000"),
};

/** MAGI above which the net investment income tax begins (IRC 1411(b); not indexed). */
export const NIIT_THRESHOLD: ByStatus<Usd> = {
  single: usd("200000"),
  mfj: usd("250000"),
  mfs: usd("125000"),
  hoh: usd("200000"),
  qss: usd("250000"),
};

/** IRC 1411(a)(1). */
export const NIIT_RATE = "0.038";

/** Maximum rate on collectibles gain (IRC 1(h)(4), (5)). */
export const COLLECTIBLES_RATE = "0.28";
