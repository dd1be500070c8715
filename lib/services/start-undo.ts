import { type Asking, withClient } from "@/db/tenant";
import { enqueueForClient } from "@/lib/jobs/enqueue";
import { ok, type Result } from "@/lib/result";
import { openBatch } from "./start-import";
import { type Undone, type UndoRefusal, undoImport } from "./undo-import";

/** An undo that is done, or waits for the worker. */
export type UndoStarted =
  | { readonly is: "done"; readonly undone: Undone }
  | { readonly is: "queued" };

/** Rows up to which an import is taken back at once: about half a second. */
const AT_ONCE = 10_000;

/** Takes an import back: a small one at once, a large one in the worker. Refused while the worker is at it. */
export async function startUndo(
  user: Asking,
  clientId: string,
  batch: string,
): Promise<Result<UndoStarted, UndoRefusal>> {
  const begun = await withClient<boolean, UndoRefusal>(user, clientId, "write", async (tx) => {
    const found = await openBatch(tx, batch, ["committed"]);
    if (!found.ok) {
      return found;
    }
    if (found.value.rowsRead <= AT_ONCE) {
      return ok(false);
    }
    await enqueueForClient(tx, "undo-import", found.value.id);
    return ok(true);
  });
  if (!begun.ok) {
    return begun;
  }
  if (begun.value) {
    return ok({ is: "queued" });
  }
  const undone = await undoImport(user, clientId, batch);
  return undone.ok ? ok({ is: "done", undone: undone.value }) : undone;
}
