import { EDITION_2020 } from "./editions";
import { byStatus, schedule } from "./schedule";
import { LOSS_LIMIT, NIIT_RATE, NIIT_THRESHOLD } from "./statute";
import type { YearRules } from "./year-rules";

/** Amounts and forms of tax year 2020. */
export const RULES_2020: YearRules = {
  year: 2020,
  authority: "Rev. Proc. 2019-44 secs. 3.01, 3.03, 3.16",
  // Rate tables: Rev. Proc. 2019-44 secs. 3.01, 3.03, 3.16
  brackets: {
    single: schedule(
      ["0.10", "9875"],
      ["0.12", "40125"],
      ["0.22", "85525"],
      ["0.24", "163300"],
      ["0.32", "207350"],
      ["0.35", "518400"],
      ["0.37", null],
    ),
    mfj: schedule(
      ["0.10", "19750"],
      ["0.12", "80250"],
      ["0.22", "171050"],
      ["0.24", "326600"],
      ["0.32", "414700"],
      ["0.35", "622050"],
      ["0.37", null],
    ),
    mfs: schedule(
      ["0.10", "9875"],
      ["0.12", "40125"],
      ["0.22", "85525"],
      ["0.24", "163300"],
      ["0.32", "207350"],
      ["0.35", "311025"],
      ["0.37", null],
    ),
    hoh: schedule(
      ["0.10", "14100"],
      ["0.12", "53700"],
      ["0.22", "85500"],
      ["0.24", "163300"],
      ["0.32", "207350"],
      ["0.35", "518400"],
      ["0.37", null],
    ),
    qss: schedule(
      ["0.10", "19750"],
      ["0.12", "80250"],
      ["0.22", "171050"],
      ["0.24", "326600"],
      ["0.32", "414700"],
      ["0.35", "622050"],
      ["0.37", null],
    ),
  },
  // Maximum capital gains rate amounts, IRC 1(h)(1)(B)(i) and (C)(ii)
  zeroRateCeiling: byStatus("40000", "80000", "40000", "53600", "80000"),
  fifteenRateCeiling: byStatus("441450", "496600", "248300", "469050", "496600"),
  // top of the 24 % bracket (IRC 1(j)(5)(A); Schedule D Tax Worksheet line 19)
  ordinaryCeilingForGains: byStatus("163300", "326600", "163300", "163300", "326600"),
  // IRC 63(c)
  standardDeduction: byStatus("12400", "24800", "12400", "18650", "24800"),
  lossLimit: LOSS_LIMIT,
  niitThreshold: NIIT_THRESHOLD,
  niitRate: NIIT_RATE,
  forms: EDITION_2020,
};
