import type { DigitalAssetQuestionText, FormEdition, FormLabels } from "./year-rules";

/** Form 8949 as it was up to 2024: 14 rows a page, boxes A to F. */
const PAPER_2017 = {
  rowsPerPage: 14,
  digitalAssetBoxes: false,
  shortBox: "C",
  longBox: "F",
} as const;

/** Form 8949 from 2025: 11 rows a page, boxes G to L for digital assets (i8949 2025, What's New). */
const PAPER_2025 = {
  rowsPerPage: 11,
  digitalAssetBoxes: true,
  shortBox: "I",
  longBox: "L",
} as const;

/** Form 1040 and its schedules kept these numbers from 2020 to 2024. */
const LINES_2020 = {
  capitalGainLine: "Form 1040 line 7",
  agiLine: "Form 1040 line 11",
  deductionLine: "Form 1040 line 12",
  taxableIncomeLine: "Form 1040 line 15",
  taxLine: "Form 1040 line 16",
} as const;

const LINES_2025 = {
  ...LINES_2020,
  capitalGainLine: "Form 1040 line 7a",
  agiLine: "Form 1040 line 11a",
  deductionLine: "Form 1040 line 12e",
} as const;

const DEDUCTION = "Standard deduction or itemized deductions";
const WAGES = "Wages, salaries, tips, etc.";
const FROM_8960 = "Taxes from Form 8960";

const LABELS_2017: FormLabels = {
  deduction: "Itemized deductions or your standard deduction",
  wages: WAGES,
  otherIncome: "Other income",
  niit: FROM_8960,
};

const LABELS_2018: FormLabels = { ...LABELS_2017, deduction: DEDUCTION };

const LABELS_2021: FormLabels = { ...LABELS_2018, niit: "Net investment income tax" };

const LABELS_2022: FormLabels = { ...LABELS_2021, wages: "Total amount from Form(s) W-2, box 1" };

const LABELS_2024: FormLabels = {
  ...LABELS_2022,
  otherIncome: "Digital assets received as ordinary income",
};

const notCompared = (year: number): string =>
  `The line numbers and boxes of ${year} were taken from the year's instructions and have not been compared with its blank forms: check them against the forms before filing.`;

const SCHEDULE_2_LINE_12 = "Schedule 2 (Form 1040) line 12";
const PAGE_1 = "Form 1040, page 1";

const ACQUIRE = (year: number): string =>
  `At any time during ${year}, did you receive, sell, send, exchange, or otherwise acquire any financial interest in any virtual currency?`;

const DISPOSE = (year: number, gift: "gift, " | ""): string =>
  `At any time during ${year}, did you: (a) receive (as a reward, award, or payment for property or services); or (b) sell, exchange, ${gift}or otherwise dispose of a digital asset (or a financial interest in a digital asset)?`;

/** The question of the years from 2023: the word "gift" is gone, "otherwise dispose" stays. */
function question2023(year: number): DigitalAssetQuestionText {
  return { where: PAGE_1, text: DISPOSE(year, ""), asks: "disposals" };
}

const SCHEDULE_1_LINE = (line: string): string => `Schedule 1 (Form 1040) line ${line}`;

/** Forms of each year. A renumbered form is one edit here; years that kept a form share it. */
export const EDITION_2017: FormEdition = {
  ...PAPER_2017,
  capitalGainLine: "Form 1040 line 13",
  agiLine: "Form 1040 line 37",
  deductionLine: "Form 1040 line 40",
  taxableIncomeLine: "Form 1040 line 43",
  taxLine: "Form 1040 line 44",
  otherIncomeLine: "Form 1040 line 21",
  wagesLine: "Form 1040 line 7",
  niitLine: "Form 1040 line 62",
  labels: LABELS_2017,
  question: null,
  authority: "2017 Forms 1040, 8949 and Schedule D",
  note: null,
};

/** Forms of tax year 2018. */
export const EDITION_2018: FormEdition = {
  ...PAPER_2017,
  capitalGainLine: SCHEDULE_1_LINE("13"),
  agiLine: "Form 1040 line 7",
  deductionLine: "Form 1040 line 8",
  taxableIncomeLine: "Form 1040 line 10",
  taxLine: "Form 1040 line 11a",
  otherIncomeLine: SCHEDULE_1_LINE("21"),
  wagesLine: "Form 1040 line 1",
  niitLine: "Schedule 4 (Form 1040) line 62",
  labels: LABELS_2018,
  question: null,
  authority: "2018 Form 1040 and Schedule 1, Form 8949, Schedule D",
  note: notCompared(2018),
};

/** Forms of tax year 2019. */
export const EDITION_2019: FormEdition = {
  ...PAPER_2017,
  capitalGainLine: "Form 1040 line 6",
  agiLine: "Form 1040 line 8b",
  deductionLine: "Form 1040 line 9",
  taxableIncomeLine: "Form 1040 line 11b",
  taxLine: "Form 1040 line 12a",
  otherIncomeLine: SCHEDULE_1_LINE("8"),
  wagesLine: "Form 1040 line 1",
  niitLine: "Schedule 2 (Form 1040) line 8",
  labels: LABELS_2018,
  question: { where: "Schedule 1 (Form 1040), top", text: ACQUIRE(2019), asks: "acquisitions" },
  authority: "2019 Forms 1040, 8949 and Schedule D",
  note: notCompared(2019),
};

/** Forms of tax year 2020. */
export const EDITION_2020: FormEdition = {
  ...PAPER_2017,
  ...LINES_2020,
  otherIncomeLine: SCHEDULE_1_LINE("8"),
  wagesLine: "Form 1040 line 1",
  niitLine: "Schedule 2 (Form 1040) line 8",
  labels: LABELS_2018,
  question: { where: PAGE_1, text: ACQUIRE(2020), asks: "acquisitions" },
  authority: "2020 Forms 1040, 8949 and Schedule D",
  note: null,
};

/** Forms of tax year 2021. */
export const EDITION_2021: FormEdition = {
  ...PAPER_2017,
  ...LINES_2020,
  deductionLine: "Form 1040 line 12a",
  otherIncomeLine: SCHEDULE_1_LINE("8z"),
  wagesLine: "Form 1040 line 1",
  niitLine: SCHEDULE_2_LINE_12,
  labels: LABELS_2021,
  question: {
    where: PAGE_1,
    text: "At any time during 2021, did you receive, sell, exchange, or otherwise dispose of any financial interest in any virtual currency?",
    asks: "receipts",
  },
  authority: "2021 Forms 1040, 8949 and Schedule D",
  note: null,
};

/** Forms of tax year 2022. */
export const EDITION_2022: FormEdition = {
  ...PAPER_2017,
  ...LINES_2020,
  otherIncomeLine: SCHEDULE_1_LINE("8z"),
  wagesLine: "Form 1040 line 1a",
  niitLine: SCHEDULE_2_LINE_12,
  labels: LABELS_2022,
  question: { where: PAGE_1, text: DISPOSE(2022, "gift, "), asks: "gifts" },
  authority: "2022 Forms 1040, 8949 and Schedule D",
  note: null,
};

/** Forms of tax year 2023. */
export const EDITION_2023: FormEdition = {
  ...EDITION_2022,
  question: question2023(2023),
  authority: "2023 Forms 1040, 8949 and Schedule D",
};

/** Forms of tax year 2024. */
export const EDITION_2024: FormEdition = {
  ...EDITION_2023,
  otherIncomeLine: SCHEDULE_1_LINE("8v"),
  labels: LABELS_2024,
  question: question2023(2024),
  authority: "2024 Forms 1040, 8949 and Schedule D",
};

/** Forms of tax year 2025. */
export const EDITION_2025: FormEdition = {
  ...EDITION_2024,
  ...PAPER_2025,
  ...LINES_2025,
  question: question2023(2025),
  authority: '2025 Forms 1040, 8949 and Schedule D; i8949 (2025) "What\'s New"',
};

/** Forms of tax year 2026. */
export const EDITION_2026: FormEdition = {
  ...EDITION_2025,
  question: question2023(2026),
  authority:
    "2025 forms: the 2026 forms were not final on 2026-11-21 (a draft keeps boxes A-L and 11 rows)",
  note: "The forms for 2026 were not final on 2026-11-21: lines, boxes and rows a page are those of the 2025 forms. Check them against the final forms before filing.",
};
