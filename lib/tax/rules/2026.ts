import { EDITION_2026 } from "./editions";
import { byStatus, schedule } from "./schedule";
import { LOSS_LIMIT, NIIT_RATE, NIIT_THRESHOLD } from "./statute";
import type { YearRules } from "./year-rules";

/** Amounts and forms of tax year 2026. */
export const RULES_2026: YearRules = {
  year: 2026,
  authority:
    "Rev. Proc. 2025-32 secs. 4.01 (rate tables), 4.03 (maximum capital gains rate), 4.14 (standard deduction)",
  // Rate tables: Rev. Proc. 2025-32 secs. 4.01 (rate tables), 4.03 (maximum capital gains rate), 4.14 (standard deduction)
  brackets: {
    single: schedule(
      ["0.10", "12400"],
      ["0.12", "50400"],
      ["0.22", "105700"],
      ["0.24", "201775"],
      ["0.32", "256225"],
      ["0.35", "640600"],
      ["0.37", null],
    ),
    mfj: schedule(
      ["0.10", "24800"],
      ["0.12", "100800"],
      ["0.22", "211400"],
      ["0.24", "403550"],
      ["0.32", "512450"],
      ["0.35", "768700"],
      ["0.37", null],
    ),
    mfs: schedule(
      ["0.10", "12400"],
      ["0.12", "50400"],
      ["0.22", "105700"],
      ["0.24", "201775"],
      ["0.32", "256225"],
      ["0.35", "384350"],
      ["0.37", null],
    ),
    hoh: schedule(
      ["0.10", "17700"],
      ["0.12", "67450"],
      ["0.22", "105700"],
      ["0.24", "201750"],
      ["0.32", "256200"],
      ["0.35", "640600"],
      ["0.37", null],
    ),
    qss: schedule(
      ["0.10", "24800"],
      ["0.12", "100800"],
      ["0.22", "211400"],
      ["0.24", "403550"],
      ["0.32", "512450"],
      ["0.35", "768700"],
      ["0.37", null],
    ),
  },
  // Maximum capital gains rate amounts, IRC 1(h)(1)(B)(i) and (C)(ii)
  zeroRateCeiling: byStatus("49450", "98900", "49450", "66200", "98900"),
  fifteenRateCeiling: byStatus("545500", "613700", "306850", "579600", "613700"),
  // top of the 24 % bracket (IRC 1(j)(5)(A); Schedule D Tax Worksheet line 19)
  ordinaryCeilingForGains: byStatus("201775", "403550", "201775", "201750", "403550"),
  // IRC 63(c)
  standardDeduction: byStatus("16100", "32200", "16100", "24150", "32200"),
  lossLimit: LOSS_LIMIT,
  niitThreshold: NIIT_THRESHOLD,
  niitRate: NIIT_RATE,
  forms: EDITION_2026,
};
