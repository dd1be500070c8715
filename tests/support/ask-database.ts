import pg from "pg";

/** The rows a statement answers, asked on a connection of its own. */
export async function ask<T extends pg.QueryResultRow>(url: string, text: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(text)).rows;
  } finally {
    await client.end();
  }
}

/** Every table with its rows and a hash over all of them in one order: what a database holds, as text. */
export async function stateOf(url: string): Promise<Record<string, string>> {
  const tables = await ask<{ name: string }>(
    url,
    `select c.oid::regclass::text as name from pg_class c
     where relkind = 'r' and (relnamespace = 'public'::regnamespace
       or relnamespace = 'graphile_worker'::regnamespace and relname <> 'migrations') order by 1`,
  );
  const state: Record<string, string> = {};
  for (const { name } of tables) {
    const [row] = await ask<{ state: string }>(
      url,
      `select count(*) || ' ' || coalesce(md5(string_agg(t::text, E'\\n' order by t::text)), '') as state from ${name} t`,
    );
    state[name] = row?.state ?? "";
  }
  return state;
}
