import { Badge } from "@/app/_ui/badge";
import { EmptyRow, RowHead, Table, Td, Th, Tr } from "@/app/_ui/table";
import type { OrderItem } from "@/lib/services/view-settings";

/** What people call a method. */
export const METHOD_LABELS: Readonly<Record<string, string>> = {
  fifo: "First in, first out",
  lifo: "Last in, first out",
  hifo: "Highest basis first",
  lofo: "Lowest basis first",
  "lowest-gain": "Lowest gain first",
};

/** All orders on record, the one entered last first. */
export function OrderTable({
  orders,
  timeZone,
}: {
  orders: readonly OrderItem[];
  timeZone: string;
}) {
  return (
    <>
      <Table caption="Standing orders" density="comfortable">
        <thead>
          <tr>
            <Th sticky>Method</Th>
            <Th>Account</Th>
            <Th>Counts from</Th>
            <Th>Written down</Th>
            <Th>Broker told</Th>
            <Th>Entered here</Th>
          </tr>
        </thead>
        <tbody>
          {orders.length === 0 && (
            <EmptyRow columns={6}>No order yet: every sale takes the oldest lots first.</EmptyRow>
          )}
          {orders.map((order) => (
            <Tr key={order.id}>
              <RowHead className="whitespace-nowrap">
                {METHOD_LABELS[order.method] ?? order.method}
              </RowHead>
              <Td className="whitespace-nowrap">{order.account ?? "All accounts"}</Td>
              <Td className="whitespace-nowrap">{order.effectiveFrom}</Td>
              <Td className="whitespace-nowrap">
                {order.madeAt}
                {order.isBackdated && (
                  <>
                    {" "}
                    <Badge tone="caution">earlier than entered: keep the proof</Badge>
                  </>
                )}
              </Td>
              <Td className="whitespace-nowrap">
                {order.toldBrokerAt ?? <span className="text-muted">not told</span>}
              </Td>
              <Td className="whitespace-nowrap text-muted">
                {order.enteredAt}, {order.byYou ? "you" : "somebody with access"}
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
      <p className="mt-2 mb-6 text-muted text-sm">
        Times in {timeZone}. Orders are never changed or removed: a later one takes over.
      </p>
    </>
  );
}
