import type { BulkRunId } from "@/db/ids";
import { mapDone } from "@/db/sending";
import type { Asking } from "@/db/tenant";
import { ok, type Result } from "@/lib/result";
import { type Assigned, type AssignManyRefusal, assignClients } from "../firm/assign-clients";
import { type BulkRefusal, startBulk } from "./start-bulk";
import type { BULK_CHOICES } from "./words";

/** What can be asked for many clients: work that runs in the background, or that they become a colleague's at once. */
export interface ForMany {
  readonly what: (typeof BULK_CHOICES)[number] | "assign";
  readonly years: readonly number[];
  readonly clients: readonly string[];
  /** Whose they become. */
  readonly member: string;
}

/** What came of it. */
export type Begun =
  | { readonly is: "run"; readonly run: BulkRunId }
  | ({ readonly is: "assigned" } & Assigned);

/** Begins the work, or assigns the clients; refuses as each of them does. */
export async function beginForMany(
  user: Asking,
  { what, years, clients, member }: ForMany,
): Promise<Result<Begun, BulkRefusal | AssignManyRefusal>> {
  if (what === "assign") {
    // One transaction a client, so no key of the form: a client is somebody's once, however often it is asked.
    const done = await assignClients({ id: user.id }, { member, clients });
    return done.ok ? ok({ is: "assigned", ...done.value }) : done;
  }
  const run = await startBulk(user, { what, years, clients });
  return mapDone(run, (id: BulkRunId): Begun => ({ is: "run", run: id }));
}
