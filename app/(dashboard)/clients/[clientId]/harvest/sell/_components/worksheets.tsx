import { Drawer } from "@/app/_ui/drawer";
import { Money } from "@/app/_ui/money";
import { RowHead, Table, Td, Th, Tr } from "@/app/_ui/table";
import type { ChoiceView } from "@/lib/services/sale-choice/sale-views";
import { Authorities } from "../../../_gains/authorities";

/** Every worksheet of the year without and with the sale, line by line; lines that move are set darker. */
export function Worksheets({ choice, closeHref }: { choice: ChoiceView; closeHref: string }) {
  return (
    <Drawer over="Without and with the sale" title="The year, line by line" closeHref={closeHref}>
      <p className="mb-5">
        The sale adds <Money amount={choice.addedTax} />: the difference of the two runs below.
      </p>
      <div className="flex flex-col gap-7">
        {choice.sheets.map(({ form, authority, lines }) => (
          <section key={form}>
            <h3 className="mb-1 font-semibold">{form}</h3>
            <Table caption={`${form}, without and with the sale`}>
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
    </Drawer>
  );
}

/** A line one run does not have stays blank, as on the paper. */
function Side({ amount }: { amount: string | null }) {
  return amount === null ? <span className="text-muted">–</span> : <Money amount={amount} />;
}
