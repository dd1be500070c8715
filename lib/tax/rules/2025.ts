import { EDITION_2025 } from "./editions";
import { byStatus, schedule } from "./schedule";
import { LOSS_LIMIT, NIIT_RATE, NIIT_THRESHOLD } from "./statute";
import type { YearRules } from "./year-rules";

/** Amounts and forms of tax year 2025. */
export const RULES_2025: YearRules = {
  year: 2025,
  authority:
    "Rev. Proc. 2024-40 secs. 2.01, 2.03 (brackets, capital gains); standard deduction per P.L. 119-21 sec. 70102 via Rev. Proc. 2025-32 sec. 3 and 2025 Form 1040 instructions; capital gain thresholds also printed in the 2025 Schedule D instructions (Schedule D Tax Worksheet lines 15, 26) and QDCG worksheet",
  // Rate tables: Rev. Proc. 2024-40 secs. 2.01, 2.03 (brackets, capital gains)
  brackets: {
    single: schedule(
      ["0.10", "11925"],
      ["0.12", "48475"],
      ["0.22", "103350"],
      ["0.24", "197300"],
      ["0.32", "250525"],
      ["0.35", "626350"],
      ["0.37", null],
    ),
    mfj: schedule(
      ["0.10", "23850"],
      ["0.12", "96950"],
      ["0.22", "206700"],
      ["0.24", "394600"],
      ["0.32", "501050"],
      ["0.35", "751600"],
      ["0.37", null],
    ),
    mfs: schedule(
      ["0.10", "11925"],
      ["0.12", "48475"],
      ["0.22", "103350"],
      ["0.24", "197300"],
      ["0.32", "250525"],
      ["0.35", "375800"],
      ["0.37", null],
    ),
    hoh: schedule(
      ["0.10", "17000"],
      ["0.12", "64850"],
      ["0.22", "103350"],
      ["0.24", "197300"],
      ["0.32", "250500"],
      ["0.35", "626350"],
      ["0.37", null],
    ),
    qss: schedule(
      ["0.10", "23850"],
      ["0.12", "96950"],
      ["0.22", "206700"],
      ["0.24", "394600"],
      ["0.32", "501050"],
      ["0.35", "751600"],
      ["0.37", null],
    ),
  },
  // Maximum capital gains rate amounts, IRC 1(h)(1)(B)(i) and (C)(ii)
  zeroRateCeiling: byStatus("48350", "96700", "48350", "64750", "96700"),
  fifteenRateCeiling: byStatus("533400", "600050", "300000", "566700", "600050"),
  // top of the 24 % bracket (IRC 1(j)(5)(A); Schedule D Tax Worksheet line 19)
  ordinaryCeilingForGains: byStatus("197300", "394600", "197300", "197300", "394600"),
  // IRC 63(c)
  standardDeduction: byStatus("15750", "31500", "15750", "23625", "31500"),
  lossLimit: LOSS_LIMIT,
  niitThreshold: NIIT_THRESHOLD,
  niitRate: NIIT_RATE,
  forms: EDITION_2025,
};
