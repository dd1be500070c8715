import { EDITION_2017 } from "./editions";
import { byStatus, schedule } from "./schedule";
import { LOSS_LIMIT, NIIT_RATE, NIIT_THRESHOLD } from "./statute";
import type { YearRules } from "./year-rules";

/** Amounts and forms of tax year 2017. */
export const RULES_2017: YearRules = {
  year: 2017,
  authority:
    "Rev. Proc. 2016-55 (secs. 3.01 rate tables, 3.14 standard deduction); IRC 1(a)-(d),(i); capital gain breakpoints = top of the 15% and 35% ordinary brackets, IRC 1(h)",
  // Rate tables: Rev. Proc. 2016-55 (secs. 3.01 rate tables, 3.14 standard deduction)
  brackets: {
    single: schedule(
      ["0.10", "9325"],
      ["0.15", "37950"],
      ["0.25", "91900"],
      ["0.28", "191650"],
      ["0.33", "416700"],
      ["0.35", "418400"],
      ["0.396", null],
    ),
    mfj: schedule(
      ["0.10", "18650"],
      ["0.15", "75900"],
      ["0.25", "153100"],
      ["0.28", "233350"],
      ["0.33", "416700"],
      ["0.35", "470700"],
      ["0.396", null],
    ),
    mfs: schedule(
      ["0.10", "9325"],
      ["0.15", "37950"],
      ["0.25", "76550"],
      ["0.28", "116675"],
      ["0.33", "208350"],
      ["0.35", "235350"],
      ["0.396", null],
    ),
    hoh: schedule(
      ["0.10", "13350"],
      ["0.15", "50800"],
      ["0.25", "131200"],
      ["0.28", "212500"],
      ["0.33", "416700"],
      ["0.35", "444550"],
      ["0.396", null],
    ),
    qss: schedule(
      ["0.10", "18650"],
      ["0.15", "75900"],
      ["0.25", "153100"],
      ["0.28", "233350"],
      ["0.33", "416700"],
      ["0.35", "470700"],
      ["0.396", null],
    ),
  },
  // Maximum capital gains rate amounts, IRC 1(h)(1)(B)(i) and (C)(ii)
  zeroRateCeiling: byStatus("37950", "75900", "37950", "50800", "75900"),
  fifteenRateCeiling: byStatus("418400", "470700", "235350", "444550", "470700"),
  // top of the 15 % bracket: before 2018 the statute speaks of the brackets below 25 % (IRC 1(h)(1)(A)(ii))
  ordinaryCeilingForGains: byStatus("37950", "75900", "37950", "50800", "75900"),
  // IRC 63(c)
  standardDeduction: byStatus("6350", "12700", "6350", "9350", "12700"),
  lossLimit: LOSS_LIMIT,
  niitThreshold: NIIT_THRESHOLD,
  niitRate: NIIT_RATE,
  forms: EDITION_2017,
};
