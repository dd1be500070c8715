import Link from "next/link";
import { cx } from "@/app/_ui/cx";
import { dayText } from "@/app/_ui/day";
import type { MessagesView } from "@/lib/services/talk/view-messages";

/** What was said, the oldest first; one's own words stand apart by place and by name. */
export function Thread({ view, olderHref }: { view: MessagesView; olderHref: string }) {
  return (
    <>
      {view.hasOlder && (
        <p className="mb-4">
          <Link href={olderHref} className="text-accent underline" prefetch={false}>
            Show what was written before
          </Link>
        </p>
      )}
      <ol className="flex max-w-2xl flex-col gap-5">
        {view.messages.map(({ key, by, isMine, at, date, time, text }) => (
          <li
            key={key}
            className={cx(
              "border-l-2 py-0.5 pl-4",
              isMine ? "border-line-strong sm:ml-12" : "border-accent sm:mr-12",
            )}
          >
            <p className="flex flex-wrap items-baseline gap-x-3 text-sm">
              <span className="font-medium">{isMine ? "You" : by}</span>
              <time dateTime={at} className="text-muted tabular-nums">
                {dayText(date)}, {time}
              </time>
            </p>
            <p className="mt-1 whitespace-pre-line break-words">{text}</p>
          </li>
        ))}
      </ol>
    </>
  );
}
