import type pg from "pg";
import { type Keyring, newWrappedKey, unwrap } from "@/lib/secrets/keyring";
import { vaultOf } from "@/lib/secrets/vault";

/** A table whose texts were readable once: whose key seals them, by the column that names whom, and which texts. */
interface SealedTable {
  readonly table: string;
  readonly keys: "client_keys" | "user_keys";
  readonly tenant: "client_id" | "user_id" | "id";
  readonly columns: readonly string[];
}

const ofClient = (table: string, ...columns: string[]): SealedTable => ({
  table,
  keys: "client_keys",
  tenant: "client_id",
  columns,
});

const TABLES: readonly SealedTable[] = [
  { table: "users", keys: "user_keys", tenant: "id", columns: ["name"] },
  { table: "passkeys", keys: "user_keys", tenant: "user_id", columns: ["name"] },
  ofClient("board_marks", "reason"),
  ofClient("client_consents", "signed_by", "recipient", "wording"),
  ofClient("client_hand_offs", "note"),
  ofClient("filed_returns", "reason"),
  ofClient("form_decisions", "note"),
  ofClient("identification_tickets", "instruction"),
  ofClient("plan_comments", "text", "author"),
  ofClient("plan_versions", "name", "note"),
  ofClient("review_dismissals", "reason"),
];

const SEALED = "'^s1\\.[0-9a-f]{8}\\.[A-Za-z0-9_-]+$'";
const STEP = 500;

/**
 * Seals what people typed before it was sealed: every row of these tables, table by table, each in a transaction of its own. Run by the
 * owner of the tables while no other process writes; what is sealed already stays.
 */
export async function sealTexts(owner: pg.Client, ring: () => Keyring): Promise<void> {
  await unbound(owner, ["users", "user_keys"], () => giveUsersKeys(owner, ring));
  for (const each of TABLES) {
    await unbound(owner, [each.table, each.keys], () => sealTable(owner, each, ring));
  }
}

/** Row security binds the owner too, and no client is known here: it is let go of until the end of the transaction, which puts it back. */
async function unbound(
  owner: pg.Client,
  tables: readonly string[],
  work: () => Promise<void>,
): Promise<void> {
  await owner.query("begin");
  try {
    for (const table of tables) {
      await owner.query(`alter table ${table} no force row level security`);
    }
    await work();
    for (const table of tables) {
      await owner.query(`alter table ${table} force row level security`);
    }
    await owner.query("commit");
  } catch (error) {
    await owner.query("rollback");
    throw error;
  }
}

async function giveUsersKeys(owner: pg.Client, ring: () => Keyring): Promise<void> {
  const { rows } = await owner.query<{ id: string }>(
    "select id from users u where not exists (select from user_keys k where k.user_id = u.id)",
  );
  if (rows.length > 0) {
    const wrapped = rows.map(({ id }) => newWrappedKey(ring(), id).wrapped);
    await owner.query(
      "insert into user_keys (user_id, wrapped) select * from unnest($1::uuid[], $2::text[])",
      [rows.map(({ id }) => id), wrapped],
    );
  }
}

type Row = Readonly<Record<string, string | null>> & {
  readonly id: string;
  readonly tenant: string;
  readonly wrapped: string;
};

async function sealTable(owner: pg.Client, of: SealedTable, ring: () => Keyring): Promise<void> {
  const { table, keys, tenant, columns } = of;
  const holder = keys === "client_keys" ? "client_id" : "user_id";
  const open = columns.map((name) => `(t.${name} <> '' and t.${name} !~ ${SEALED})`).join(" or ");
  const set = columns.map((name, index) => `${name} = s.c${index}`).join(", ");
  const given = columns.map((_, index) => `c${index}`).join(", ");
  const arrays = columns.map((_, index) => `$${index + 2}::text[]`).join(", ");
  for (;;) {
    const { rows } = await owner.query<Row>(
      `select t.id, t.${tenant} as tenant, k.wrapped, ${columns.map((name) => `t.${name}`).join(", ")}
       from ${table} t join ${keys} k on k.${holder} = t.${tenant} where ${open} limit ${STEP}`,
    );
    if (rows.length === 0) {
      return;
    }
    await owner.query(
      `update ${table} t set ${set} from unnest($1::uuid[], ${arrays}) as s(id, ${given}) where t.id = s.id`,
      [
        rows.map(({ id }) => id),
        ...columns.map((column) => rows.map((row) => sealedOf(row, table, column, ring()))),
      ],
    );
  }
}

function sealedOf(row: Row, table: string, column: string, ring: Keyring): string | null {
  const text = row[column] ?? null;
  if (text === null || text === "") {
    return text;
  }
  const vault = vaultOf(row.tenant, unwrap(ring, row.tenant, row.wrapped));
  const place = { table, column, row: row.id };
  // One column of a row may be sealed already where another is not.
  return vault.seal(place, vault.read(place, text));
}
