import { counted } from "@/lib/reports/text";
import { epochOf, type Instant } from "@/lib/time/instant";

const SECOND = 1000;
const UNITS = [
  { name: "day", of: 86_400 },
  { name: "hour", of: 3600 },
  { name: "minute", of: 60 },
  { name: "second", of: 1 },
] as const;

/** Real time from one moment to a later one by its two largest units: "2 days 3 hours". Never less than nothing. */
export function elapsedText(from: Instant, to: Instant): string {
  let rest = Math.max(0, Math.floor((epochOf(to) - epochOf(from)) / SECOND));
  const words = UNITS.flatMap(({ name, of }) => {
    const count = Math.floor(rest / of);
    rest -= count * of;
    return count === 0 ? [] : [counted(count, name)];
  });
  return words.length === 0 ? "less than a second" : words.slice(0, 2).join(" ");
}
