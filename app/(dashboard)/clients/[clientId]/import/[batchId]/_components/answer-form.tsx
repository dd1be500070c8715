"use client";

import { startTransition, useActionState } from "react";
import { ActionResult, Callout } from "@/app/_ui/callout";
import { UploadQuestions } from "@/app/_ui/upload-questions";
import { FORM_KEY, newFormKey } from "@/lib/form-key";
import type { ImportView } from "@/lib/services/view-import";
import { answer } from "../../actions";

/** Asks what a file that is kept leaves open, and reads on with the answer. */
export function AnswerForm({
  asked,
  clientId,
  batchId,
}: {
  asked: NonNullable<ImportView["asks"]>;
  clientId: string;
  batchId: string;
}) {
  const [state, action, isPending] = useActionState(answer, null);
  return (
    <Callout tone="caution" title="This file has a question" className="mb-8">
      <p>{asked.message}</p>
      <p className="mt-1 text-muted text-sm">
        Nothing of it is imported yet. Once it is answered, reading goes on by itself.
      </p>
      <UploadQuestions
        asks={asked.asks}
        choices={asked.choices}
        isBusy={isPending}
        onAnswer={(answers) => {
          const form = new FormData();
          form.set("clientId", clientId);
          form.set("batchId", batchId);
          form.set(FORM_KEY, newFormKey());
          form.set("answers", JSON.stringify(answers));
          startTransition(() => action(form));
        }}
      />
      {state?.ok === false && <ActionResult state={state} />}
    </Callout>
  );
}
