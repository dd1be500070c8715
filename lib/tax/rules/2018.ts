import { EDITION_2018 } from "./editions";
import { byStatus, schedule } from "./schedule";
import { LOSS_LIMIT, NIIT_RATE, NIIT_THRESHOLD } from "./statute";
import type { YearRules } from "./year-rules";

/** Amounts and forms of tax year 2018. */
export const RULES_2018: YearRules = {
  year: 2018,
  authority: "IRC 1(j)(2), 1(j)(5)(B), 63(c)(7) as enacted by P.L. 115-97; Rev. Proc. 2018-18",
  // Rate tables: IRC 1(j)(2), 1(j)(5)(B), 63(c)(7) as enacted by P.L. 115-97
  brackets: {
    single: schedule(
      ["0.10", "9525"],
      ["0.12", "38700"],
      ["0.22", "82500"],
      ["0.24", "157500"],
      ["0.32", "200000"],
      ["0.35", "500000"],
      ["0.37", null],
    ),
    mfj: schedule(
      ["0.10", "19050"],
      ["0.12", "77400"],
      ["0.22", "165000"],
      ["0.24", "315000"],
      ["0.32", "400000"],
      ["0.35", "600000"],
      ["0.37", null],
    ),
    mfs: schedule(
      ["0.10", "9525"],
      ["0.12", "38700"],
      ["0.22", "82500"],
      ["0.24", "157500"],
      ["0.32", "200000"],
      ["0.35", "300000"],
      ["0.37", null],
    ),
    hoh: schedule(
      ["0.10", "13600"],
      ["0.12", "51800"],
      ["0.22", "82500"],
      ["0.24", "157500"],
      ["0.32", "200000"],
      ["0.35", "500000"],
      ["0.37", null],
    ),
    qss: schedule(
      ["0.10", "19050"],
      ["0.12", "77400"],
      ["0.22", "165000"],
      ["0.24", "315000"],
      ["0.32", "400000"],
      ["0.35", "600000"],
      ["0.37", null],
    ),
  },
  // Maximum capital gains rate amounts, IRC 1(h)(1)(B)(i) and (C)(ii)
  zeroRateCeiling: byStatus("38600", "77200", "38600", "51700", "77200"),
  fifteenRateCeiling: byStatus("425800", "479000", "239500", "452400", "479000"),
  // top of the 24 % bracket (IRC 1(j)(5)(A); Schedule D Tax Worksheet line 19)
  ordinaryCeilingForGains: byStatus("157500", "315000", "157500", "157500", "315000"),
  // IRC 63(c)
  standardDeduction: byStatus("12000", "24000", "12000", "18000", "24000"),
  lossLimit: LOSS_LIMIT,
  niitThreshold: NIIT_THRESHOLD,
  niitRate: NIIT_RATE,
  forms: EDITION_2018,
};
