import { RowHead, Table, Td, Th, Tr } from "@/app/_ui/table";
import type { InputLine } from "@/lib/services/season/plan-inputs";

/** What a plan stands on in two of its states; what differs is marked. `missing`: why a state tells nothing. */
export function PlanInputs({
  lines,
  heads,
  missing,
}: {
  lines: readonly InputLine[];
  heads: readonly [string, string];
  missing: readonly [string, string];
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
              {before !== null && after !== null && before !== after && (
                <span className="block text-caution text-xs">changed</span>
              )}
            </RowHead>
            <Told text={before} missing={missing[0]} />
            <Told text={after} missing={missing[1]} />
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function Told({ text, missing }: { text: string | null; missing: string }) {
  return <Td numeric>{text ?? <span className="text-muted">{missing}</span>}</Td>;
}

/** A version saved before income, status, costs and what the year had realised were kept with it. */
export function InputsNotKept({ children }: { children: string }) {
  return (
    <p className="max-w-2xl text-muted">
      {children} was saved before plans kept what they were computed from: income, status, gains by
      then and costs. Its sales, prices and figures stand as they were.
    </p>
  );
}
