import { EDITION_2022 } from "./editions";
import { byStatus, schedule } from "./schedule";
import { LOSS_LIMIT, NIIT_RATE, NIIT_THRESHOLD } from "./statute";
import type { YearRules } from "./year-rules";

/** Amounts and forms of tax year 2022. */
export const RULES_2022: YearRules = {
  year: 2022,
  authority: "Rev. Proc. 2021-45 secs. 3.01, 3.03, 3.15",
  // Rate tables: Rev. Proc. 2021-45 secs. 3.01, 3.03, 3.15
  brackets: {
    single: schedule(
      ["0.10", "10275"],
      ["0.12", "41775"],
      ["0.22", "89075"],
      ["0.24", "170050"],
      ["0.32", "215950"],
      ["0.35", "539900"],
      ["0.37", null],
    ),
    mfj: schedule(
      ["0.10", "20550"],
      ["0.12", "83550"],
      ["0.22", "178150"],
      ["0.24", "340100"],
      ["0.32", "431900"],
      ["0.35", "647850"],
      ["0.37", null],
    ),
    mfs: schedule(
      ["0.10", "10275"],
      ["0.12", "41775"],
      ["0.22", "89075"],
      ["0.24", "170050"],
      ["0.32", "215950"],
      ["0.35", "323925"],
      ["0.37", null],
    ),
    hoh: schedule(
      ["0.10", "14650"],
      ["0.12", "55900"],
      ["0.22", "89050"],
      ["0.24", "170050"],
      ["0.32", "215950"],
      ["0.35", "539900"],
      ["0.37", null],
    ),
    qss: schedule(
      ["0.10", "20550"],
      ["0.12", "83550"],
      ["0.22", "178150"],
      ["0.24", "340100"],
      ["0.32", "431900"],
      ["0.35", "647850"],
      ["0.37", null],
    ),
  },
  // Maximum capital gains rate amounts, IRC 1(h)(1)(B)(i) and (C)(ii)
  zeroRateCeiling: byStatus("41675", "83350", "41675", "55800", "83350"),
  fifteenRateCeiling: byStatus("459750", "517200", "258600", "488500", "517200"),
  // top of the 24 % bracket (IRC 1(j)(5)(A); Schedule D Tax Worksheet line 19)
  ordinaryCeilingForGains: byStatus("170050", "340100", "170050", "170050", "340100"),
  // IRC 63(c)
  standardDeduction: byStatus("12950", "25900", "12950", "19400", "25900"),
  lossLimit: LOSS_LIMIT,
  niitThreshold: NIIT_THRESHOLD,
  niitRate: NIIT_RATE,
  forms: EDITION_2022,
};
