import type { ReactNode } from "react";
import { Callout } from "@/app/_ui/callout";
import { Section } from "@/app/_ui/page-header";
import { Table } from "@/app/_ui/table";

/** The first rows of a file as they would be read now, or why none is; `children` are the head and body of their table. */
export function PreviewSection({
  rows,
  lead,
  isEmpty,
  open,
  children,
}: {
  rows: "rows" | "lines";
  lead: string;
  isEmpty: boolean;
  open: readonly { readonly reason: string }[];
  children: ReactNode;
}) {
  const title = `The first ${rows} as they are read`;
  return (
    <Section id="preview" title={title} lead={lead}>
      {isEmpty ? (
        <Callout tone="caution" title="Not read yet">
          {open[0]?.reason ?? `There is no ${rows === "rows" ? "row" : "line"} to show.`}
        </Callout>
      ) : (
        <Table caption={title} tall>
          {children}
        </Table>
      )}
    </Section>
  );
}

/** The cell of a row that is not read: which of its cells is to blame, or why it is left out. */
export function NotRead({
  row,
  span,
}: {
  row: {
    readonly is: string;
    readonly column: string;
    readonly value: string;
    readonly reason: string;
  };
  span: number;
}) {
  return (
    <td colSpan={span} className="px-3 py-1.5">
      <span className={row.is === "rejected" ? "text-loss" : "text-muted"}>
        {row.is === "rejected" ? "▲ Cannot be read" : "Left out"}
      </span>
      {row.column !== "" && (
        <>
          {" · "}
          <span className="font-medium">{row.column}</span>{" "}
          <span className="break-all font-mono text-xs">“{row.value}”</span>
        </>
      )}
      {" · "}
      {row.reason}
    </td>
  );
}
