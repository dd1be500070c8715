import { type CitationId, citations } from "./citations";
import { dayText } from "./day";
import { Popover } from "./popover";

/** The authority behind a statement: a chip that opens what it says. No script; phrasing content, so it may stand in a sentence. */
export function AuthorityChip({
  id,
  paragraph = "",
}: {
  id: CitationId;
  /** "(3)(ii)": the part of it that is meant. */
  paragraph?: string;
}) {
  const { label, title, says, url, read } = citations[id];
  return (
    <span className="whitespace-nowrap">
      <Popover
        as="span"
        label={
          <>
            <span aria-hidden="true">§&nbsp;</span>
            {label}
            {paragraph}
          </>
        }
        buttonClassName="inline-flex min-h-6 items-center rounded-ui border border-line px-1.5 align-baseline text-muted text-xs hover:border-line-strong hover:text-ink"
        cardClassName="w-80 max-w-[calc(100vw-2rem)] whitespace-normal p-4 text-left font-normal text-sm"
      >
        <span className="block font-semibold">{title}</span>
        <span className="mt-1.5 block">{says}</span>
        <span className="mt-2 block text-muted text-xs">
          Last checked {dayText(read)}
          {url !== null && (
            <>
              {" · "}
              <a href={url} rel="noreferrer" target="_blank" className="text-accent underline">
                Read it<span className="sr-only"> (opens a new tab)</span>
              </a>
            </>
          )}
        </span>
      </Popover>
    </span>
  );
}
