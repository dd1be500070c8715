import type { ReactNode } from "react";
import { Scroller } from "@/app/_ui/scroller";

/** A list of clients or of what concerns them: a table; on a phone every row is a card of the same markup (board.css). */
export function ListTable({ caption, children }: { caption: string; children: ReactNode }) {
  return (
    <Scroller label={caption} className="border-ink border-t">
      <table className="rows board-list">
        <caption className="sr-only">{caption}</caption>
        {children}
      </table>
    </Scroller>
  );
}

/** A cell of it; on a card its column's name stands over it. */
export function ListCell({
  name,
  className,
  isEmpty = false,
  children,
}: {
  name: string;
  className?: string | undefined;
  /** A card leaves it out. */
  isEmpty?: boolean;
  children: ReactNode;
}) {
  return (
    <td className={className} data-empty={isEmpty || undefined}>
      <span className="of" aria-hidden="true">
        {name}
      </span>
      <span>{children}</span>
    </td>
  );
}
