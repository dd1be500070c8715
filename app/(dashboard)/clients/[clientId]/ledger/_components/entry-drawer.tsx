import { Callout } from "@/app/_ui/callout";
import { Drawer } from "@/app/_ui/drawer";
import type { SessionUser } from "@/lib/auth/session";
import { ENTERABLE_KINDS, KIND_WORDS } from "@/lib/services/kind-words";
import { type LedgerFilter, ledgerQuery } from "@/lib/services/ledger-filter";
import { isFormKind } from "@/lib/services/transaction-form";
import { type TransactionView, viewTransaction } from "@/lib/services/view-transaction";
import { EntryDetail } from "./entry-detail";
import { formShape } from "./form-shape";
import { KindChooser } from "./kind-chooser";
import { TransactionForm } from "./transaction-form";

interface EntryDrawerProps {
  user: SessionUser;
  clientId: string;
  filter: LedgerFilter;
  tx: string;
  /** Null shows the transaction; a kind shows its form; "" chooses the kind. */
  correct: string | null;
}

/** Everything about one transaction, or the form that corrects it. */
export async function EntryDrawer({ user, clientId, filter, tx, correct }: EntryDrawerProps) {
  const view = await viewTransaction(user, clientId, tx);
  const path = `/clients/${clientId}/ledger`;
  const closeHref = `${path}${ledgerQuery(filter)}`;
  if (!view.ok) {
    return (
      <Drawer title="Not here" closeHref={closeHref}>
        <Callout tone="caution">There is no such transaction in these books.</Callout>
      </Drawer>
    );
  }
  const { entry, mayWrite } = view.value;
  const corrects = correct !== null && mayWrite && entry.voided === null;
  const correctHref = (kind: string) => `${path}${ledgerQuery(filter, {}, { tx, correct: kind })}`;
  return (
    <Drawer
      key={`${tx} ${correct}`}
      over={corrects ? "Correct" : entry.account}
      title={entry.kindLabel}
      closeHref={corrects ? `${path}${ledgerQuery(filter, {}, { tx })}` : closeHref}
    >
      {corrects ? (
        <Correct
          clientId={clientId}
          filter={filter}
          view={view.value}
          kind={correct}
          correctHref={correctHref}
        />
      ) : (
        <EntryDetail
          user={user}
          clientId={clientId}
          view={view.value}
          correctHref={correctHref(view.value.form.kind ?? "")}
          txTemplate={`${path}${ledgerQuery({ ...filter, isVoidedShown: true }, {}, { tx: "{tx}" })}`}
        />
      )}
    </Drawer>
  );
}

function Correct(props: {
  clientId: string;
  filter: LedgerFilter;
  view: TransactionView;
  kind: string;
  correctHref: (kind: string) => string;
}) {
  const { clientId, filter, view, kind, correctHref } = props;
  if (!isFormKind(kind)) {
    return (
      <KindChooser
        lead="What was it really?"
        kinds={ENTERABLE_KINDS.map((one) => ({
          ...KIND_WORDS[one],
          kind: one,
          href: correctHref(one),
        }))}
      />
    );
  }
  return (
    <>
      {view.entry.question !== null && (
        <Callout tone="caution" title="The open question" className="mb-4">
          {view.entry.question}
        </Callout>
      )}
      <TransactionForm
        key={kind}
        clientId={clientId}
        shape={formShape(kind)}
        typed={view.form.typed}
        accountNames={view.accountNames}
        timeZone={view.timeZone}
        back={ledgerQuery(filter)}
        replaces={view.entry.id}
        otherKindHref={correctHref("")}
      />
    </>
  );
}
