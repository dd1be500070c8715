import { ENTERABLE_KINDS, KIND_WORDS } from "@/lib/services/kind-words";
import { type LedgerFilter, ledgerQuery } from "@/lib/services/ledger-filter";
import { isFormKind } from "@/lib/services/transaction-form";
import type { LedgerView } from "@/lib/services/view-ledger";
import { formShape } from "./form-shape";
import { KindChooser } from "./kind-chooser";
import { TransactionForm } from "./transaction-form";

/** Choose a kind, then fill in what that kind needs. */
export function AddDrawer({
  clientId,
  kind,
  filter,
  view,
  known,
}: {
  clientId: string;
  kind: string;
  filter: LedgerFilter;
  view: LedgerView;
  /** What is known of it already, as typed: the units, the day, the time. */
  known: { readonly quantity: string; readonly date: string; readonly time: string };
}) {
  const path = `/clients/${clientId}/ledger`;
  if (!isFormKind(kind)) {
    return (
      <KindChooser
        lead="What happened?"
        kinds={ENTERABLE_KINDS.map((one) => ({
          ...KIND_WORDS[one],
          kind: one,
          href: `${path}${ledgerQuery(filter, {}, { add: one })}`,
        }))}
      />
    );
  }
  const account = view.accounts.find((one) => one.value === filter.account) ?? view.accounts[0];
  const asset = filter.asset ?? "";
  return (
    <TransactionForm
      key={kind}
      clientId={clientId}
      shape={formShape(kind)}
      typed={{
        account: account?.label ?? "",
        sentAsset: asset,
        receivedAsset: asset,
        sentQuantity: known.quantity,
        receivedQuantity: known.quantity,
        date: known.date,
        time: known.time,
      }}
      accountNames={view.accounts.map((one) => one.label)}
      timeZone={view.timeZone}
      back={ledgerQuery(filter)}
      replaces={null}
      otherKindHref={`${path}${ledgerQuery(filter, {}, { add: "" })}`}
    />
  );
}
