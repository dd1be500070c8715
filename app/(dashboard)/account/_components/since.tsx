import { dayText } from "@/app/_ui/day";

const MINUTE = 60_000;

/** How long ago a moment was, as people say it; its day when that is more than a day. Reads the clock: for server components. */
export function Since({ at }: { at: string }) {
  return <time dateTime={at}>{agoText(Date.now() - Date.parse(at), at)}</time>;
}

/** "just now", "12 minutes ago", "3 hours ago", "Nov 21, 2026". */
export function agoText(milliseconds: number, at: string): string {
  const minutes = Math.floor(milliseconds / MINUTE);
  if (minutes < 2) {
    return "just now";
  }
  if (minutes < 120) {
    return `${minutes} minutes ago`;
  }
  return minutes < 24 * 60 ? `${Math.floor(minutes / 60)} hours ago` : dayText(at);
}
