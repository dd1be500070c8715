import { Day } from "@/app/_ui/day";
import { Money, Quantity } from "@/app/_ui/money";
import { Td, Th } from "@/app/_ui/table";
import type { FormLineView } from "@/lib/services/broker-forms/view-form";

/** The boxes a line of Form 1099-DA is shown by. */
export function FormLineHeads() {
  return (
    <tr>
      <Th sticky>Asset</Th>
      <Th numeric>Year</Th>
      <Th numeric>Units</Th>
      <Th>Acquired</Th>
      <Th>Sold</Th>
      <Th numeric>Proceeds</Th>
      <Th numeric>Basis</Th>
      <Th>Term</Th>
      <Th>Covered</Th>
      <Th numeric>Wash sale</Th>
      <Th numeric>Line</Th>
    </tr>
  );
}

/** What one line says, its line in the file last. */
export function FormLineCells({ line }: { line: FormLineView }) {
  return (
    <>
      <Td sticky>
        <span className="whitespace-nowrap">{line.asset ?? line.name}</span>
        <span className="block text-muted text-xs">
          {[line.asset === null ? "" : line.name, line.code]
            .filter((text) => text !== "")
            .join(" · ")}
        </span>
      </Td>
      <Td numeric>{line.taxYear}</Td>
      <Td numeric>
        <Quantity amount={line.units} />
      </Td>
      <Td>{line.acquired === "various" ? "Various" : <Told day={line.acquired} />}</Td>
      <Td>
        <Told day={line.sold} />
      </Td>
      <Td numeric>
        <Money amount={line.proceeds} />
        {line.firstSale && <span className="block text-muted text-xs">box 11c</span>}
      </Td>
      <Td numeric>
        {line.basis === null ? (
          <span className="text-muted">blank</span>
        ) : (
          <Money amount={line.basis} />
        )}
      </Td>
      <Td>{line.term ?? <span className="text-muted">blank</span>}</Td>
      <Td>
        {line.covered === null ? (
          <span className="text-muted">not said</span>
        ) : line.covered ? (
          "Yes"
        ) : (
          "No"
        )}
        {line.box !== null && <span className="block text-muted text-xs">Box {line.box}</span>}
      </Td>
      <Td numeric>
        {line.washDisallowed === null ? (
          <span className="text-muted">blank</span>
        ) : (
          <Money amount={line.washDisallowed} />
        )}
      </Td>
      <Td numeric className="text-muted">
        {line.line}
      </Td>
    </>
  );
}

const Told = ({ day }: { day: string | null }) =>
  day === null ? <span className="text-muted">blank</span> : <Day date={day} />;
