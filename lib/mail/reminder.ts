import type { Mail } from "./templates";

/** A step as a mail tells it: no figure of anybody's, for mail is read on the way. */
export interface MailedStep {
  readonly title: string;
  /** "November 30, 2026". */
  readonly due: string;
  readonly isLate: boolean;
}

/** What a mail of reminders says. */
export interface ReminderTold {
  readonly to: string;
  readonly name: string;
  readonly client: string;
  readonly isOwn: boolean;
  readonly steps: readonly MailedStep[];
  /** Open steps that are due later. */
  readonly later: number;
  readonly daysLeft: string;
  readonly link: string;
  /** A page that stops this mail without signing in. */
  readonly stopPage: string;
  /** Where a mail program posts its one click to. */
  readonly stopPost: string;
  readonly once: string;
}

/** One mail for all that is due: plain words, and the same as a page that loads nothing. */
export function reminderMail(told: ReminderTold): Mail {
  const { to, steps, once, stopPost } = told;
  const whose = told.isOwn ? "" : ` (${told.client})`;
  return {
    to,
    subject: `${subjectOf(steps)}${whose}`,
    text: textOf(told),
    html: htmlOf(told),
    once,
    unsubscribe: stopPost,
  };
}

/** The first that is not late names the day; where all are, the first of all. */
function subjectOf(steps: readonly MailedStep[]): string {
  const next = steps.find(({ isLate }) => !isLate) ?? steps[0];
  if (next === undefined) {
    return "Your plan for the autumn";
  }
  const rest = steps.length - 1;
  return `${next.title}, ${whenWords(next)}${rest === 0 ? "" : `, and ${rest} more`}`;
}

const opening = ({ name, client, isOwn, steps }: ReminderTold): string =>
  `Hello ${name}, ${steps.length === 1 ? "this step is" : "these steps are"} open in ${isOwn ? "your books" : `the books of ${client}`}:`;

const whenWords = ({ due, isLate }: MailedStep): string =>
  isLate ? `was due on ${due}` : `by ${due}`;

const laterWords = (later: number): string =>
  later === 0 ? "" : `${later} more ${later === 1 ? "is" : "are"} due later.`;

const WHY = "You asked for these reminders: one mail a day at most, and only for open steps.";

function textOf(told: ReminderTold): string {
  const { steps, later, daysLeft, link, stopPage } = told;
  return [
    opening(told),
    "",
    ...steps.map((step) => `- ${step.title} (${whenWords(step)})`),
    "",
    ...[laterWords(later), daysLeft].filter((line) => line !== ""),
    "",
    `Open the plan: ${link}`,
    "",
    WHY,
    `Stop them: ${stopPage}`,
    "",
    "Lotwise",
  ].join("\n");
}

const INK = "#1c1b19";
const MUTED = "#5e594f";
const LINE = "#e0dbcf";
const FONTS = "Geist, -apple-system, 'Segoe UI', Helvetica, Arial, sans-serif";

/** Paper and ink with no image, no font from elsewhere and no script. */
function htmlOf(told: ReminderTold): string {
  const { steps, later, daysLeft, link, stopPage } = told;
  const rows = steps
    .map(
      (step) =>
        `<tr><td style="padding:12px 0;border-top:1px solid ${LINE}"><div style="font-weight:600">${escaped(step.title)}</div><div style="color:${step.isLate ? "#98371f" : MUTED};font-size:13px">${escaped(whenWords(step))}</div></td></tr>`,
    )
    .join("");
  const small = `color:${MUTED};font-size:13px;line-height:20px`;
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="color-scheme" content="light"><title>Lotwise</title></head>',
    `<body style="margin:0;padding:24px 12px;background:#f3f0e8;color:${INK};font-family:${FONTS};font-size:15px;line-height:24px">`,
    `<table role="presentation" width="100%" style="max-width:560px;margin:0 auto;background:#ffffff;border:1px solid ${LINE};border-radius:5px;border-collapse:separate"><tr><td style="padding:28px">`,
    `<div style="font-family:Georgia,'Times New Roman',serif;font-size:22px;line-height:28px">Lotwise</div>`,
    `<p style="margin:16px 0">${escaped(opening(told))}</p>`,
    `<table role="presentation" width="100%" style="border-collapse:collapse;border-bottom:1px solid ${LINE}">${rows}</table>`,
    `<p style="margin:16px 0;${small}">${escaped([laterWords(later), daysLeft].filter((line) => line !== "").join(" "))}</p>`,
    `<p style="margin:20px 0"><a href="${escaped(link)}" style="display:inline-block;background:#4b6016;color:#ffffff;text-decoration:none;padding:10px 18px;border-radius:5px;font-weight:500">Open the plan</a></p>`,
    `<p style="margin:20px 0 0;border-top:1px solid ${LINE};padding-top:12px;${small}">${escaped(WHY)} <a href="${escaped(stopPage)}" style="color:${MUTED}">Stop them</a></p>`,
    "</td></tr></table></body></html>",
  ].join("");
}

/** Text inside HTML and inside an attribute in double quotes. */
function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
