import { sql } from "drizzle-orm";
import { invariant } from "@/lib/result";
import type { ClientTx } from "../tenant";

/**
 * A number that rises with every fact, setting, ticket, plan, word, report (asked for and made), tick and piece of evidence of
 * the client and never falls: all of these are only ever added. What the SEQUENCE of a calendar needs.
 */
export async function seasonRevision(tx: ClientTx): Promise<number> {
  const of = tx.clientId;
  const { rows } = await tx.db.execute<{ revision: string }>(sql`
    select ((select ledger_version + settings_version from clients where client_id = ${of})
      + (select count(*) from checklist_ticks where client_id = ${of})
      + (select count(*) from plan_versions where client_id = ${of})
      + (select count(*) from plan_comments where client_id = ${of})
      + (select count(*) from loss_events where client_id = ${of})
      + (select count(*) from loss_event_files where client_id = ${of})
      + (select count(*) from season_choices where client_id = ${of})
      + (select count(*) from harvest_marks where client_id = ${of})
      + (select count(*) from account_costs where client_id = ${of})
      + (select count(*) from review_dismissals where client_id = ${of})
      + (select count(*) from quotes where client_id = ${of})
      + (select count(*) + count(finished_at) from reports where client_id = ${of})
      + (select count(*) from filed_returns where client_id = ${of}))::text as revision`);
  const [row] = rows;
  invariant(row !== undefined, "a client that is there has a revision");
  return Number(row.revision);
}
