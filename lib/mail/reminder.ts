import type { Mail } from "./templates";

/** A step as a mail tells it: no figure of anybody's, for mail is read on the way. */
export interface MailedStep {
  readonly title: string;
  /** Why it is worth doing, in a sentence or two. */
  readonly why: string;
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
  /** Where these mails are turned on and off, signed in. */
  readonly settings: string;
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

const opening = ({ client, isOwn, steps }: ReminderTold): string =>
  `${steps.length === 1 ? "This step is" : "These steps are"} open in ${isOwn ? "your books" : `the books of ${client}`}:`;

const whenWords = ({ due, isLate }: MailedStep): string =>
  isLate ? `was due on ${due}` : `by ${due}`;

const afterwards = ({ later, daysLeft }: ReminderTold): string =>
  [later === 0 ? "" : `${later} more ${later === 1 ? "is" : "are"} due later.`, daysLeft]
    .filter((words) => words !== "")
    .join(" ");

const WHY = "You asked for these reminders: one mail a day at most, and only for open steps.";

function textOf(told: ReminderTold): string {
  const { name, steps, link, settings, stopPage } = told;
  return [
    `Hello ${name},`,
    "",
    opening(told),
    "",
    ...steps.flatMap((step) => [
      `- ${step.title} (${whenWords(step)})`,
      ...(step.why === "" ? [] : [`  ${step.why}`]),
      "",
    ]),
    ...(afterwards(told) === "" ? [] : [afterwards(told), ""]),
    `Open the plan: ${link}`,
    "",
    "-- ",
    WHY,
    `Stop them, without signing in: ${stopPage}`,
    `Change them in your settings: ${settings}`,
    "Lotwise",
  ].join("\n");
}

/** Colours by day, in the tags themselves: some mail programs read nothing else. */
const DAY = {
  page: "#f3f0e8",
  sheet: "#ffffff",
  ink: "#1c1b19",
  muted: "#5e594f",
  line: "#e0dbcf",
  late: "#98371f",
  button: "#4b6016",
  onButton: "#ffffff",
} as const;

/** And by night, where a mail program knows which it is. */
const NIGHT = `@media (prefers-color-scheme: dark) {
.page { background: #111517 !important; color: #ece7db !important; }
.sheet { background: #1f2428 !important; border-color: #343b40 !important; }
.muted, .muted a { color: #aea99b !important; }
.late { color: #eb9a85 !important; }
.line { border-color: #343b40 !important; }
.button { background: #b9cb6c !important; color: #171b1e !important; }
}`;

const FONTS = "-apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";
const SMALL = "font-size:13px;line-height:20px";

/** Paper and ink, by day and by night, with no image, no font from elsewhere and no script. */
function htmlOf(told: ReminderTold): string {
  const { name, steps, link, settings, stopPage } = told;
  const aside = afterwards(told);
  return [
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><title>Lotwise</title><style>${NIGHT}</style></head>`,
    `<body class="page" style="margin:0;padding:24px 12px;background:${DAY.page};color:${DAY.ink};font-family:${FONTS};font-size:16px;line-height:24px">`,
    `<table role="presentation" width="100%" class="sheet" style="max-width:560px;margin:0 auto;background:${DAY.sheet};border:1px solid ${DAY.line};border-radius:5px;border-collapse:separate"><tr><td style="padding:28px 24px">`,
    `<p style="margin:0;font-family:Georgia,'Times New Roman',serif;font-size:22px;line-height:28px">Lotwise</p>`,
    `<p style="margin:20px 0 4px">Hello ${escaped(name)},</p>`,
    `<p style="margin:0 0 16px">${escaped(opening(told))}</p>`,
    `<ul class="line" style="margin:0;padding:0;list-style:none;border-bottom:1px solid ${DAY.line}">${steps.map(stepHtml).join("")}</ul>`,
    ...(aside === ""
      ? []
      : [
          `<p class="muted" style="margin:16px 0 0;color:${DAY.muted};${SMALL}">${escaped(aside)}</p>`,
        ]),
    `<p style="margin:24px 0"><a class="button" href="${escaped(link)}" style="display:inline-block;background:${DAY.button};color:${DAY.onButton};text-decoration:none;padding:12px 20px;border-radius:5px;font-weight:600">Open the plan</a></p>`,
    `<p class="muted line" style="margin:0;border-top:1px solid ${DAY.line};padding-top:12px;color:${DAY.muted};${SMALL}">${escaped(WHY)}<br>${linkHtml(stopPage, "Stop them, without signing in")} &middot; ${linkHtml(settings, "Settings")}</p>`,
    "</td></tr></table></body></html>",
  ].join("\n");
}

function stepHtml(step: MailedStep): string {
  const { title, why, isLate } = step;
  const when = isLate
    ? `<span class="late" style="color:${DAY.late}">${escaped(whenWords(step))}</span>`
    : escaped(whenWords(step));
  return [
    `<li class="line" style="margin:0;padding:12px 0;border-top:1px solid ${DAY.line}">`,
    `<strong style="font-weight:600">${escaped(title)}</strong><br>`,
    `<span class="muted" style="color:${DAY.muted};${SMALL}">${when}</span>`,
    ...(why === ""
      ? []
      : [`<br><span style="font-size:14px;line-height:21px">${escaped(why)}</span>`]),
    "</li>",
  ].join("");
}

const linkHtml = (href: string, words: string): string =>
  `<a href="${escaped(href)}" style="color:${DAY.muted};text-decoration:underline">${words}</a>`;

/** Text inside HTML and inside an attribute in double quotes. */
function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
