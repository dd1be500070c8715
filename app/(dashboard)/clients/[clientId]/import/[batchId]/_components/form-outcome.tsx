import { ButtonLink } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";
import { counted } from "@/app/_ui/counted";
import { dayText } from "@/app/_ui/day";
import type { ImportView } from "@/lib/services/view-import";
import { CommitForm, UndoForm } from "./batch-forms";

const lines = (count: number) => counted(count, "line");

/** Where a broker's form stands and the one next step. */
export function FormOutcome({
  view,
  clientId,
  batchId,
}: {
  view: ImportView;
  clientId: string;
  batchId: string;
}) {
  const { item, mayWrite } = view;
  if (item.state === "committed") {
    const day = view.committedAt === null ? "" : ` on ${dayText(view.committedAt.slice(0, 10))}`;
    return (
      <Callout
        tone="good"
        title={`Kept${day}: ${lines(item.rowsAccepted)}`}
        className="mb-8"
        actions={
          <>
            <ButtonLink variant="primary" href={`/clients/${clientId}/forms`}>
              Hold them against your sales
            </ButtonLink>
            {mayWrite && <UndoForm clientId={clientId} batchId={batchId} />}
          </>
        }
      >
        No gain and no tax changed. Sales that match a line move to the boxes of Form 8949 for sales
        on a Form 1099-DA (G, H, J and K instead of I and L).
      </Callout>
    );
  }
  return item.rowsAccepted === 0 ? (
    <Callout title="Nothing new in this form" className="mb-8">
      {item.rowsKnown > 0
        ? `${lines(item.rowsKnown)} are kept already.`
        : "No line of it can be kept. The reasons stand below."}
    </Callout>
  ) : (
    <Callout
      title="Nothing of this form is kept yet"
      className="mb-8"
      actions={
        mayWrite && (
          <CommitForm
            clientId={clientId}
            batchId={batchId}
            label={`Keep ${lines(item.rowsAccepted)}`}
          />
        )
      }
    >
      Look it over, then keep its lines. You can take them back at any time.
    </Callout>
  );
}
