"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { defineAction } from "@/lib/action";
import { cancelImport } from "@/lib/services/cancel-import";
import { isFormMapping } from "@/lib/services/form-mapping/form-mapping-form";
import { saveFormMapping } from "@/lib/services/form-mapping/save-form-mapping";
import { removeTemplate } from "@/lib/services/mapping/remove-template";
import { saveMapping } from "@/lib/services/mapping/save-mapping";
import { answerImport, changeReading, startImport } from "@/lib/services/start-import";
import { startUndo } from "@/lib/services/start-undo";
import { type Answers, readAnswers } from "@/lib/services/upload-answers";

const Batch = z.object({ clientId: z.string(), batchId: z.string() });

/** Answers as a form sends them: "" is none. */
const Answered = {
  dateOrder: z.string().default(""),
  timeZone: z.string().default(""),
  asset: z.string().default(""),
  source: z.string().default(""),
  encoding: z.string().default(""),
};

function answersOf(told: Readonly<Record<keyof typeof Answered, string>>): Answers | null {
  const said = Object.entries(told).filter(([, text]) => text !== "");
  return readAnswers(JSON.stringify(Object.fromEntries(said)));
}

/** The answers, or the form is refused: they are not what is ever asked. */
function known(answers: Answers | null, context: z.RefinementCtx): Answers {
  if (answers === null) {
    context.addIssue({ code: "custom", message: "This is no answer to what was asked." });
    return z.NEVER;
  }
  return answers;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

const refreshed = (_: unknown, { clientId }: { clientId: string }): undefined => {
  revalidatePath(`/clients/${clientId}`, "layout");
};

/** Imports a previewed file. */
export const commit = defineAction({
  again: "A file is imported once; whoever asks again is told that it was.",
  input: Batch,
  run: ({ user, input }) => startImport(user, input.clientId, input.batchId),
  redirectTo: refreshed,
});

/** Reads a file again: under another account name, in another zone, order of dates or encoding. */
export const readAgain = defineAction({
  input: Batch.extend({
    accountName: z.string().trim().max(80, "At most 80 characters.").default(""),
    ...Answered,
  }).transform(({ clientId, batchId, accountName, ...told }, context) => {
    const account = accountName === "" ? {} : { accountName };
    return { clientId, batchId, change: { ...account, answers: known(answersOf(told), context) } };
  }),
  run: ({ user, input }) => changeReading(user, input.clientId, input.batchId, input.change),
  redirectTo: refreshed,
});

/** Answers what a file that is kept left open. */
export const answer = defineAction({
  input: Batch.extend({
    answers: z
      .string()
      .max(8_000)
      .transform((json, context) => known(readAnswers(json), context)),
  }),
  run: ({ user, input }) => answerImport(user, input.clientId, input.batchId, input.answers),
  redirectTo: refreshed,
});

/** Saves how a table is read and goes to the file as it is read so. */
export const saveLayout = defineAction({
  input: Batch.extend({ templateId: z.string(), mapping: z.string().max(200_000) }),
  run: async ({ user, input: { clientId, batchId, templateId, mapping } }) => {
    const told = { form: parsed(mapping), templateId: templateId === "" ? null : templateId };
    const save = isFormMapping(told.form) ? saveFormMapping : saveMapping;
    return save(user, clientId, batchId, told);
  },
  redirectTo: (_, { clientId, batchId }) => {
    revalidatePath(`/clients/${clientId}`, "layout");
    return `/clients/${clientId}/import/${batchId}`;
  },
});

/** Ends a layout: it is offered no more. */
export const removeLayout = defineAction({
  input: z.object({ clientId: z.string(), templateId: z.string() }),
  run: ({ user, input }) => removeTemplate(user, input.clientId, input.templateId),
  redirectTo: refreshed,
});

/** Drops a file that waits, bytes and all. */
export const cancel = defineAction({
  input: Batch,
  run: ({ user, input }) => cancelImport(user, input.clientId, input.batchId),
  redirectTo: (_, { clientId }) => {
    revalidatePath(`/clients/${clientId}`, "layout");
    return `/clients/${clientId}/import`;
  },
});

/** Takes an import back, a large one in the worker. */
export const undo = defineAction({
  again: "An import is taken back once; whoever asks again is told that it was.",
  input: Batch,
  run: ({ user, input }) => startUndo(user, input.clientId, input.batchId),
  redirectTo: refreshed,
});
