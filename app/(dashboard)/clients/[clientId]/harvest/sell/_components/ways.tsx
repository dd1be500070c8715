import { Money } from "@/app/_ui/money";
import { Section } from "@/app/_ui/page-header";
import { RowHead, Table, Td, Th, Tr } from "@/app/_ui/table";
import { WhyLink } from "@/app/_ui/why-link";
import type { SaleAnswer } from "@/lib/services/sale-choice/sale-views";
import { overKey, WAY_NAMES } from "./way-names";

/** A column that a telephone has no room for. */
const wide = "max-sm:hidden";

/** Every way of choosing the lots, the cheapest first; each tax opens its worksheets. */
export function Ways({ answer, whyHref }: { answer: SaleAnswer; whyHref: (id: string) => string }) {
  return (
    <Section
      title="Beside the usual orders"
      lead="The same units sold the same day at the same price. Open a tax to see every line without and with."
    >
      <Table caption="Tax by the way of choosing lots" density="comfortable">
        <thead>
          <tr>
            <Th sticky>Lots</Th>
            <Th numeric className={wide}>
              Short-term
            </Th>
            <Th numeric className={wide}>
              Long-term
            </Th>
            <Th numeric>Tax added</Th>
            <Th numeric>More than best</Th>
          </tr>
        </thead>
        <tbody>
          {answer.choices.map((choice) => (
            <Tr key={choice.id} current={choice.id === "best"}>
              <RowHead>{WAY_NAMES[choice.id]}</RowHead>
              <Td numeric className={wide}>
                <WhyLink
                  href={whyHref(choice.id)}
                  about={`short-term gain, ${WAY_NAMES[choice.id]}`}
                >
                  <Money amount={choice.short} tone="signed" />
                </WhyLink>
              </Td>
              <Td numeric className={wide}>
                <WhyLink
                  href={whyHref(choice.id)}
                  about={`long-term gain, ${WAY_NAMES[choice.id]}`}
                >
                  <Money amount={choice.long} tone="signed" />
                </WhyLink>
              </Td>
              <Td numeric>
                <WhyLink
                  href={whyHref(choice.id)}
                  about={`the worksheets of ${WAY_NAMES[choice.id]} without and with the sale`}
                >
                  <Money amount={choice.addedTax} />
                </WhyLink>
              </Td>
              <Td numeric>
                {choice.over === "0" ? (
                  "–"
                ) : (
                  <WhyLink
                    href={whyHref(overKey(choice.id))}
                    about={`the worksheets with the best lots and with ${WAY_NAMES[choice.id]}`}
                  >
                    <Money amount={choice.over} />
                  </WhyLink>
                )}
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}
