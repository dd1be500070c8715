import { Drawer } from "@/app/_ui/drawer";
import { Money } from "@/app/_ui/money";
import { RowHead, Table, Td, Th, Tr } from "@/app/_ui/table";
import type { PairedSheet } from "@/lib/services/gains/worksheet-pair";
import { Authorities } from "../../_gains/authorities";

/** Every worksheet of the year without and with sales, line by line; lines that differ are marked. */
export function Worksheets({
  sheets,
  tax,
  closeHref,
  title = "The year, line by line",
}: {
  sheets: readonly PairedSheet[];
  /** Federal tax with the sales less without them. */
  tax: string;
  closeHref: string;
  title?: string;
}) {
  return (
    <Drawer over="Without and with the sales" title={title} closeHref={closeHref}>
      <p className="mb-5">
        Federal tax with the sales less without them: <Money amount={tax} />. Every line of both
        runs stands below; lines that differ are marked.
      </p>
      <PairedSheets sheets={sheets} />
    </Drawer>
  );
}

/** The sheets one below the other; `of` tells the year where there are several. */
export function PairedSheets({ sheets, of = "" }: { sheets: readonly PairedSheet[]; of?: string }) {
  return (
    <div className="flex flex-col gap-7">
      {sheets.map(({ form, authority, lines }) => (
        <section key={form}>
          <h3 className="mb-1 font-semibold">{form}</h3>
          <Table caption={`${form}${of === "" ? "" : ` of ${of}`}, without and with the sales`}>
            <thead>
              <tr>
                <Th>Line</Th>
                <Th numeric>Without</Th>
                <Th numeric>With</Th>
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <Tr key={line.key} current={line.isMoved}>
                  <RowHead sticky={false}>
                    <span className="font-medium">{line.line}</span>{" "}
                    <span className="font-normal">{line.label}</span>
                    <span className="block font-normal text-muted text-xs">{line.how}</span>
                  </RowHead>
                  <Td numeric>
                    <Side amount={line.without} />
                  </Td>
                  <Td numeric>
                    <Side amount={line.with} />
                  </Td>
                </Tr>
              ))}
            </tbody>
          </Table>
          <div className="mt-1.5">
            <Authorities text={authority} />
          </div>
        </section>
      ))}
    </div>
  );
}

/** A line one run does not have stays blank, as on the paper. */
function Side({ amount }: { amount: string | null }) {
  return amount === null ? <span className="text-muted">–</span> : <Money amount={amount} />;
}
