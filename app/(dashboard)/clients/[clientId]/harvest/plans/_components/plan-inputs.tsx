import { RowHead, Table, Td, Th, Tr } from "@/app/_ui/table";
import type { InputLine } from "@/lib/services/season/plan-inputs";

/** What a plan stands on in two of its states; what differs is plain, what is the same quiet. */
export function PlanInputs({
  lines,
  heads,
}: {
  lines: readonly InputLine[];
  heads: readonly [string, string];
}) {
  return (
    <Table caption="What the saving was computed from">
      <thead>
        <tr>
          <Th sticky>
            <span className="sr-only">What</span>
          </Th>
          {heads.map((head) => (
            <Th key={head} numeric>
              {head}
            </Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map(({ key, label, before, after }) => (
          <Tr key={key}>
            <RowHead>
              {label}
              {before !== after && <span className="block text-caution text-xs">changed</span>}
            </RowHead>
            <Td numeric>{before ?? "not kept"}</Td>
            <Td numeric>{after ?? "not known"}</Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
