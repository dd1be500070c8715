import { withConnection } from "./admin";

/** Whose sessions whoever runs the server ends: one person's, by e-mail, or everybody's. */
export type Whose = { readonly email: string } | "everybody";

/**
 * Ends sessions: the next request of each browser finds nobody. Nothing else changes; a person signs in again, unless their password or
 * second step is changed too. Gives how many were ended; null when nobody has the e-mail.
 */
export async function endSessions(url: string, whose: Whose): Promise<number | null> {
  return withConnection(url, async (client) => {
    // The role that owns the tables is bound by row security too.
    await client.query("select set_config('app.system', 'on', false)");
    if (whose === "everybody") {
      const all = await client.query("delete from sessions");
      return all.rowCount ?? 0;
    }
    const found = await client.query<{ id: string }>(
      "select id from users where email = lower(trim($1))",
      [whose.email],
    );
    const [user] = found.rows;
    if (user === undefined) {
      return null;
    }
    const ended = await client.query("delete from sessions where user_id = $1", [user.id]);
    return ended.rowCount ?? 0;
  });
}
