import type { LossEventKind } from "@/db/queries/loss-events";
import { formatUsd } from "@/lib/money/format";
import { printable } from "@/lib/reports/text";
import { dayText } from "@/lib/time/day-text";

/** What happened, for headings. */
export const LOSS_TITLES: Readonly<Record<LossEventKind, string>> = {
  sold: "Sold to somebody unrelated",
  abandoned: "Given up, worthless or lost",
  stolen: "Stolen or lost to a scam",
  bankruptcy: "Held by an exchange in bankruptcy",
};

/** What each answer is called. */
const FIELDS: ReadonlyMap<string, string> = new Map([
  ["soldOn", "Sold on"],
  ["buyer", "Buyer's address or name"],
  ["relation", "The buyer is"],
  ["price", "Price"],
  ["fee", "Fee"],
  ["hash", "Transaction hash"],
  ["what", "What happened"],
  ["how", "How"],
  ["when", "When"],
  ["discovered", "Discovered on"],
  ["motive", "Why the coins were there"],
  ["prospect", "Still to be had back"],
  ["report", "Report to police or IC3"],
  ["debtor", "Exchange"],
  ["case", "Case"],
  ["claim", "The claim"],
  ["expected", "Expected back"],
  ["note", "Note"],
]);

/** The answers to choose from, by field. */
export const LOSS_CHOICES = {
  relation: [
    { value: "unrelated", label: "Nobody I am related to, and it is theirs for good" },
    { value: "related", label: "Family, or a company or trust I control" },
    { value: "may-return", label: "A friend or a service it may come back from" },
  ],
  what: [
    { value: "given-up", label: "Given up for good: burnt, or sent where nobody can spend it" },
    { value: "worthless", label: "Worthless: nobody trades it, the project has ended" },
    { value: "fell", label: "Its price only fell; I still hold it" },
    { value: "keys", label: "Keys lost, or sent to a wrong address" },
  ],
  motive: [
    { value: "profit", label: "An investment, for profit" },
    { value: "personal", label: "Personal, such as a romance or a ransom" },
  ],
  prospect: [
    { value: "none", label: "No reasonable prospect" },
    { value: "some", label: "Perhaps: a claim, an insurer, an exchange" },
  ],
  claim: [
    { value: "open", label: "Still open" },
    { value: "fixed", label: "Fixed: it is known what is paid" },
  ],
} as const;

const CHOICES: ReadonlyMap<string, readonly { value: string; label: string }[]> = new Map(
  Object.entries(LOSS_CHOICES),
);

const MONEY: ReadonlySet<string> = new Set(["price", "fee"]);
const DAYS: ReadonlySet<string> = new Set(["soldOn", "when", "discovered"]);

/** What was answered, in the order of the questions. */
export function answersTold(
  answers: Readonly<Record<string, string>>,
): readonly { readonly field: string; readonly label: string; readonly text: string }[] {
  return [...FIELDS].flatMap(([field, label]) => {
    const text = answers[field] ?? "";
    return text === "" ? [] : [{ field, label, text: answerText(field, text) }];
  });
}

/** An answer as people say it: dollars, days and choices in words, anything else as it was typed. */
function answerText(field: string, text: string): string {
  if (MONEY.has(field)) {
    return formatUsd(text);
  }
  if (DAYS.has(field)) {
    return dayText(text);
  }
  const chosen = CHOICES.get(field)?.find(({ value }) => value === text);
  return chosen?.label ?? printable(text, 2000);
}
