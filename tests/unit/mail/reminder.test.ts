import { describe, expect, it } from "vitest";
import { type ReminderTold, reminderMail } from "@/lib/mail/reminder";

const TOLD: ReminderTold = {
  to: "ada@example.org",
  name: "Ada <Spring>",
  client: "Ada Spring",
  isOwn: true,
  steps: [
    {
      title: 'Choose the sales & save them as "a plan"',
      why: "A saved plan keeps lots and prices.",
      due: "November 15, 2026",
      isLate: true,
    },
    {
      title: "Name the lots of each sale, before the sale",
      why: "Without a record the oldest lots are sold first.",
      due: "November 30, 2026",
      isLate: false,
    },
  ],
  later: 3,
  daysLeft: "38 days are left of 2026.",
  link: "https://lotwise.example/clients/1/harvest/season?year=2026",
  settings: "https://lotwise.example/clients/1/settings?part=reminders",
  stopPage: "https://lotwise.example/unsubscribe/a.b.c",
  stopPost: "https://lotwise.example/api/unsubscribe/a.b.c",
  once: "reminder-2026-11-23-1-2",
};

describe("a mail of reminders", () => {
  it("says what, by when and why, in its text as in its page", () => {
    const { subject, text, html = "" } = reminderMail(TOLD);
    expect(subject).toBe(
      "Name the lots of each sale, before the sale, by November 30, 2026, and 1 more",
    );
    for (const words of [
      "Choose the sales &",
      "was due on November 15, 2026",
      "A saved plan keeps lots and prices.",
      "by November 30, 2026",
      "Without a record the oldest lots are sold first.",
      "3 more are due later. 38 days are left of 2026.",
      TOLD.link,
      TOLD.settings,
      TOLD.stopPage,
    ]) {
      expect(text).toContain(words);
      expect(html).toContain(words.replaceAll("&", "&amp;"));
    }
  });

  it("takes names and titles as text, never as tags", () => {
    const { html = "" } = reminderMail(TOLD);
    expect(html).toContain("Ada &lt;Spring&gt;");
    expect(html).toContain("&quot;a plan&quot;");
    expect(html).not.toContain("<Spring>");
  });

  it("loads nothing and tells nobody that it was read: no image, font, script, frame or address but its own links", () => {
    const { html = "" } = reminderMail(TOLD);
    expect(html).not.toMatch(
      /<(?:img|script|iframe|link|object|video|audio)\b|url\(|@import|@font/i,
    );
    const addresses = [...html.matchAll(/https?:\/\/[^"<\s]+/g)].map(([address]) => address);
    expect(new Set(addresses)).toEqual(new Set([TOLD.link, TOLD.settings, TOLD.stopPage]));
  });

  it("has night colours for each colour of the day, where a mail program knows which it is", () => {
    const { html = "" } = reminderMail(TOLD);
    expect(html).toContain('name="color-scheme" content="light dark"');
    for (const name of ["page", "sheet", "muted", "late", "line", "button"]) {
      expect(html).toMatch(new RegExp(`class="[^"]*\\b${name}\\b`));
      expect(html).toContain(`.${name}`);
    }
  });

  it("names the client to a professional, and says where one click is posted to", () => {
    const mail = reminderMail({ ...TOLD, isOwn: false });
    expect(mail.subject).toMatch(/ \(Ada Spring\)$/);
    expect(mail.text).toContain("open in the books of Ada Spring:");
    expect(mail.unsubscribe).toBe(TOLD.stopPost);
  });
});
