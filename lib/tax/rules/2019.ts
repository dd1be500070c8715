import { EDITION_2019 } from "./editions";
import { byStatus, schedule } from "./schedule";
import { LOSS_LIMIT, NIIT_RATE, NIIT_THRESHOLD } from "./statute";
import type { YearRules } from "./year-rules";

/** Amounts and forms of tax year 2019. */
export const RULES_2019: YearRules = {
  year: 2019,
  authority: "Rev. Proc. 2018-57 secs. 3.01, 3.03, 3.16",
  // Rate tables: Rev. Proc. 2018-57 secs. 3.01, 3.03, 3.16
  brackets: {
    single: schedule(
      ["0.10", "9700"],
      ["0.12", "39475"],
      ["0.22", "84200"],
      ["0.24", "160725"],
      ["0.32", "204100"],
      ["0.35", "510300"],
      ["0.37", null],
    ),
    mfj: schedule(
      ["0.10", "19400"],
      ["0.12", "78950"],
      ["0.22", "168400"],
      ["0.24", "321450"],
      ["0.32", "408200"],
      ["0.35", "612350"],
      ["0.37", null],
    ),
    mfs: schedule(
      ["0.10", "9700"],
      ["0.12", "39475"],
      ["0.22", "84200"],
      ["0.24", "160725"],
      ["0.32", "204100"],
      ["0.35", "306175"],
      ["0.37", null],
    ),
    hoh: schedule(
      ["0.10", "13850"],
      ["0.12", "52850"],
      ["0.22", "84200"],
      ["0.24", "160700"],
      ["0.32", "204100"],
      ["0.35", "510300"],
      ["0.37", null],
    ),
    qss: schedule(
      ["0.10", "19400"],
      ["0.12", "78950"],
      ["0.22", "168400"],
      ["0.24", "321450"],
      ["0.32", "408200"],
      ["0.35", "612350"],
      ["0.37", null],
    ),
  },
  // Maximum capital gains rate amounts, IRC 1(h)(1)(B)(i) and (C)(ii)
  zeroRateCeiling: byStatus("39375", "78750", "39375", "52750", "78750"),
  fifteenRateCeiling: byStatus("434550", "488850", "244425", "461700", "488850"),
  // top of the 24 % bracket (IRC 1(j)(5)(A); Schedule D Tax Worksheet line 19)
  ordinaryCeilingForGains: byStatus("160725", "321450", "160725", "160700", "321450"),
  // IRC 63(c)
  standardDeduction: byStatus("12200", "24400", "12200", "18350", "24400"),
  lossLimit: LOSS_LIMIT,
  niitThreshold: NIIT_THRESHOLD,
  niitRate: NIIT_RATE,
  forms: EDITION_2019,
};
