import { err, type Result } from "@/lib/result";
import { claimFormKey, keepOutcome, type Shelf } from "./queries/form-keys";
import type { Sending, SentRefusal } from "./sending";

/** Does what a form says under its key, in one transaction with it; refused when that was done before. */
export async function once<T, E>(
  shelf: Shelf,
  sending: Sending,
  work: () => Promise<Result<T, E>>,
): Promise<Result<T, E | SentRefusal>> {
  const before = await claimFormKey(shelf, sending);
  if (before !== null) {
    return err(before);
  }
  const done = await work();
  if (done.ok) {
    await keepOutcome(shelf, sending, done.value);
  }
  return done;
}
