import type { ReactNode } from "react";
import { ButtonLink } from "./button";

/** Below a list: what there is, and the links to the rest of it. */
export function PageLinks({ summary, children }: { summary: ReactNode; children: ReactNode }) {
  return (
    <nav
      aria-label="Pages"
      className="mt-3 flex flex-wrap items-center justify-between gap-3 text-muted text-sm"
    >
      <p>{summary}</p>
      <div className="flex items-center gap-2">{children}</div>
    </nav>
  );
}

export interface PaginationProps {
  /** 1-based. */
  page: number;
  pages: number;
  /** Rows in all and what they are: "1,204 transactions". */
  summary: string;
  /** Address with "{page}" where the number goes, so that it can be passed as text. */
  hrefTemplate: string;
}

/** Page k of n with real links. */
export function Pagination({ page, pages, summary, hrefTemplate }: PaginationProps) {
  const href = (to: number) => hrefTemplate.replace("{page}", String(to));
  return (
    <PageLinks summary={summary}>
      {pages > 1 && (
        <>
          {page > 1 && (
            <ButtonLink href={href(page - 1)} size="small" rel="prev">
              Previous
            </ButtonLink>
          )}
          <span>
            Page {page} of {pages}
          </span>
          {page < pages && (
            <ButtonLink href={href(page + 1)} size="small" rel="next">
              Next
            </ButtonLink>
          )}
        </>
      )}
    </PageLinks>
  );
}
