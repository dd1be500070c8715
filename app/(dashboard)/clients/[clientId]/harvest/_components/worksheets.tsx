import type { ReactNode } from "react";
import { Drawer } from "@/app/_ui/drawer";
import { Money } from "@/app/_ui/money";
import { RowHead, Table, Td, Tr } from "@/app/_ui/table";
import type { SoldSum } from "@/lib/services/gains/sold-sum";
import type { PairedSheet } from "@/lib/services/gains/worksheet-pair";
import { Authorities } from "../../_gains/authorities";
import { PairHead, SALES, type Sides } from "./pair-head";
import { SoldSumPart } from "./sold-sum";

/** What is sold, and every worksheet of the year in two runs, line by line; lines that differ are marked. */
export function Worksheets({
  sheets,
  sum = null,
  sums,
  shown = null,
  tax,
  closeHref,
  title = "The year, line by line",
  sides,
  children,
}: {
  sheets: readonly PairedSheet[];
  /** The sales written out; null: the runs differ in more than them, or in something else. */
  sum?: SoldSum | null;
  /** Of runs that differ in what is sold: the sales of each, by its name. */
  sums?: readonly [SoldSum, SoldSum];
  /** What is said to be saved where the sales are listed, if its cents are others than those of `tax`. */
  shown?: string | null;
  /** Federal tax of the second run less the first. */
  tax: string;
  closeHref: string;
  title?: string;
  /** What tells the runs apart; without and with the sales unless told. */
  sides?: Sides | null;
  /** What else is to be said of the difference. */
  children?: ReactNode;
}) {
  const names = sides ?? SALES;
  const isSales = names === SALES;
  return (
    <Drawer
      over={isSales ? "Without and with the sales" : `${names[0]}, or ${lowered(names[1])}`}
      title={title}
      closeHref={closeHref}
    >
      <p className="mb-5">
        {isSales
          ? "Federal tax with the sales less without them: "
          : `Federal tax, ${lowered(names[1])} less ${lowered(names[0])}: `}
        <Money amount={tax} />.{children}
        {shown !== null && (
          <>
            {" "}
            Beside the other sales it is shown as <Money amount={shown} />: there each is rounded so
            that their cents add up to what all save together.
          </>
        )}{" "}
        Every line of both runs stands below; lines that differ are marked.
      </p>
      {sum !== null && <SoldSumPart sum={sum} />}
      {sums?.map((each, index) => (
        <Sold key={names[index]} sum={each} name={`${names[index]}`} />
      ))}
      <PairedSheets sheets={sheets} sides={names} />
    </Drawer>
  );
}

/** The sales of one of two runs. */
function Sold({ sum, name }: { sum: SoldSum; name: string }) {
  return sum.gross === "0" && sum.basis === "0" ? (
    <p className="mb-5 text-muted">{name}: nothing is sold.</p>
  ) : (
    <SoldSumPart sum={sum} title={`${name}: what is sold`} />
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
    sides === SALES
      ? "without and with the sales"
      : `${lowered(sides[0])} and ${lowered(sides[1])}`;
  return (
    <div className="flex flex-col gap-7">
      {sheets.map(({ form, authority, lines }) => (
        <section key={form}>
          <h3 className="mb-1 font-semibold">{form}</h3>
          <Table caption={`${form}${of === "" ? "" : ` of ${of}`}, ${runs}`}>
            <PairHead sides={sides} />
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

/** A name in the middle of a sentence: "Sold today" is "sold today". */
const lowered = (name: string): string => `${name.charAt(0).toLowerCase()}${name.slice(1)}`;

/** A line one run does not have stays blank, as on the paper. */
function Side({ amount }: { amount: string | null }) {
  return amount === null ? <span className="text-muted">–</span> : <Money amount={amount} />;
}
