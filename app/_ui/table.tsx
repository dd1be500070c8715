import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { cx } from "./cx";
import { Scroller } from "./scroller";

export interface TableProps {
  /** What the table shows; also names its scroller. */
  caption: string;
  /** Show the caption above the table; hidden (but spoken) by default. */
  captionVisible?: boolean;
  /** Comfortable: 44 px rows. Dense: 32 px rows. */
  density?: "comfortable" | "dense";
  /** Limits the height to the window so that header and totals stay in sight. */
  tall?: boolean;
  /** `<thead>`, `<tbody>`, `<tfoot>` as usual, of Th, Td and TotalRow. */
  children: ReactNode;
  className?: string | undefined;
}

/** A ledger table in its own scroller that the keyboard can reach. Numbers right-aligned by `numeric` on Th and Td. */
export function Table({
  caption,
  captionVisible,
  density = "dense",
  tall,
  children,
  className,
}: TableProps) {
  return (
    <Scroller
      label={caption}
      className={cx("border-ink border-t", tall && "max-h-[75vh]", className)}
    >
      <table data-density={density} className="rows">
        <caption
          className={captionVisible ? "px-3 py-2 text-left font-medium text-base" : "sr-only"}
        >
          {caption}
        </caption>
        {children}
      </table>
    </Scroller>
  );
}

interface Cell {
  /** Right-aligned, tabular. */
  numeric?: boolean | undefined;
  /** Stays at the left edge while the table scrolls sideways: first column only. */
  sticky?: boolean | undefined;
}

/** How the cells look stands in globals.css under `.rows`; undefined instead of an empty class. */
const look = (cell: Cell, className: string | undefined): string | undefined =>
  cx(cell.numeric && "num", cell.sticky && "edge", className) || undefined;

export type ThProps = ComponentProps<"th"> &
  Cell & {
    /** Makes the header a link that sorts; `direction` is the present one. */
    sort?: { href: string; direction: "ascending" | "descending" | null };
  };

/** A column header; stays on top of its scroller. */
export function Th({ numeric, sticky, sort, className, children, ...rest }: ThProps) {
  return (
    <th
      scope="col"
      aria-sort={sort ? (sort.direction ?? "none") : undefined}
      className={look({ numeric, sticky }, className)}
      {...rest}
    >
      {sort ? (
        <Link
          href={sort.href}
          scroll={false}
          prefetch={false}
          className="-my-1 inline-flex min-h-6 items-center gap-1 hover:text-ink"
        >
          {children}
          <span aria-hidden="true" className={sort.direction ? "text-ink" : "text-line-strong"}>
            {sort.direction === "ascending" ? "↑" : sort.direction === "descending" ? "↓" : "↕"}
          </span>
        </Link>
      ) : (
        children
      )}
    </th>
  );
}

/** The header of a column whose cells say for themselves what they are (its buttons): spoken, not seen. */
export function SpokenTh({ children }: { children: string }) {
  return (
    <Th>
      <span className="sr-only">{children}</span>
    </Th>
  );
}

export type TrProps = ComponentProps<"tr"> & {
  /** The row now open in the drawer, or picked. */ current?: boolean;
};

/** A row. */
export function Tr({ current, ...rest }: TrProps) {
  return <tr data-current={current || undefined} {...rest} />;
}

export type TdProps = ComponentProps<"td"> & Cell;

/** A cell. */
export function Td({ numeric, sticky, className, ...rest }: TdProps) {
  return <td className={look({ numeric, sticky }, className)} {...rest} />;
}

/** The cell that names its row (`<th scope="row">`); sticky unless told. */
export function RowHead({ sticky = true, className, ...rest }: ThProps) {
  return <th scope="row" className={look({ sticky }, className)} {...rest} />;
}

/** Totals, closed by the bookkeeper's double rule. Its cells are RowHead and Td; the figures must equal the filter. */
export function TotalRow({ className, ...rest }: ComponentProps<"tr">) {
  return (
    <tr
      className={cx(
        "font-semibold *:border-t *:border-t-ink *:border-b-[3px] *:border-b-ink *:border-double",
        className,
      )}
      {...rest}
    />
  );
}

/** One cell over all columns that says why there are no rows. */
export function EmptyRow({ columns, children }: { columns: number; children: ReactNode }) {
  return (
    <tr>
      <td colSpan={columns} className="border-b-0 px-3 py-8 text-center text-muted">
        {children}
      </td>
    </tr>
  );
}
