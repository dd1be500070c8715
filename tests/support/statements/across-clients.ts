/** Statements that are not held to one client, each with why. */
interface AcrossClients {
  /** The tables it may name so. */
  readonly tables: RegExp;
  readonly told: RegExp;
  readonly why: string;
}

const PRODUCT: readonly AcrossClients[] = [
  {
    tables: /^clients$/,
    told: /^select "client_id" from "clients" where "clients"\."owner_user_id" = \$1$|^\s*select from memberships mine where mine\.user_id = \$1 and mine\.role = 'owner'\s/,
    why: "the deletion of an account, once in its life: which books are its own, and whether it leads a firm with clients alone",
  },
  {
    tables: /^clients$/,
    told: /^select "client_id" from "clients" where \("clients"\."closed_at" is null and \("clients"\."owner_user_id" = \$1 or /,
    why: "the monthly letter of where histories end: which books are a person's own or of the firm they own, once a month for each",
  },
  {
    tables: /^(clients|client_keys)$/,
    told: /^select [^()]* from "clients" left join "client_keys" on "client_keys"\."client_id" = "clients"\."client_id"$/,
    why: "the list of what one person may open: one short row of every shard, with its key",
  },
  {
    tables: /^reminder_subscriptions$/,
    told: /where "reminder_subscriptions"\."state" = \$1 order by/,
    why: "whom to write to, asked once an hour by the system: belongs to people, one row each",
  },
  {
    tables: /^calendar_feeds$/,
    told: /from "calendar_feeds" where \("calendar_feeds"\."token_hash" = \$1 and /,
    why: "belongs to a person; looked up by its secret before it is known who asks and for whom",
  },
  {
    tables: /^client_assignments$/,
    told: /^select "client_id", "user_id" from "client_assignments" where "client_assignments"\."firm_id" = \$1$/,
    why: "which of a firm's people have which clients: one short row of each, asked by the team page",
  },
  {
    tables: /^invitations$/,
    told: /^select .* from "invitations" where \("invitations"\."token_hash" = \$1 and |^update "invitations" set "token_hash" = .* where \("invitations"\."id" = \$3 and | where \("invitations"\."firm_id" = \$\d /,
    why: "letters: looked up by a secret, or given one, before it is known who asks; and those of a firm, which are of no client",
  },
  {
    tables: /^(summary_watches|client_summaries)$/,
    told: /^\s*with s as materialized \(select \* from client_summaries where year = \$1\)\s.* from summary_watches w\s+left join s on s\.client_id = w\.client_id$/s,
    why: "a firm's board: one short row of each client of every shard, joined within its shard",
  },
  {
    tables: /^client_summaries$/,
    told: /^select "client_id", "candidates", "made_at" from "client_summaries" where \("client_summaries"\."year" = \$1 and /,
    why: "a firm's harvest list: one row of each client of every shard",
  },
  {
    tables: /^(board_marks|client_keys)$/,
    told: /^select distinct on \("board_marks"\."client_id", "board_marks"\."kind"\) .* on "client_keys"\."client_id" = "board_marks"\."client_id" where "board_marks"\."year" = \$1 order by/,
    why: "what people said on a firm's board: at most two rows of each client, told apart within its shard, with the key of their words",
  },
  {
    tables: /^bulk_items$/,
    told: /^select .* from "bulk_items" where \("bulk_items"\."user_id" = \$1 and "bulk_items"\."run_id" = \$2\) order by/,
    why: "what became of something somebody asked of many clients: one short row of each piece",
  },
  {
    tables: /^summary_watches$/,
    told: /^select "client_id", "user_id" from "summary_watches" where "summary_watches"\."asked" > /,
    why: "whose summaries are out of date, asked every ten minutes by the system: each shard answers for its own",
  },
  {
    tables: /^client_form_keys$/,
    told: /^delete from client_form_keys where sent_at < now\(\) - interval '1 day'$/,
    why: "keys of forms sent long ago are forgotten, once an hour by the system: each shard forgets its own",
  },
];

/** Sent by tests on the product's connections, to see that the database by itself refuses or hides. */
const OF_TESTS: readonly AcrossClients[] = [
  {
    tables: /./,
    told: /^(delete from "?\w+"?|update "?\w+"? set "?\w+"? = \S+)$/,
    why: "changes everything there is: refused whoever asks, or nothing outside the one client",
  },
  {
    tables: /^(accounts|clients|loss_events|review_dismissals)$/,
    told: /^select ("name"|"client_id", [^()]*|\*|count\(\*\)::int as n) from "?\w+"?$/,
    why: "asks for everything, to see that row security alone hides what is another's",
  },
  {
    tables: /^transactions$/,
    told: /^(select value_usd::text as value, .*|update transactions set void_reason = 'linked') .*where id = \$1$|^update transactions set void_reason = 'linked' where id = \$1$/,
    why: "looks at, or damages, one row it just wrote",
  },
];

export const ACROSS_CLIENTS: readonly AcrossClients[] = [...PRODUCT, ...OF_TESTS];
