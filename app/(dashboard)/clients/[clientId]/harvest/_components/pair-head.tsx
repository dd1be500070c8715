import { Th } from "@/app/_ui/table";

/** The two runs that stand beside each other. */
export type Sides = readonly [string, string];

/** Without and with the sales. */
export const SALES: Sides = ["Without", "With"];

/** The head of a table of lines in two runs. */
export function PairHead({ sides = SALES }: { sides?: Sides }) {
  return (
    <thead>
      <tr>
        <Th>Line</Th>
        <Th numeric>{sides[0]}</Th>
        <Th numeric>{sides[1]}</Th>
      </tr>
    </thead>
  );
}
