import { EDITION_2021 } from "./editions";
import { byStatus, schedule } from "./schedule";
import { LOSS_LIMIT, NIIT_RATE, NIIT_THRESHOLD } from "./statute";
import type { YearRules } from "./year-rules";

/** Amounts and forms of tax year 2021. */
export const RULES_2021: YearRules = {
  year: 2021,
  authority: "Rev. Proc. 2020-45 secs. 3.01, 3.03, 3.16",
  // Rate tables: Rev. Proc. 2020-45 secs. 3.01, 3.03, 3.16
  brackets: {
    single: schedule(
      ["0.10", "9950"],
      ["0.12", "40525"],
      ["0.22", "86375"],
      ["0.24", "164925"],
      ["0.32", "209425"],
      ["0.35", "523600"],
      ["0.37", null],
    ),
    mfj: schedule(
      ["0.10", "19900"],
      ["0.12", "81050"],
      ["0.22", "172750"],
      ["0.24", "329850"],
      ["0.32", "418850"],
      ["0.35", "628300"],
      ["0.37", null],
    ),
    mfs: schedule(
      ["0.10", "9950"],
      ["0.12", "40525"],
      ["0.22", "86375"],
      ["0.24", "164925"],
      ["0.32", "209425"],
      ["0.35", "314150"],
      ["0.37", null],
    ),
    hoh: schedule(
      ["0.10", "14200"],
      ["0.12", "54200"],
      ["0.22", "86350"],
      ["0.24", "164900"],
      ["0.32", "209400"],
      ["0.35", "523600"],
      ["0.37", null],
    ),
    qss: schedule(
      ["0.10", "19900"],
      ["0.12", "81050"],
      ["0.22", "172750"],
      ["0.24", "329850"],
      ["0.32", "418850"],
      ["0.35", "628300"],
      ["0.37", null],
    ),
  },
  // Maximum capital gains rate amounts, IRC 1(h)(1)(B)(i) and (C)(ii)
  zeroRateCeiling: byStatus("40400", "80800", "40400", "54100", "80800"),
  fifteenRateCeiling: byStatus("445850", "501600", "250800", "473750", "501600"),
  // top of the 24 % bracket (IRC 1(j)(5)(A); Schedule D Tax Worksheet line 19)
  ordinaryCeilingForGains: byStatus("164925", "329850", "164925", "164900", "329850"),
  // IRC 63(c)
  standardDeduction: byStatus("12550", "25100", "12550", "18800", "25100"),
  lossLimit: LOSS_LIMIT,
  niitThreshold: NIIT_THRESHOLD,
  niitRate: NIIT_RATE,
  forms: EDITION_2021,
};
