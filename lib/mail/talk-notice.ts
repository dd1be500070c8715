import type { Mail } from "./templates";

const NOTICES = {
  message: {
    subject: (writer: string) => `${writer} wrote to you on Lotwise`,
    sentence: (writer: string) => `${writer} wrote to you about books you both work on.`,
  },
  request: {
    subject: (writer: string) => `${writer} asks you for a document`,
    sentence: (writer: string) =>
      `${writer} asks for a document. What it is and by when stands here:`,
  },
  "hand-off": {
    subject: (writer: string) => `${writer} hands a client on to you`,
    sentence: (writer: string) =>
      `${writer} hands the work on a client of your firm on to you. Whose books they are, and what you should know, stands here:`,
  },
  document: {
    subject: (writer: string) => `${writer} sent you a document`,
    sentence: (writer: string) => `${writer} gave a document you had asked for. It is kept here:`,
  },
} as const;

/** What a mail between the two sides of books, or between colleagues, can tell of. */
export type TalkNotice = keyof typeof NOTICES;

/** All of them, for checking what a job was told. */
export const TALK_NOTICES = Object.keys(NOTICES) as [TalkNotice, ...TalkNotice[]];

/** The mail of a notice: who, and one link. Nothing of what was said, no figure and no client's name: mail is read on the way. */
export function talkNoticeMail(told: {
  readonly to: string;
  readonly name: string;
  readonly writer: string;
  readonly notice: TalkNotice;
  readonly link: string;
  readonly once: string;
}): Mail {
  const { subject, sentence } = NOTICES[told.notice];
  return {
    to: told.to,
    subject: subject(told.writer),
    once: told.once,
    text: [
      `Hello ${told.name},`,
      "",
      sentence(told.writer),
      "",
      told.link,
      "",
      "Answer there, not by mail: a reply to this mail reaches nobody.",
      "",
      "Lotwise",
    ].join("\n"),
  };
}
