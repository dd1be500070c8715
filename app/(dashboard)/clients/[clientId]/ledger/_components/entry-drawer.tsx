import { Callout } from "@/app/_ui/callout";
import { Drawer } from "@/app/_ui/drawer";
import type { SessionUser } from "@/lib/auth/session";
import { ENTERABLE_KINDS, KIND_WORDS } from "@/lib/services/kind-words";
import { type LedgerFilter, ledgerQuery } from "@/lib/services/ledger-filter";
import { isFormKind } from "@/lib/services/transaction-form";
import { type TransactionView, viewTransaction } from "@/lib/services/view-transaction";
import { BrokerReport } from "./broker-report";
import { EntryDetail } from "./entry-detail";
import { formShape } from "./form-shape";
import { Identify } from "./identify";
import { KindChooser } from "./kind-chooser";
import { TransactionForm } from "./transaction-form";

/** A form about a transaction that takes the drawer: which one, and what of it. */
export interface EntryOpen {
  /** Correct it, name its lots, or say what the broker's form says. */
  readonly what: "correct" | "identify" | "report";
  /** The kind to correct it to ("" chooses), the order of the lots, the broker's line. */
  readonly which: string;
}

interface EntryDrawerProps {
  user: SessionUser;
  clientId: string;
  filter: LedgerFilter;
  tx: string;
  /** Null shows the transaction. */
  open: EntryOpen | null;
}

const OVER: Readonly<Record<EntryOpen["what"], string>> = {
  correct: "Correct",
  identify: "Name the lots",
  report: "Broker’s form",
};

/** Everything about one transaction, or a form about it. */
export async function EntryDrawer({ user, clientId, filter, tx, open }: EntryDrawerProps) {
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
  const { entry } = view.value;
  const form = mayOpen(view.value, open) ? open : null;
  const hrefOf = (what: EntryOpen["what"], which: string) =>
    `${path}${ledgerQuery(filter, {}, { tx, [what]: which })}`;
  return (
    <Drawer
      key={`${tx} ${form?.what} ${form?.what === "correct" ? form.which : ""}`}
      over={form === null ? entry.account : OVER[form.what]}
      title={entry.kindLabel}
      closeHref={form === null ? closeHref : `${path}${ledgerQuery(filter, {}, { tx })}`}
    >
      {form === null ? (
        <EntryDetail
          user={user}
          clientId={clientId}
          view={view.value}
          correctHref={hrefOf("correct", view.value.form.kind ?? "")}
          identifyHref={hrefOf("identify", "oldest")}
          reportHref={hrefOf("report", "")}
          txTemplate={`${path}${ledgerQuery({ ...filter, isVoidedShown: true }, {}, { tx: "{tx}" })}`}
        />
      ) : (
        <EntryForm
          user={user}
          clientId={clientId}
          filter={filter}
          view={view.value}
          open={form}
          hrefOf={hrefOf}
        />
      )}
    </Drawer>
  );
}

function mayOpen(
  { mayWrite, entry, isNamable, isReportable }: TransactionView,
  open: EntryOpen | null,
) {
  if (open === null || !mayWrite || entry.voided !== null) {
    return false;
  }
  const may = { correct: true, identify: isNamable, report: isReportable };
  return may[open.what];
}

interface EntryFormProps {
  user: SessionUser;
  clientId: string;
  filter: LedgerFilter;
  view: TransactionView;
  open: EntryOpen;
  hrefOf: (what: EntryOpen["what"], which: string) => string;
}

function EntryForm({ user, clientId, filter, view, open, hrefOf }: EntryFormProps) {
  const common = { user, clientId, tx: view.entry.id, back: ledgerQuery(filter) };
  switch (open.what) {
    case "correct":
      return (
        <Correct
          clientId={clientId}
          filter={filter}
          view={view}
          kind={open.which}
          correctHref={(kind) => hrefOf("correct", kind)}
        />
      );
    case "identify":
      return (
        <Identify
          {...common}
          by={open.which}
          timeZone={view.timeZone}
          hrefOf={(order) => hrefOf("identify", order)}
        />
      );
    case "report":
      return (
        <BrokerReport {...common} line={open.which} hrefOf={(line) => hrefOf("report", line)} />
      );
    default:
      return open.what satisfies never;
  }
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
