import { Day } from "@/app/_ui/day";
import { RowHead, Table, Td, Th, Tr } from "@/app/_ui/table";

/** Edges of the one-year rule: bought, last day sold short, first day sold long. */
const edges = [
  ["2024-06-17", "2025-06-17", "2025-06-18"],
  ["2024-02-28", "2025-02-28", "2025-03-01"],
  ["2024-02-29", "2025-02-28", "2025-03-01"],
  ["2023-02-28", "2024-02-29", "2024-03-01"],
  ["2023-12-31", "2024-12-31", "2025-01-01"],
] as const;

/** The one-year rule at its edges. */
export function HoldingPeriods() {
  return (
    <Table
      caption="The one-year rule at its edges"
      captionVisible
      density="comfortable"
      className="mt-6"
    >
      <thead>
        <tr>
          <Th sticky>Bought</Th>
          <Th>Last day sold short-term</Th>
          <Th>First day sold long-term</Th>
        </tr>
      </thead>
      <tbody>
        {edges.map(([bought, lastShort, firstLong]) => (
          <Tr key={bought}>
            <RowHead>
              <Day date={bought} />
            </RowHead>
            <Td>
              <Day date={lastShort} />
            </Td>
            <Td>
              <Day date={firstLong} />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
