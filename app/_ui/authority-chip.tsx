import { useId } from "react";
import { type CitationId, citations } from "./citations";
import { dayText } from "./day";

/** The authority behind a statement: a chip that opens what it says. No script; phrasing content, so it may stand in a sentence. */
export function AuthorityChip({ id: citation }: { id: CitationId }) {
  const id = useId();
  const { label, title, says, url, read } = citations[citation];
  const anchor = `--cite-${id.replace(/[^a-z0-9]/gi, "")}`;
  return (
    <span className="whitespace-nowrap">
      <button
        type="button"
        popoverTarget={id}
        style={{ anchorName: anchor }}
        className="inline-flex min-h-6 items-center rounded-ui border border-line px-1.5 align-baseline text-muted text-xs hover:border-line-strong hover:text-ink"
      >
        <span aria-hidden="true">§&nbsp;</span>
        {label}
      </button>
      <span
        id={id}
        popover="auto"
        style={{ positionAnchor: anchor }}
        className="popover w-80 max-w-[calc(100vw-2rem)] whitespace-normal rounded-ui border border-line-strong bg-raised p-4 text-left font-normal text-ink text-sm shadow-lift"
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
      </span>
    </span>
  );
}
