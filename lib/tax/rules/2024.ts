import { EDITION_2024 } from "./editions";
import { byStatus, schedule } from "./schedule";
import { LOSS_LIMIT, NIIT_RATE, NIIT_THRESHOLD } from "./statute";
import type { YearRules } from "./year-rules";

/** Amounts and forms of tax year 2024. */
export const RULES_2024: YearRules = {
  year: 2024,
  authority:
    "Rev. Proc. 2023-34 secs. 3.01, 3.03, 3.15; capital gain thresholds also printed in the 2024 Form 1040 instructions QDCG worksheet lines 6 and 13",
  // Rate tables: Rev. Proc. 2023-34 secs. 3.01, 3.03, 3.15
  brackets: {
    single: schedule(
      ["0.10", "11600"],
      ["0.12", "47150"],
      ["0.22", "100525"],
      ["0.24", "191950"],
      ["0.32", "243725"],
      ["0.35", "609350"],
      ["0.37", null],
    ),
    mfj: schedule(
      ["0.10", "23200"],
      ["0.12", "94300"],
      ["0.22", "201050"],
      ["0.24", "383900"],
      ["0.32", "487450"],
      ["0.35", "731200"],
      ["0.37", null],
    ),
    mfs: schedule(
      ["0.10", "11600"],
      ["0.12", "47150"],
      ["0.22", "100525"],
      ["0.24", "191950"],
      ["0.32", "243725"],
      ["0.35", "365600"],
      ["0.37", null],
    ),
    hoh: schedule(
      ["0.10", "16550"],
      ["0.12", "63100"],
      ["0.22", "100500"],
      ["0.24", "191950"],
      ["0.32", "243700"],
      ["0.35", "609350"],
      ["0.37", null],
    ),
    qss: schedule(
      ["0.10", "23200"],
      ["0.12", "94300"],
      ["0.22", "201050"],
      ["0.24", "383900"],
      ["0.32", "487450"],
      ["0.35", "731200"],
      ["0.37", null],
    ),
  },
  // Maximum capital gains rate amounts, IRC 1(h)(1)(B)(i) and (C)(ii)
  zeroRateCeiling: byStatus("47025", "94050", "47025", "63000", "94050"),
  fifteenRateCeiling: byStatus("518900", "583750", "291850", "551350", "583750"),
  // top of the 24 % bracket (IRC 1(j)(5)(A); Schedule D Tax Worksheet line 19)
  ordinaryCeilingForGains: byStatus("191950", "383900", "191950", "191950", "383900"),
  // IRC 63(c)
  standardDeduction: byStatus("14600", "29200", "14600", "21900", "29200"),
  lossLimit: LOSS_LIMIT,
  niitThreshold: NIIT_THRESHOLD,
  niitRate: NIIT_RATE,
  forms: EDITION_2024,
};
