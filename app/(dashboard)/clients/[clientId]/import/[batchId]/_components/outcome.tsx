import { ButtonLink } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";
import { counted } from "@/app/_ui/counted";
import { dayText } from "@/app/_ui/day";
import type { ImportView } from "@/lib/services/view-import";
import { CommitForm, UndoForm } from "./batch-forms";

interface OutcomeProps {
  view: ImportView;
  clientId: string;
  batchId: string;
}

const day = (at: string | null) => (at === null ? "" : dayText(at.slice(0, 10)));
const rows = (count: number) => counted(count, "row");

/** Where this import stands and the one next step. */
export function Outcome({ view, clientId, batchId }: OutcomeProps) {
  const { item } = view;
  switch (item.state) {
    case "previewed":
      return <Waiting view={view} clientId={clientId} batchId={batchId} />;
    case "committing":
      return (
        <Callout tone="bad" title="The import stopped and nothing was saved" className="mb-8">
          {view.run?.message ?? "It can be started again."}
          {view.mayWrite && <CommitForm clientId={clientId} batchId={batchId} label="Try again" />}
        </Callout>
      );
    case "committed":
      return view.run?.state === "failed" ? (
        <NotTakenBack view={view} clientId={clientId} batchId={batchId} />
      ) : (
        <Imported view={view} clientId={clientId} batchId={batchId} />
      );
    case "undone":
      return (
        <Callout title={`Taken back on ${day(view.undoneAt)}`} className="mb-8">
          Nothing of this file counts any more. Upload it again to import it again; its rows stay on
          record here.
        </Callout>
      );
    case "failed":
      return (
        <Callout tone="bad" title="This file could not be read to its end" className="mb-8">
          <p>{view.failure}</p>
          <p className="mt-1 text-sm">
            Nothing of it was imported. Export it again and upload the new file.
          </p>
        </Callout>
      );
    case "cancelled":
      return (
        <Callout title="Cancelled" className="mb-8">
          Nothing of this file was imported, and its bytes are gone. Upload it again to read it.
        </Callout>
      );
    case "unmapped":
    case "asking":
      // What it waits for is asked by the page itself.
      return null;
    default:
      return item.state satisfies never;
  }
}

function Imported({ view, clientId, batchId }: OutcomeProps) {
  const { item } = view;
  const root = `/clients/${clientId}`;
  return (
    <Callout
      tone="good"
      title={`Imported on ${day(view.committedAt)}: ${rows(item.rowsAccepted + item.rowsQuestion)} added`}
      className="mb-8"
      actions={
        <>
          <ButtonLink href={`${root}/ledger?batch=${batchId}`} size="small">
            See them in the ledger
          </ButtonLink>
          {item.rowsQuestion > 0 && (
            <ButtonLink href={`${root}/ledger?batch=${batchId}&attention=on`} size="small">
              Decide on {rows(item.rowsQuestion)}
            </ButtonLink>
          )}
          {item.rowsQuarantined > 0 && (
            <ButtonLink href={`${root}/review/quarantine?batch=${batchId}`} size="small">
              Look at {rows(item.rowsQuarantined)} in quarantine
            </ButtonLink>
          )}
          {view.mayWrite && <UndoForm clientId={clientId} batchId={batchId} />}
        </>
      }
    >
      {item.rowsQuarantined > 0 &&
        `${rows(item.rowsQuarantined)} ${item.rowsQuarantined === 1 ? "is" : "are"} in quarantine and do not count until you say so. `}
      {item.rowsQuestion > 0 &&
        `${rows(item.rowsQuestion)} came in with a question: what is not known stays unknown in every figure until you decide.`}
    </Callout>
  );
}

/** The worker gave taking it back up for good. */
function NotTakenBack({ view, clientId, batchId }: OutcomeProps) {
  return (
    <Callout
      tone="bad"
      title="It could not be taken back: every row counts as before"
      className="mb-8"
      actions={view.mayWrite && <UndoForm clientId={clientId} batchId={batchId} />}
    >
      {view.run?.message ?? "It can be tried again."}
    </Callout>
  );
}

function Waiting({ view, clientId, batchId }: OutcomeProps) {
  const { item } = view;
  const added = item.rowsAccepted + item.rowsQuestion;
  if (view.run?.state === "failed") {
    return (
      <Callout tone="bad" title="Reading stopped" className="mb-8">
        {view.run.message ?? "The file could not be read. Nothing was saved."}
      </Callout>
    );
  }
  if (added + item.rowsQuarantined === 0) {
    return (
      <Callout title="Nothing new in this file" className="mb-8">
        {item.rowsKnown > 0
          ? `${rows(item.rowsKnown)} are in your ledger already. There is nothing to import.`
          : "No row of it can be added. The reasons stand below."}
      </Callout>
    );
  }
  return (
    <Callout
      tone="note"
      title="Nothing is in your ledger yet"
      className="mb-8"
      actions={
        view.mayWrite && (
          <CommitForm
            clientId={clientId}
            batchId={batchId}
            label={
              added === 0
                ? `Keep ${rows(item.rowsQuarantined)} in quarantine`
                : `Import ${rows(added)}`
            }
          />
        )
      }
    >
      {item.rowsQuarantined > 0 &&
        `${rows(item.rowsQuarantined)} will wait in quarantine and not count: they seem to repeat rows you have, or are tokens you did not ask for. `}
      {item.rowsQuestion > 0
        ? `Look it over. ${rows(item.rowsQuestion)} will come in with a question: what is not known stays unknown in every figure, never zero, until you decide.`
        : "Look it over, then import it. You can take it back at any time."}
    </Callout>
  );
}
