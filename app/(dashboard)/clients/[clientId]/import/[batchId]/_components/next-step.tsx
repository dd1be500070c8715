import { ButtonLink } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";
import type { ImportView } from "@/lib/services/view-import";
import { AnswerForm } from "./answer-form";
import { FormOutcome } from "./form-outcome";
import { Outcome } from "./outcome";

interface WaitsProps {
  view: ImportView;
  clientId: string;
  batchId: string;
}

/** Where a file stands and the one next step: what it waits for, else what became or would become of it. */
export function NextStep(props: WaitsProps) {
  const { view } = props;
  const isForm = view.form !== null && ["previewed", "committed"].includes(view.item.state);
  return (
    <>
      <WaitsForYou {...props} />
      {isForm ? <FormOutcome {...props} /> : <Outcome {...props} />}
    </>
  );
}

/** What a file that is kept waits for before it can be read; nothing for all others. */
function WaitsForYou({ view, clientId, batchId }: WaitsProps) {
  if (view.item.state === "unmapped") {
    return (
      <Callout
        tone="caution"
        title="Nobody has said yet how this file is read"
        className="mb-8"
        actions={
          view.mayWrite && (
            <ButtonLink variant="primary" href={`/clients/${clientId}/import/${batchId}/map`}>
              Say how it is read
            </ButtonLink>
          )
        }
      >
        Its columns are not those of any source we know, or of several layouts you explained. It may
        be a list of transactions or a broker’s Form 1099-DA. Nothing of it is imported.
      </Callout>
    );
  }
  if (view.item.state !== "asking" || view.asks === null) {
    return null;
  }
  return view.mayWrite ? (
    <AnswerForm key={view.asks.message} asked={view.asks} clientId={clientId} batchId={batchId} />
  ) : (
    <Callout tone="caution" title="This file has a question" className="mb-8">
      {view.asks.message} Somebody who may change these books has to answer it.
    </Callout>
  );
}
