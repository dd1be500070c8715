import { z } from "zod";
import { insertAllocation2025 } from "@/db/queries/allocations-2025";
import { insertAuditEvent } from "@/db/queries/audit-events";
import { type Asking, type GateRefusal, withClient } from "@/db/tenant";
import { readAllocationFile } from "@/lib/importers/allocation-2025";
import { err, ok, type Result } from "@/lib/result";
import type { Allocation2025 } from "@/lib/tax/settings";
import { epochOf, type Instant, instantFromEpoch } from "@/lib/time/instant";
import { type AllocationProblem, placeLines } from "./gains/allocation-lines";
import { lotsUnusedAt2025 } from "./gains/lots-before";
import { loadBooks } from "./load-books";
import { instantFromLocal } from "./local-time";
import { errorsOf, type FieldErrors, type TypedForm } from "./transaction-form";
import { dateField, optionalDateField } from "./typed-text";

/** Why an allocation was not taken at all. */
export type AllocationRefusal =
  | GateRefusal
  | { readonly code: "invalid-input"; readonly fields: FieldErrors };

/** What came of an allocation file: kept whole, or not at all with every line that is wrong. */
export type AllocationRead =
  | { readonly is: "kept"; readonly placements: number }
  | {
      readonly is: "refused";
      readonly problems: readonly AllocationProblem[];
      /** Problems beyond those listed. */
      readonly more: number;
    };

/** Longest allocation file taken, in characters. */
export const ALLOCATION_FILE_MAX = 800_000;

const PROBLEMS_SHOWN = 20;

const TermsForm = z.object({
  kind: z.enum(["specific", "global"], "Which of the two was it?"),
  completedDate: dateField,
  completedTime: z.string().trim(),
  describedDate: optionalDateField,
  extended: z.string().transform((text) => text !== ""),
});

type Terms = Omit<Allocation2025, "rows">;

const wrong = (fields: FieldErrors): Result<never, AllocationRefusal> =>
  err({ code: "invalid-input", fields });

/**
 * Takes a completed allocation of the units unused when 2025 began (Rev. Proc. 2024-28) from a CSV: which units of which lot
 * are in which account. Kept only when every line is understood and each lot of an asset in the file is placed in full; else
 * every problem is named and nothing is kept. A new version, the old one stays on record. `now` is the clock.
 */
export async function importAllocation(
  user: Asking,
  clientId: string,
  file: { readonly name: string; readonly text: string },
  form: TypedForm,
  now: Instant = instantFromEpoch(Date.now()),
): Promise<Result<AllocationRead, AllocationRefusal>> {
  if (file.text.trim() === "" || file.text.length > ALLOCATION_FILE_MAX) {
    const empty = file.text.trim() === "";
    return wrong({ file: empty ? "Choose the file." : "At most 10,000 lines." });
  }
  const loaded = await loadBooks(user, clientId, { now });
  if (!loaded.ok) {
    return loaded;
  }
  const { settings, accounts } = loaded.value;
  const terms = readTerms(form, settings.timeZone, now);
  if (!terms.ok) {
    return terms;
  }
  if (settings.pool === "account") {
    return wrong({
      file: "These books never had one pool over all accounts: see “Lots before 2025”.",
    });
  }
  const read = await readAllocationFile(file.name, file.text);
  if (!read.ok) {
    return wrong({ file: read.error.reason });
  }
  const placed = placeLines(read.value, lotsUnusedAt2025(loaded.value), accounts);
  return placed.ok
    ? keep(user, clientId, { ...terms.value, rows: placed.value })
    : ok({
        is: "refused",
        problems: placed.error.slice(0, PROBLEMS_SHOWN),
        more: Math.max(0, placed.error.length - PROBLEMS_SHOWN),
      });
}

/** Takes the allocation back: units stay where they were traced to. What was told stays on record. */
export async function takeBackAllocation(
  user: Asking,
  clientId: string,
): Promise<Result<AllocationRead, AllocationRefusal>> {
  const loaded = await loadBooks(user, clientId);
  if (!loaded.ok) {
    return loaded;
  }
  const standing = loaded.value.settings.allocation2025;
  // Whoever may only read is refused, also where there is nothing to take back.
  return standing === null
    ? withClient<AllocationRead, never>(user, clientId, "write", async () =>
        ok({ is: "kept", placements: 0 }),
      )
    : keep(user, clientId, { ...standing, rows: [] });
}

async function keep(
  user: Asking,
  clientId: string,
  allocation: Allocation2025,
): Promise<Result<AllocationRead, AllocationRefusal>> {
  const placements = allocation.rows.length;
  return withClient<AllocationRead, GateRefusal>(user, clientId, "write", async (tx) => {
    const subjectId = await insertAllocation2025(tx, allocation);
    await insertAuditEvent(tx, {
      deed: placements === 0 ? "allocation.take-back" : "allocation.import",
      subjectId,
      detail: { placements },
    });
    return ok({ is: "kept", placements });
  });
}

function readTerms(form: TypedForm, zone: string, now: Instant): Result<Terms, AllocationRefusal> {
  const read = TermsForm.safeParse({ completedTime: "", describedDate: "", extended: "", ...form });
  if (!read.success) {
    return wrong(errorsOf(read.error));
  }
  const { kind, completedDate, completedTime, describedDate, extended } = read.data;
  // A day alone is over when it is over: finished on the day of a sale is not finished before it.
  const completedAt = instantFromLocal(completedDate, completedTime || "23:59", zone);
  if (completedAt === null) {
    return wrong({ completedTime: "A time such as 14:05." });
  }
  if (epochOf(completedAt) > epochOf(now) + DAY) {
    return wrong({ completedDate: "An allocation to come cannot be taken." });
  }
  const describedAt =
    describedDate === null ? null : instantFromLocal(describedDate, "23:59", zone);
  return ok({ kind, completedAt, describedAt, extended });
}

const DAY = 86_400_000;
