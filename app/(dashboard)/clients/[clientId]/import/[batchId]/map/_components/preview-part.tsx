"use client";

import { Td, Th, Tr } from "@/app/_ui/table";
import type { PreviewRowView } from "@/lib/services/mapping/read-draft";
import { Kind, MainCells, When } from "../../../../_books/entry-cells";
import { NotRead, PreviewSection } from "./preview-section";
import type { Mapping } from "./use-mapping";

/** The first rows as they would be read now. */
export function PreviewPart({ mapping }: { mapping: Mapping }) {
  const { rows, open } = mapping.reading;
  return (
    <PreviewSection
      rows="rows"
      lead="Look at dates, signs and amounts."
      isEmpty={rows.length === 0}
      open={open}
    >
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
            {row.entry === null ? <NotRead row={row} span={7} /> : <Read row={row} />}
          </Tr>
        ))}
      </tbody>
    </PreviewSection>
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
