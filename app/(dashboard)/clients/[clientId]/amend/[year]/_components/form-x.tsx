import { Callout } from "@/app/_ui/callout";
import { counted } from "@/app/_ui/counted";
import { DefinitionList } from "@/app/_ui/definition-list";
import { Money } from "@/app/_ui/money";
import { Section } from "@/app/_ui/page-header";
import { RowHead, Table, Td, Th, Tr } from "@/app/_ui/table";
import { formatUsd } from "@/lib/money/format";
import type { AmendedYearView } from "@/lib/services/filing/view-amended-year";

/** Lines 1 to 23, columns A, B and C; or which figures are missing. */
export function FormX({ view }: { view: AmendedYearView }) {
  const { form } = view;
  if (form === null) {
    return (
      <Callout
        tone="caution"
        title={`${counted(view.missing.length, "line")} of the original return missing`}
        className="mb-8"
      >
        Lines {view.missing.join(", ")} of Form 1040-X are not known from these books, and nothing
        is taken for zero. {hint(view.missing)}
      </Callout>
    );
  }
  return (
    <>
      {form.unevenBy !== "0" && <Uneven apart={form.unevenBy} />}
      <LinesOf view={view} form={form} />
    </>
  );
}

/** Payments and overpayment of the original return that are not its tax. */
function Uneven({ apart }: { apart: string }) {
  const isMore = !apart.startsWith("-");
  return (
    <Callout tone="caution" title="The original return does not come out even" className="mb-8">
      Its payments less the overpayment on line 18 are {formatUsd(apart.replace(/^-/, ""))}{" "}
      {isMore ? "more" : "less"} than its total tax, line 11 in column A.{" "}
      {isMore
        ? "A refund it brought, or the part applied to the next year, belongs on line 18: left out, it is claimed twice."
        : "A payment may be missing on lines 12 to 16, or tax is still owed on it."}
    </Callout>
  );
}

function LinesOf({
  view,
  form,
}: {
  view: AmendedYearView;
  form: NonNullable<AmendedYearView["form"]>;
}) {
  return (
    <Section
      title="Lines 1 to 23"
      lead={`Column C is A plus B on every line. Beside line 6 write ${form.method}: the way the tax was worked out. ${view.revisionAuthority}.`}
    >
      <Table caption={`Form 1040-X, ${view.year}`}>
        <thead>
          <tr>
            <Th sticky>Line</Th>
            <Th>What it is</Th>
            <Th numeric>A, original</Th>
            <Th numeric>B, change</Th>
            <Th numeric>C, correct</Th>
          </tr>
        </thead>
        <tbody>
          {form.lines.map((line) => (
            <Tr key={line.line} current={line.line === "20" || line.line === "21"}>
              <RowHead>{line.line}</RowHead>
              <Td className="min-w-48">{line.label}</Td>
              <Td numeric>{line.a !== null && <Money amount={line.a} />}</Td>
              <Td numeric>{line.b !== null && <Money amount={line.b} />}</Td>
              <Td numeric>
                <Money amount={line.c} />
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}

/** What the form asks for around its lines. */
export function RestOfForm({ view }: { view: AmendedYearView }) {
  return (
    <Section title="The rest of the form">
      <DefinitionList
        items={view.rest.map(({ part, todo }) => ({ key: part, term: part, value: todo }))}
      />
    </Section>
  );
}

function hint(missing: readonly string[]): string {
  return missing.some((line) => ["1", "2", "6"].includes(line))
    ? "Lines 1, 2 and 6 come from the year’s profile or from the figures as filed."
    : "Take them off the original return and tell them below.";
}
