import { eq, sql } from "drizzle-orm";
import { invariant } from "@/lib/result";
import { rateLimits } from "../schema/rate-limits";
import type { SystemTx } from "../system";

/** How many tries of a key were made in its window, this one included, and when the window ends. */
export interface Tries {
  readonly count: number;
  readonly secondsLeft: number;
}

/** Counts a try. Windows begin with the first try of a key; two tries in one moment are two. */
export async function countTry(tx: SystemTx, key: string, windowSeconds: number): Promise<Tries> {
  const { rows } = await tx.db.execute<{ count: number; left: string }>(sql`
    insert into rate_limits as r (key, count) values (${key}, 1)
    on conflict (key) do update set
      count = case when r.window_start + make_interval(secs => ${windowSeconds}) <= now() then 1 else r.count + 1 end,
      window_start = case when r.window_start + make_interval(secs => ${windowSeconds}) <= now() then now() else r.window_start end
    returning count, extract(epoch from window_start + make_interval(secs => ${windowSeconds}) - now())::text as left`);
  const [row] = rows;
  invariant(row !== undefined, "the try was counted");
  return { count: row.count, secondsLeft: Math.max(1, Math.ceil(Number(row.left))) };
}

/** Forgets the tries of a key, after a success. */
export async function forgetTries(tx: SystemTx, key: string): Promise<void> {
  await tx.db.delete(rateLimits).where(eq(rateLimits.key, key));
}
