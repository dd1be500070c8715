import type { Client } from "pg";

/** What the web and the worker may do, table by table, besides reading and inserting. Missing here = never. */
const UPDATES: Readonly<Record<string, readonly string[]>> = {
  users: ["name", "second_step_declined_at", "head_letters_stopped_at"],
  passwords: ["hash", "changed_at"],
  sessions: ["last_seen_at", "stepped_up_at", "shown"],
  totp_secrets: ["confirmed_at", "last_step"],
  recovery_codes: ["used_at"],
  passkeys: ["counter", "last_used_at", "name"],
  rate_limits: ["count", "window_start"],
  clients: ["name", "ledger_version", "settings_version", "archived_at", "closed_at"],
  client_exports: ["size", "sha256", "files", "rows", "finished_at", "expires_at"],
  deletions: ["finished_at", "called_off_at", "counts", "heads", "sha256"],
  firms: ["assigned_only", "consent_wording"],
  memberships: ["role"],
  invitations: ["token_hash", "expires_at", "outcome", "answered_at", "answered_by"],
  access_uses: ["at"],
  accounts: ["name", "source"],
  import_batches: [
    "source",
    "version",
    "time_zone",
    "account_name",
    "answers",
    "template_id",
    "template_version",
    "head",
    "asks",
    "state",
    "rows_read",
    "rows_accepted",
    "rows_known",
    "rows_quarantined",
    "rows_question",
    "rows_rejected",
    "rows_skipped",
    "problems",
    "failure",
    "committed_by",
    "committed_at",
    "undone_by",
    "undone_at",
  ],
  transactions: ["voided_at", "voided_by", "void_reason"],
  client_keys: ["wrapped"],
  user_keys: ["wrapped"],
  reports: ["state", "engine_version", "input_hash", "failure", "finished_at"],
  calendar_feeds: ["revoked_at"],
  reminder_subscriptions: ["state", "since", "changed_at"],
  reminders: ["outcome", "finished_at"],
  head_letters: ["outcome", "finished_at", "told"],
  job_runs: ["state", "done", "total", "message", "attempt", "updated_at", "finished_at"],
  client_summaries: [
    "ledger_version",
    "settings_version",
    "day",
    "made_at",
    "stage",
    "open_items",
    "blocking_items",
    "tax_at_stake",
    "gain_at_stake",
    "unknown_items",
    "harvest_state",
    "harvest",
    "turning_long",
    "next_long_on",
    "unexplained",
    "broker_lines",
    "last_activity_at",
    "candidates",
  ],
  summary_watches: ["user_id", "asked", "asked_at", "made", "engine", "fresh_until"],
  board_views: ["removed_at"],
  client_form_keys: ["outcome"],
  user_form_keys: ["outcome"],
  bulk_runs: ["stopped_at"],
  bulk_items: ["state", "report_id", "failure", "finished_at"],
};

const DELETES: readonly string[] = [
  "sessions",
  "password_resets",
  "rate_limits",
  "access_grants",
  "totp_secrets",
  "recovery_codes",
  "passkeys",
  "passkey_challenges",
  "oidc_links",
  "memberships",
  "client_assignments",
  "export_chunks",
  "client_form_keys",
  "user_form_keys",
  "clients",
  "users",
  "firms",
];

/**
 * Gives a role exactly what the web and worker need and takes away anything else it had on our tables. Run by their
 * owner, after every migration, so a new table can be read and added to and nothing more until it is named above.
 */
export async function grantToApp(owner: Client, role: string): Promise<void> {
  const app = owner.escapeIdentifier(role);
  const name = (text: string) => owner.escapeIdentifier(text);
  const statements = [
    `grant usage on schema public to ${app}`,
    `revoke all on all tables in schema public from ${app}`,
    `grant select, insert on all tables in schema public to ${app}`,
    ...Object.entries(UPDATES).map(
      ([table, columns]) =>
        `grant update (${columns.map(name).join(", ")}) on public.${name(table)} to ${app}`,
    ),
    `grant delete on ${DELETES.map((table) => `public.${name(table)}`).join(", ")} to ${app}`,
  ];
  await owner.query(`begin; ${statements.join("; ")}; commit`);
  await grantQueue(owner, app);
}

/** The job queue keeps row security on its tables with no rule in it: only its owner sees jobs unless a rule says so. */
async function grantQueue(owner: Client, app: string): Promise<void> {
  const tables = await owner.query<{ name: string }>(
    "select relname as name from pg_class where relnamespace = 'graphile_worker'::regnamespace and relkind = 'r' and relrowsecurity",
  );
  const rules = tables.rows.flatMap(({ name }) => {
    const table = `graphile_worker.${owner.escapeIdentifier(name)}`;
    return [
      `drop policy if exists lotwise_app on ${table}`,
      `create policy lotwise_app on ${table} to ${app} using (true) with check (true)`,
    ];
  });
  const statements = [
    `grant usage on schema graphile_worker to ${app}`,
    `grant select, insert, update, delete on all tables in schema graphile_worker to ${app}`,
    `grant usage, select on all sequences in schema graphile_worker to ${app}`,
    `grant execute on all functions in schema graphile_worker to ${app}`,
    ...rules,
  ];
  await owner.query(`begin; ${statements.join("; ")}; commit`);
}
