import { Money } from "@/app/_ui/money";
import { RowHead, Table, Td, Th, Tr } from "@/app/_ui/table";
import { WhyLink } from "@/app/_ui/why-link";
import type { LineView } from "@/lib/services/view-year";

/** Lines of a form or worksheet as on the paper: number, words, how, amount; each amount can be asked where there is a `whyHref`. */
export function LinesTable({
  caption,
  form,
  lines,
  whyHref,
}: {
  caption: string;
  /** Left out of the line's name because the caption says it: "Schedule D". */
  form: string;
  lines: readonly LineView[];
  whyHref?: (name: string) => string;
}) {
  return (
    <Table caption={caption}>
      <thead>
        <tr>
          <Th sticky>Line</Th>
          <Th>What it is</Th>
          <Th className="hidden md:table-cell">How</Th>
          <Th numeric>Amount</Th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <Tr key={line.why}>
            <RowHead className="whitespace-nowrap">
              {line.line.startsWith(`${form} `) ? line.line.slice(form.length + 1) : line.line}
            </RowHead>
            <Td className="min-w-40">{line.label}</Td>
            <Td className="hidden text-muted md:table-cell">{line.how}</Td>
            <Td numeric>
              {whyHref === undefined ? (
                <Amount form={form} line={line} />
              ) : (
                <WhyLink href={whyHref(line.why)} about={`how ${line.line} is made`}>
                  <Amount form={form} line={line} />
                </WhyLink>
              )}
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function Amount({ form, line }: { form: string; line: LineView }) {
  return <Money amount={line.amount} tone={form === "Schedule D" ? "signed" : "plain"} />;
}
