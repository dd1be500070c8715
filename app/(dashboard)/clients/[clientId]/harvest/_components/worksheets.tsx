import type { ReactNode } from "react";
import { Drawer } from "@/app/_ui/drawer";
import { Money } from "@/app/_ui/money";
import { RowHead, Table, Td, Th, Tr } from "@/app/_ui/table";
import type { PairedSheet } from "@/lib/services/gains/worksheet-pair";
import { Authorities } from "../../_gains/authorities";

/** The two runs that stand beside each other. */
export type Sides = readonly [string, string];

const SALES: Sides = ["Without", "With"];

/** Every worksheet of the year in two runs, line by line; lines that differ are marked. */
export function Worksheets({
  sheets,
  tax,
  closeHref,
  title = "The year, line by line",
  sides = SALES,
  children,
}: {
  sheets: readonly PairedSheet[];
  /** Federal tax of the second run less the first. */
  tax: string;
  closeHref: string;
  title?: string;
  /** What tells the runs apart; without and with the sales unless told. */
  sides?: Sides;
  /** What else is to be said of the difference. */
  children?: ReactNode;
}) {
  const isSales = sides === SALES;
  return (
    <Drawer
      over={isSales ? "Without and with the sales" : `${sides[0]} and ${sides[1].toLowerCase()}`}
      title={title}
      closeHref={closeHref}
    >
      <p className="mb-5">
        {isSales
          ? "Federal tax with the sales less without them: "
          : `Federal tax, ${sides[1].toLowerCase()} less ${sides[0].toLowerCase()}: `}
        <Money amount={tax} />.{children} Every line of both runs stands below; lines that differ
        are marked.
      </p>
      <PairedSheets sheets={sheets} sides={sides} />
    </Drawer>
  );
}

/** The sheets one below the other; `of` tells the year where there are several. */
export function PairedSheets({
  sheets,
  of = "",
  sides = SALES,
}: {
  sheets: readonly PairedSheet[];
  of?: string;
  sides?: Sides;
}) {
  const runs =
    sides === SALES ? "without and with the sales" : `${sides[0]} and ${sides[1]}`.toLowerCase();
  return (
    <div className="flex flex-col gap-7">
      {sheets.map(({ form, authority, lines }) => (
        <section key={form}>
          <h3 className="mb-1 font-semibold">{form}</h3>
          <Table caption={`${form}${of === "" ? "" : ` of ${of}`}, ${runs}`}>
            <thead>
              <tr>
                <Th>Line</Th>
                <Th numeric>{sides[0]}</Th>
                <Th numeric>{sides[1]}</Th>
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
