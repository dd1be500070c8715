import { dayText } from "@/lib/time/day-text";
import { type DeedWords, type Detail, plain, textOf } from "./words";

const inPeople = () => "/people";

const ROLES: Readonly<Record<string, string>> = { viewer: "read", editor: "prepare" };

/** "to prepare 2024 and 2025, until Apr 15, 2027": what somebody was let in to. */
function scopeText(detail: Detail): string {
  const role = textOf(detail, "role");
  const years = textOf(detail, "years")
    .split(" ")
    .filter((year) => year !== "")
    .join(" and ");
  const until = textOf(detail, "until");
  return `to ${ROLES[role] ?? "open"} ${years === "" ? "all years" : years}${until === "" ? "" : `, until ${dayText(until)}`}`;
}

const person = (detail: Detail): string => textOf(detail, "person") || "somebody";

const ofPerson = (say: (detail: Detail) => string): DeedWords => ({
  group: "people",
  isOfPerson: true,
  say,
  place: inPeople,
});

const inDocuments = (words: string): DeedWords => plain("people", words, () => "/documents");

/** How it is told who was let into a client's books, and whose work they are. */
export const PEOPLE_WORDS: Readonly<Record<string, DeedWords>> = {
  "access.invite": {
    group: "people",
    say: (detail) => `Invited somebody ${scopeText(detail)}.`,
    place: inPeople,
  },
  "client.delete": { group: "people", say: () => "Had these books deleted.", place: inPeople },
  "client.delete-called-off": {
    group: "people",
    say: () =>
      "The deletion asked for was called off: whoever asked may delete these books no more. They are open again, with nothing gone.",
    place: inPeople,
  },
  "access.withdraw": { group: "people", say: () => "Took an invitation back.", place: inPeople },
  "access.refuse": { group: "people", say: () => "Declined an invitation.", place: inPeople },
  // Until answers were told under the name of who gave them.
  "access.decline": { group: "people", say: () => "An invitation was declined.", place: inPeople },
  "access.grant": ofPerson(
    (detail) => `Let ${person(detail)} in ${scopeText(detail)}: the invitation was accepted.`,
  ),
  "access.accept": ofPerson(
    (detail) => `Accepted the invitation of ${person(detail)}: let in ${scopeText(detail)}.`,
  ),
  "access.revoke": ofPerson((detail) => `Ended the access of ${person(detail)}.`),
  "message.send": plain("people", "Wrote a message to the other side.", () => "/messages"),
  "message.note": plain("people", "Wrote a note both sides see.", () => "/messages?kind=shared"),
  "document.ask": inDocuments("Asked for a document."),
  "document.give": inDocuments("Gave a document that was asked for."),
  "document.download": inDocuments("Downloaded a document that was given."),
  "document.accept": inDocuments("Said that a document will do."),
  "document.reopen": inDocuments("Asked for a document again."),
  "document.withdraw": inDocuments("No longer asks for a document."),
  "client.assign": ofPerson((detail) => `Assigned these books to ${person(detail)}.`),
  "client.unassign": ofPerson((detail) => `Took these books from ${person(detail)}.`),
  "client.hand-off": ofPerson((detail) => `Handed these books on to ${person(detail)}.`),
};
