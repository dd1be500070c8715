import { formatFormUsd } from "@/lib/money/format";
import { isZeroUsd, type Usd } from "@/lib/money/usd";
import { unevenBy } from "@/lib/tax/amend/amended-return";
import type { AmendAction, AmendedYear } from "@/lib/tax/amend/cascade";
import type { Form1040X } from "@/lib/tax/amend/form-1040x";
import type { Packet } from "@/lib/tax/amend/packet";
import { REVISIONS } from "@/lib/tax/amend/revisions";
import type { FormInput } from "@/lib/tax/forms/form-facts";
import type { YearResult } from "@/lib/tax/year-result";
import { left, plainTable, right } from "./columns";
import { letterDate } from "./dates";
import { type FilingPaperInput, filingHead } from "./difference-paper";
import { formAmount } from "./form-amount";
import { carryoverLines, scheduleDLines, taxLines } from "./form-lines";
import type { Attachment, Column, Fact, Lines } from "./model";
import { EMPTY_SECTION, type Paper, type PaperSection } from "./paper";

/** What the worksheet of an amended return is printed from. */
export interface AmendedPaperInput extends FilingPaperInput {
  readonly form: Form1040X;
  readonly amended: AmendedYear;
  /** The year with its corrected forms. */
  readonly corrected: YearResult;
  readonly explanation: readonly string[];
  readonly packet: Packet;
  /** How the return's forms are filled in: cents or whole dollars. */
  readonly forms: FormInput;
  /** All rows of the corrected Form 8949. */
  readonly statement: Attachment;
}

const COLUMNS: readonly Column[] = [
  left("Line", 7),
  left("What it is", 52),
  right("A  original", 19),
  right("B  change", 19),
  right("C  correct", 19),
];

const ACTIONS: Readonly<Record<AmendAction, string>> = {
  none: "Nothing changes.",
  "amend-pay": "More tax is owed: file it and pay. The IRS adds interest, and perhaps penalties.",
  "amend-refund": "File it and claim the refund.",
  "refund-closed":
    "The time to claim a refund has passed: nothing is filed. The worksheet is kept, for later years start from it.",
  "tell-payments":
    "The tax falls. A refund is at most what was paid in time, and nobody has told what was: tell it with the filing.",
  "record-only":
    "The tax does not change: the worksheet is kept, for later years start from its carryover.",
};

/**
 * The worksheet of Form 1040-X with what goes along: columns A, B and C, Part II, the time to claim, the packet, the corrected forms line by
 * line and every corrected row of Form 8949, written as the year-end report writes them.
 */
export function amendedPaper(input: AmendedPaperInput): Paper {
  const { year, filedOn, amended, corrected, forms, statement } = input;
  const opening = `The return for ${year} was filed on ${letterDate(filedOn)}. ${ACTIONS[amended.action]}`;
  const amount = formAmount(forms);
  return {
    ...filingHead(input, `Form 1040-X worksheet, ${year}`, opening),
    sections: [
      linesSection(input),
      restSection(),
      {
        ...EMPTY_SECTION,
        heading: "Part II, explanation of changes (draft)",
        quoted: input.explanation,
      },
      untilSection(amended),
      packetSection(input.packet),
      boxesSection(input),
      formSection(
        `Schedule D of ${year}, corrected`,
        scheduleDLines(corrected, amount, forms.rounding),
      ),
      formSection(
        `Capital Loss Carryover Worksheet, ${year} to ${year + 1}, corrected`,
        carryoverLines(corrected, amount),
      ),
      {
        ...EMPTY_SECTION,
        heading: `Tax of ${year}, corrected`,
        lines: taxLines(corrected, amount),
      },
    ],
    statement: { ...statement, heading: `${statement.heading}, as amended` },
  };
}

/** A form as in the year-end report, under a heading of its own. */
function formSection(heading: string, lines: Lines): PaperSection {
  return { ...EMPTY_SECTION, heading, lines: [{ ...lines, heading: "" }] };
}

const cell = (amount: Usd | null): string => (amount === null ? "" : formatFormUsd(amount));

function linesSection({ form }: AmendedPaperInput): PaperSection {
  const [revision] = REVISIONS;
  return {
    ...EMPTY_SECTION,
    heading: `Lines 1 to 23 (${form.revision})`,
    paragraphs: [`Beside line 6: ${form.method}. ${revision.authority}.`, ...unevenWords(form)],
    tables: [
      plainTable(
        COLUMNS,
        form.lines.map(({ line, label, a, b, c }) => [line, label, cell(a), cell(b), cell(c)]),
        "None.",
      ),
    ],
  };
}

/** Said while the original return does not come out even. */
function unevenWords(form: Form1040X): readonly string[] {
  const apart = unevenBy(form);
  return isZeroUsd(apart)
    ? []
    : [
        `The original return does not come out even: its payments less line 18 lie ${formatFormUsd(apart)} from its total tax on line 11, column A. Look at lines 12 to 16 and 18 before filing.`,
      ];
}

/** What the form asks for around its lines. */
function restSection(): PaperSection {
  const [revision] = REVISIONS;
  return {
    ...EMPTY_SECTION,
    heading: "The rest of the form",
    facts: revision.rest.map(({ part, todo }) => ({ label: part, value: todo, note: "" })),
  };
}

function untilSection({ claim, change, refundAllowed }: AmendedYear): PaperSection {
  const fact = (label: string, value: string, note = ""): Fact => ({ label, value, note });
  return {
    ...EMPTY_SECTION,
    heading: "Until when",
    facts: [
      fact(
        "Claim until",
        letterDate(claim.deadline),
        "The later of three years from filing and two years from the last payment (IRC 6511(a)); calendar days, not moved by weekends.",
      ),
      fact("Three years from filing", letterDate(claim.threeYearDeadline)),
      fact(
        "Two years from the last payment",
        claim.twoYearDeadline === null ? "no payment told" : letterDate(claim.twoYearDeadline),
      ),
      fact(
        "At most, claimed on the day of this paper",
        formatFormUsd(claim.cap),
        `Tax paid on or after ${letterDate(claim.paidFrom)} (IRC 6511(b)(2)).`,
      ),
      fact("The tax changes by", formatFormUsd(change.totalTax)),
      ...(isZeroUsd(refundAllowed)
        ? []
        : [fact("Refund a claim can bring", formatFormUsd(refundAllowed))]),
    ],
  };
}

const BOXES: readonly Column[] = [
  left("Box", 8),
  right("Rows", 10),
  right("(d) Proceeds", 20),
  right("(e) Basis", 20),
  right("(g) Adjustment", 20),
  right("(h) Gain or (loss)", 20),
];

function boxesSection({ corrected, forms, statement }: AmendedPaperInput): PaperSection {
  const { year, parts } = corrected;
  const amount = formAmount(forms);
  return {
    ...EMPTY_SECTION,
    heading: `Form 8949 of ${year}, corrected`,
    paragraphs: [
      ...(statement.rowCount === 0
        ? []
        : [
            `The statement pages behind this worksheet have every row, ${statement.rowCount.toLocaleString("en-US")} in all; attach them.`,
          ]),
      ...statement.notes,
    ],
    tables: [
      plainTable(
        BOXES,
        parts.map((part) => [
          part.box,
          part.rows.length.toLocaleString("en-US"),
          amount(part.proceeds),
          amount(part.basis),
          amount(part.adjustment),
          amount(part.gain),
        ]),
        statement.empty,
      ),
    ],
  };
}

function packetSection(packet: Packet): PaperSection {
  const list = (label: string, items: Packet["attach"]): readonly Fact[] =>
    items.map(({ what, why }, index) => ({
      label: index === 0 ? label : "",
      value: what,
      note: why,
    }));
  return {
    ...EMPTY_SECTION,
    heading: "The packet",
    paragraphs: [
      packet.deliverySays,
      packet.processing,
      ...packet.notes,
      packet.state,
      `${packet.authority}.`,
    ],
    facts: [
      ...list("Send", packet.attach),
      ...list("Keep", packet.keep),
      ...list("Leave out", packet.leaveOut),
    ],
  };
}
