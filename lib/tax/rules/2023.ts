import { EDITION_2023 } from "./editions";
import { byStatus, schedule } from "./schedule";
import { LOSS_LIMIT, NIIT_RATE, NIIT_THRESHOLD } from "./statute";
import type { YearRules } from "./year-rules";

/** Amounts and forms of tax year 2023. */
export const RULES_2023: YearRules = {
  year: 2023,
  authority: "Rev. Proc. 2022-38 secs. 3.01, 3.03, 3.15",
  // Rate tables: Rev. Proc. 2022-38 secs. 3.01, 3.03, 3.15
  brackets: {
    single: schedule(
      ["0.10", "11000"],
      ["0.12", "44725"],
      ["0.22", "95375"],
      ["0.24", "182100"],
      ["0.32", "231250"],
      ["0.35", "578125"],
      ["0.37", null],
    ),
    mfj: schedule(
      ["0.10", "22000"],
      ["0.12", "89450"],
      ["0.22", "190750"],
      ["0.24", "364200"],
      ["0.32", "462500"],
      ["0.35", "693750"],
      ["0.37", null],
    ),
    mfs: schedule(
      ["0.10", "11000"],
      ["0.12", "44725"],
      ["0.22", "95375"],
      ["0.24", "182100"],
      ["0.32", "231250"],
      ["0.35", "346875"],
      ["0.37", null],
    ),
    hoh: schedule(
      ["0.10", "15700"],
      ["0.12", "59850"],
      ["0.22", "95350"],
      ["0.24", "182100"],
      ["0.32", "231250"],
      ["0.35", "578100"],
      ["0.37", null],
    ),
    qss: schedule(
      ["0.10", "22000"],
      ["0.12", "89450"],
      ["0.22", "190750"],
      ["0.24", "364200"],
      ["0.32", "462500"],
      ["0.35", "693750"],
      ["0.37", null],
    ),
  },
  // Maximum capital gains rate amounts, IRC 1(h)(1)(B)(i) and (C)(ii)
  zeroRateCeiling: byStatus("44625", "89250", "44625", "59750", "89250"),
  fifteenRateCeiling: byStatus("492300", "553850", "276900", "523050", "553850"),
  // top of the 24 % bracket (IRC 1(j)(5)(A); Schedule D Tax Worksheet line 19)
  ordinaryCeilingForGains: byStatus("182100", "364200", "182100", "182100", "364200"),
  // IRC 63(c)
  standardDeduction: byStatus("13850", "27700", "13850", "20800", "27700"),
  lossLimit: LOSS_LIMIT,
  niitThreshold: NIIT_THRESHOLD,
  niitRate: NIIT_RATE,
  forms: EDITION_2023,
};
