import { isZeroUsd } from "@/lib/money/usd";
import { type CalendarDate, yearOf } from "@/lib/time/calendar-date";
import { dayText } from "@/lib/time/day-text";
import type { AmendedYear } from "./cascade";
import { assessableUntil, type RefundWindow } from "./refund-window";
import { REVISIONS } from "./revisions";

/** A paper of an amended return: what it is and why it goes along or not. */
export interface PacketItem {
  readonly what: string;
  readonly why: string;
}

/** What goes to the IRS with Form 1040-X, what stays, how it is sent and how long it takes. */
export interface Packet {
  readonly attach: readonly PacketItem[];
  readonly keep: readonly PacketItem[];
  readonly leaveOut: readonly PacketItem[];
  readonly delivery: "e-file" | "paper";
  readonly deliverySays: string;
  readonly processing: string;
  readonly state: string;
  /** What else is to be known before it is sent, a sentence or two each. */
  readonly notes: readonly string[];
  readonly authority: string;
}

/** Years before the present one whose returns can be amended electronically: the current return year and the two before it. */
const E_FILE_YEARS = 3;

/**
 * The packet of an amended year as of a day (rules.md 14.3-14.6, 14.10). What rests on secondary copies of the instructions says so in
 * `authority`.
 */
export function packetOf(amended: AmendedYear, asOf: CalendarDate): Packet {
  const [revision] = REVISIONS;
  const { year, change } = amended;
  const niit = !isZeroUsd(change.niit);
  const carried = !isZeroUsd(change.shortCarryoverOut) || !isZeroUsd(change.longCarryoverOut);
  const electronic = year >= yearOf(asOf) - E_FILE_YEARS;
  return {
    attach: [
      {
        what: `Form 1040-X (${revision.name}), signed`,
        why: "Both spouses sign when the return is joint.",
      },
      {
        what: `Form 1040 of ${year}, complete and corrected`,
        why: "The instructions of this revision ask for it behind a paper Form 1040-X.",
      },
      {
        what: `Schedule D of ${year}, corrected`,
        why: "Its lines change.",
      },
      {
        what: `Form 8949 of ${year}, corrected, with its statement`,
        why: "All rows, not only those that changed.",
      },
      ...(niit
        ? [
            {
              what: `Form 8960 and Schedule 2 of ${year}, corrected`,
              why: "The net investment income tax changes.",
            },
          ]
        : []),
    ],
    keep: [
      ...(carried
        ? [
            {
              what: `Capital Loss Carryover Worksheet, ${year} to ${year + 1}, corrected`,
              why: "It is kept, not sent; the next year's Schedule D starts from it.",
            },
          ]
        : []),
      { what: "The tax worksheets", why: "They are kept, not sent." },
    ],
    leaveOut: [
      { what: "The original return", why: "The IRS has it and asks not to attach it." },
      {
        what: "Forms W-2 and 1099 that were sent with it",
        why: "Only new ones, or those that show tax withheld and were not sent before.",
      },
    ],
    delivery: electronic ? "e-file" : "paper",
    deliverySays: electronic
      ? `Returns of ${year} can be amended electronically: the current return year and the two before it, up to three accepted amendments a year.`
      : `Returns of ${year} are amended on paper: one envelope a year, to the service centre for your state.`,
    processing:
      "It shows in “Where's My Amended Return?” about three weeks after it was sent. Processing usually takes 8 to 12 weeks, and up to 16.",
    state:
      "Most states ask for an amended state return after a federal change, within their own time. These books do not work it out.",
    notes: notesOf(amended, asOf),
    authority: `2025 Instructions for Form 1040, Amended Return; ${revision.authority}`,
  };
}

/** More tax of a year for which the usual time to assess it has passed. */
export function pastAssessment(claim: RefundWindow): string {
  return `The usual three years in which the IRS can assess more tax of this year passed on ${dayText(assessableUntil(claim))} (IRC 6501(a)); it has six where more than a quarter of the income was left out (6501(e)), and no limit for fraud. Tax paid when it can no longer be assessed counts as overpaid (IRC 6401(a)): ask a professional before you pay.`;
}

function notesOf({ year, action, claim }: AmendedYear, asOf: CalendarDate): readonly string[] {
  const isOwed = action === "amend-pay";
  return [
    ...(asOf <= claim.supersedeUntil
      ? [
          `Until ${dayText(claim.supersedeUntil)}, the due date with its extension, a corrected Form 1040 of ${year} filed again replaces the first one: it is then no amended return.`,
        ]
      : []),
    ...(isOwed
      ? [
          "Interest runs from the original due date. Filed and paid before the IRS makes contact, it is a qualified amended return, and no accuracy penalty is due on the tax it shows (Reg. 1.6664-2(c)(2)).",
        ]
      : []),
    ...(isOwed && asOf > assessableUntil(claim) ? [pastAssessment(claim)] : []),
    ...(action === "amend-refund" ? ["The IRS adds interest to a refund."] : []),
    ...(action === "refund-closed"
      ? [
          "There is more time after a declared disaster, and while somebody could not manage their affairs (2025 Instructions for Form 1040, Amended Return): if either was so, ask a professional before the year is given up.",
        ]
      : []),
  ];
}
