import Link from "next/link";
import { CountBadge } from "@/app/_ui/badge";
import { Callout } from "@/app/_ui/callout";
import { counted } from "@/app/_ui/counted";
import { cx } from "@/app/_ui/cx";
import type { GroupView } from "@/lib/services/quarantine/groups";
import { TOKEN_ANSWERS, TWIN_ANSWERS } from "./answers";
import { DecideForm } from "./decide-form";

/** The groups as links: pairs of files, tokens. */
export function GroupList({
  groups,
  current,
  hrefOf,
}: {
  groups: readonly GroupView[];
  current: string;
  hrefOf: (key: string) => string;
}) {
  return (
    <nav aria-label="What waits together" className="min-w-0">
      <ul className="flex flex-col border-line border-t">
        {groups.map((group) => {
          const isCurrent = group.key === current;
          return (
            <li key={group.key} className="border-line border-b">
              <Link
                href={hrefOf(group.key)}
                aria-current={isCurrent ? "true" : undefined}
                className={cx(
                  "flex min-h-11 items-baseline justify-between gap-3 border-l-2 py-2 pr-1 pl-3 text-sm",
                  isCurrent
                    ? "border-accent bg-accent-soft"
                    : "border-transparent hover:border-line-strong",
                )}
              >
                <span className="min-w-0 [overflow-wrap:anywhere]">
                  <span className="block font-medium">
                    {group.kind === "spam" ? group.about : group.file}
                  </span>
                  <span className="block text-muted">
                    {group.kind === "spam" ? `token in ${group.file}` : `repeats ${group.about}`}
                  </span>
                </span>
                <CountBadge count={group.count} label={group.count === 1 ? "row" : "rows"} />
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

/** What is said about the whole group at once. */
export function GroupHead({
  group,
  clientId,
  back,
  mayWrite,
  isOpen,
}: {
  group: GroupView;
  clientId: string;
  back: string;
  mayWrite: boolean;
  isOpen: boolean;
}) {
  const { key, kind, count, about, file, shiftHours, contract } = group;
  const answers = kind === "twin" ? TWIN_ANSWERS : TOKEN_ANSWERS;
  const shared = { clientId, back, about: { group: key } };
  const rows = counted(count, "row");
  const what = `${rows} of ${kind === "twin" ? file : about}`;
  return (
    <header className="mb-6">
      <h2 className="font-serif text-xl [overflow-wrap:anywhere]">
        {kind === "twin" ? `${file} repeats ${about}` : about}
      </h2>
      <p className="mt-1 text-muted text-sm [overflow-wrap:anywhere]">
        {kind === "twin"
          ? `${rows}. Nothing of them counts twice while they wait.`
          : `${rows}${contract === null ? "" : `, contract ${contract}`}. Tokens like this are sent to many addresses, often as bait: they are not sold, not held and not income while they wait.`}
      </p>
      {shiftHours !== null && shiftHours !== 0 && (
        <Callout tone="caution" className="mt-3" title={shiftTitle(shiftHours)}>
          One of the two files was read in the wrong time zone. The day of a trade can change with
          it: use the file whose times are right.
        </Callout>
      )}
      {mayWrite && (
        <div className="sticky bottom-3 mt-4 flex flex-wrap gap-2 rounded-ui border border-line-strong bg-raised p-3 sm:static">
          {isOpen ? (
            answers.map(({ answer, all }, index) => (
              <DecideForm
                key={answer}
                {...shared}
                answer={answer}
                label={`${all} (${count.toLocaleString("en-US")})`}
                pendingLabel={`Deciding ${rows}…`}
                spoken={what}
                variant={index === 0 ? "primary" : "secondary"}
              />
            ))
          ) : (
            <DecideForm
              {...shared}
              answer="open"
              label={`Take all back (${count.toLocaleString("en-US")})`}
              pendingLabel={`Taking back ${rows}…`}
              spoken={what}
            />
          )}
        </div>
      )}
    </header>
  );
}

function shiftTitle(hours: number): string {
  const amount = Math.abs(hours) === 1 ? "1 hour" : `${Math.abs(hours)} hours`;
  return `Every time here is ${amount} ${hours > 0 ? "later" : "earlier"} than in your books`;
}
