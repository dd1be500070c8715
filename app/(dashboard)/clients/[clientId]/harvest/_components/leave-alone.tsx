import { Badge } from "@/app/_ui/badge";
import { Day } from "@/app/_ui/day";
import { Money, Quantity } from "@/app/_ui/money";
import { Section } from "@/app/_ui/page-header";
import { RowHead, Table, Td, Th, Tr } from "@/app/_ui/table";
import type { AloneView } from "@/lib/services/gains/harvest-rows";

const words = {
  "gain-near-long": "Turns long-term soon",
  gain: "A gain",
  "zero-bracket": "Gains taxed at 0%",
  "no-price": "No price",
  "no-basis": "Basis not known",
  "not-reachable": "Other lots go first",
  costs: "Costs more than it saves",
} as const satisfies Record<AloneView["code"], string>;

/** What not to sell, and why. */
export function LeaveAlone({ items }: { items: readonly AloneView[] }) {
  if (items.length === 0) {
    return null;
  }
  return (
    <Section
      title="Do not harvest"
      lead="Selling these now saves nothing, costs tax, or cannot be judged. Each says why."
    >
      <Table caption="What to leave alone, and why" density="comfortable">
        <thead>
          <tr>
            <Th sticky>What</Th>
            <Th>Account</Th>
            <Th>Why</Th>
            <Th numeric>Unrealised</Th>
            <Th>In words</Th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <Tr key={item.key}>
              <RowHead>
                <Quantity amount={item.quantity} asset={item.asset} />
              </RowHead>
              <Td className="whitespace-nowrap">{item.account}</Td>
              <Td>
                <Badge tone={item.code === "gain" ? "plain" : "caution"}>{words[item.code]}</Badge>
              </Td>
              <Td numeric>
                {item.gain === null ? (
                  <span className="text-muted">not known</span>
                ) : (
                  <Money amount={item.gain} tone="signed" />
                )}
              </Td>
              <Td className="min-w-64">
                {item.reason}
                {item.firstLongDate !== null && (
                  <span className="block text-muted text-sm">
                    Long-term from <Day date={item.firstLongDate} />
                  </span>
                )}
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}
