import { sql } from "drizzle-orm";
import { invariant } from "@/lib/result";
import type { Instant } from "@/lib/time/instant";
import { instantFromPostgres } from "../columns";
import type { ClientTx } from "../tenant";

/**
 * When anything a report of a year stands on was last told: transactions and their voiding, accounts, settings, orders,
 * facts about accounts and assets, what shared signs mean, identifications, allocations, brokers' forms, adjustments, profiles, quotes, what was put aside in the review, tickets, plans, evidence of losses and the ticks of that year's checklist; the client's beginning when nothing was.
 */
export async function lastChangeAt(tx: ClientTx, year: number): Promise<Instant> {
  const of = tx.clientId;
  const { rows } = await tx.db.execute<{ at: string }>(sql`
    select greatest(
      (select created_at from clients where client_id = ${of}),
      (select max(greatest(entered_at, voided_at)) from transactions where client_id = ${of}),
      (select max(created_at) from accounts where client_id = ${of}),
      (select max(entered_at) from client_settings where client_id = ${of}),
      (select max(entered_at) from standing_orders where client_id = ${of}),
      (select max(entered_at) from account_facts where client_id = ${of}),
      (select max(entered_at) from asset_facts where client_id = ${of}),
      (select max(entered_at) from asset_choices where client_id = ${of}),
      (select max(entered_at) from identifications where client_id = ${of}),
      (select max(entered_at) from allocations_2025 where client_id = ${of}),
      (select max(entered_at) from broker_reports where client_id = ${of}),
      (select max(entered_at) from stated_adjustments where client_id = ${of}),
      (select max(entered_at) from year_profiles where client_id = ${of}),
      (select max(entered_at) from quotes where client_id = ${of}),
      (select max(entered_at) from review_dismissals where client_id = ${of}),
      (select max(made_at) from identification_tickets where client_id = ${of}),
      (select max(made_at) from ticket_events where client_id = ${of}),
      (select max(entered_at) from plan_versions where client_id = ${of}),
      (select max(entered_at) from plan_comments where client_id = ${of}),
      (select max(entered_at) from loss_events where client_id = ${of}),
      (select max(entered_at) from loss_event_files where client_id = ${of}),
      (select max(entered_at) from season_choices where client_id = ${of}),
      (select max(entered_at) from harvest_marks where client_id = ${of}),
      (select max(entered_at) from account_costs where client_id = ${of}),
      (select max(entered_at) from checklist_ticks where client_id = ${of} and year = ${year})
    )::text as at`);
  const [row] = rows;
  invariant(row !== undefined, "greatest() of a client that is there has a row");
  return instantFromPostgres(row.at);
}
