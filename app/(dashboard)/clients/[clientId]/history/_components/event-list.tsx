import Link from "next/link";
import { dayText } from "@/app/_ui/day";
import type { EventView } from "@/lib/services/history/view-history";

/** Events, the newest first, under the day on which they happened. */
export function EventList({ events, root }: { events: readonly EventView[]; root: string }) {
  return (
    <ol className="border-ink border-t">
      {byDay(events).map(({ date, of }) => (
        <li key={date}>
          <h2 className="border-line border-b bg-sunken px-3 py-1.5 font-medium text-muted text-sm">
            {dayText(date)}
          </h2>
          <ol>
            {of.map((event) => (
              <EventRow key={event.seq} event={event} root={root} />
            ))}
          </ol>
        </li>
      ))}
    </ol>
  );
}

function EventRow({ event, root }: { event: EventView; root: string }) {
  return (
    <li
      id={`event-${event.seq}`}
      className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-baseline gap-x-4 gap-y-0.5 border-line border-b px-3 py-2.5 md:grid-cols-[6.5rem_11rem_minmax(0,1fr)_auto] md:gap-x-6"
    >
      <time dateTime={event.at} className="text-muted tabular-nums">
        {event.time}
      </time>
      <span className="break-words font-medium">{event.who}</span>
      <div className="order-last col-span-full min-w-0 break-words md:order-none md:col-span-1">
        {event.place === null ? (
          event.what
        ) : (
          <Link
            href={`${root}${event.place}`}
            prefetch={false}
            className="underline decoration-line-strong underline-offset-4 hover:decoration-accent"
          >
            {event.what}
          </Link>
        )}
        <Changes event={event} />
      </div>
      <span className="font-mono text-muted text-xs tabular-nums" title={event.hash}>
        <span className="sr-only">Number {event.seq}, hash </span>
        <span aria-hidden="true">{event.seq} · </span>
        {event.hash.slice(0, 8)}
      </span>
    </li>
  );
}

function Changes({ event: { changes } }: { event: EventView }) {
  if (changes.length === 0) {
    return null;
  }
  return (
    <dl className="mt-1.5 grid gap-x-4 gap-y-1 border-line-strong border-l-2 pl-3 text-sm sm:grid-cols-[minmax(8rem,auto)_1fr]">
      {changes.map(({ term, before, after }) => (
        <div key={term} className="contents">
          <dt className="text-muted">{term}</dt>
          <dd className="min-w-0 break-words">
            {before !== null && (
              <>
                <span className="sr-only">before: </span>
                <del className="text-muted">{before}</del>
                <span aria-hidden="true"> → </span>
                <span className="sr-only">, after: </span>
              </>
            )}
            <ins className="no-underline">{after}</ins>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function byDay(events: readonly EventView[]): readonly { date: string; of: EventView[] }[] {
  const days = new Map<string, EventView[]>();
  for (const event of events) {
    days.set(event.date, [...(days.get(event.date) ?? []), event]);
  }
  return [...days].map(([date, of]) => ({ date, of }));
}
