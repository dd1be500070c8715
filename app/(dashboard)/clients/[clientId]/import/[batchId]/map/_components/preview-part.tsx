"use client";

import { Callout } from "@/app/_ui/callout";
import { Section } from "@/app/_ui/page-header";
import { Table, Td, Th, Tr } from "@/app/_ui/table";
import type { PreviewRowView } from "@/lib/services/mapping/read-draft";
import { Kind, MainCells, When } from "../../../../_books/entry-cells";
import type { Mapping } from "./use-mapping";

/** The first rows as they would be read now. */
export function PreviewPart({ mapping }: { mapping: Mapping }) {
  const { rows, open } = mapping.reading;
  return (
    <Section
      id="preview"
      title="The first rows as they are read"
      lead="Look at dates, signs and amounts."
    >
      {rows.length === 0 ? (
        <Callout tone="caution" title="Not read yet">
          {open[0]?.reason ?? "There is no row to show."}
        </Callout>
      ) : (
        <Table caption="The first rows as they are read" tall>
          <thead>
            <tr>
              <Th numeric sticky>
                Line
              </Th>
              <Th>Date</Th>
              <Th>Kind</Th>
              <Th numeric>Sent</Th>
              <Th numeric>Received</Th>
              <Th numeric>Value</Th>
              <Th numeric>Fees</Th>
              <Th>Account</Th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Tr key={row.line}>
                <Td numeric sticky>
                  {row.line}
                </Td>
                {row.entry === null ? <NotRead row={row} /> : <Read row={row} />}
              </Tr>
            ))}
          </tbody>
        </Table>
      )}
    </Section>
  );
}

function Read({ row: { entry, reason } }: { row: PreviewRowView }) {
  if (entry === null) {
    return null;
  }
  return (
    <>
      <Td>
        <When entry={entry} />
      </Td>
      <Td>
        <Kind entry={entry} />
        {reason !== "" && <span className="block max-w-64 text-caution text-xs">{reason}</span>}
      </Td>
      <MainCells entry={entry} />
    </>
  );
}

/** A row that is no transaction: which cell is to blame, or why it is left out. */
function NotRead({ row }: { row: PreviewRowView }) {
  return (
    <td colSpan={7} className="px-3 py-1.5">
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
