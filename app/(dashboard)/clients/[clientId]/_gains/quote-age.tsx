import { dayText } from "@/app/_ui/day";

/** A price older than a day is old news for a coin. */
const STALE_DAYS = 1;

/** When a price was true and who said so; marked when it is more than a day older than the day of the page. */
export function QuoteAge({
  at,
  source,
  today,
}: {
  /** The quote's instant; null when there is none. */
  at: string | null;
  source: string | null;
  /** The page's day. */
  today: string;
}) {
  if (at === null) {
    return null;
  }
  const days = Math.floor(
    (Date.parse(`${today}T00:00:00Z`) - Date.parse(`${at.slice(0, 10)}T00:00:00Z`)) / 86_400_000,
  );
  const isStale = days > STALE_DAYS;
  return (
    <span className={`block text-xs sm:min-w-40 ${isStale ? "text-caution" : "text-muted"}`}>
      {isStale && <strong className="font-semibold">{days} days old: </strong>}
      <time dateTime={at}>
        {dayText(at)}, {at.slice(11, 16)} UTC
      </time>
      {source !== null && `, ${source}`}
    </span>
  );
}
