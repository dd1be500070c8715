import pg from "pg";
import { type ClientId, clientId, type UserId } from "@/db/ids";
import { insertClient } from "@/db/queries/clients";
import { insertSettings } from "@/db/queries/settings";
import { insertFirm, insertUser } from "@/db/queries/users";
import { withSystem } from "@/db/system";
import { withClient, withUser } from "@/db/tenant";
import { invariant, ok } from "@/lib/result";
import { addTransaction } from "@/lib/services/enter-transaction";
import { DEFAULT_SETTINGS } from "@/lib/services/gains/default-settings";
import { imported } from "../../integration/books-support";
import { LARGE_HEADER } from "../import/large-file";
import { copyBooks } from "../pages/books-of-many";

/** A firm whose clients have books of a year that is over. */
export interface FirmWithBooks {
  readonly user: UserId;
  readonly clients: readonly ClientId[];
  /** Clients with an open item in that year: nothing of theirs is final. */
  readonly open: number;
}

/** One client in so many has sold what the books never bought. */
const OPEN_EVERY = 20;

/**
 * Makes it: one history imported the way people do, as many purchases of the year before as sales of the year, and its copies under the other
 * clients, because keys begin with the client.
 */
export async function makeFirmWithBooks(
  ownerUrl: string,
  { clients: count, rows, year }: { clients: number; rows: number; year: number },
): Promise<FirmWithBooks> {
  const { user, firm } = await withSystem(async (tx) => {
    const made = await insertUser(tx, {
      email: `bench-${crypto.randomUUID()}@example.com`,
      name: "Bench",
      kind: "professional",
      passwordHash: "none",
    });
    invariant(made !== null, "the e-mail is new");
    return { user: made, firm: await insertFirm(tx, "Bench & Co", made) };
  });
  const add = (n: number) =>
    withUser({ id: user }, (tx) =>
      insertClient(tx, { name: `Client ${String(n + 1).padStart(4, "0")}`, holder: firm }),
    );
  const first = { id: user, client: clientId(await add(0)) };
  await withClient<null, never>(first, first.client, "write", async (tx) => {
    await insertSettings(tx, DEFAULT_SETTINGS);
    return ok(null);
  });
  await imported(first, "history.csv", history(rows, year));
  const clients: ClientId[] = [first.client];
  const admin = new pg.Client({ connectionString: ownerUrl });
  await admin.connect();
  try {
    // Whoever takes many clients' papers has a second step; that of the sessions here is never asked.
    await admin.query(
      `insert into passkeys (user_id, credential_id, public_key, counter, transports, is_synced, name)
       values ($1, $2, 'x', 0, '{}', false, 'Bench')`,
      [user, String(user)],
    );
    while (clients.length < count) {
      const next = { id: user, client: clientId(await add(clients.length)) };
      await copyBooks(admin, first, next);
      clients.push(next.client);
    }
    await admin.query("analyze");
  } finally {
    await admin.end();
  }
  const open = clients.filter((_, n) => n % OPEN_EVERY === OPEN_EVERY - 1);
  for (const client of open) {
    const sold = await addTransaction({ id: user }, client, "sell", {
      account: "Old wallet",
      date: `${year}-06-10`,
      sentQuantity: "1",
      sentAsset: "LTC",
      value: "100",
    });
    invariant(sold.ok, "the sale is taken");
  }
  return { user, clients, open: open.length };
}

/** Half purchases, half sales of the same units, in the layout of an exchange. */
function history(rows: number, year: number): string {
  const half = Math.floor(rows / 2);
  const line = (n: number, kind: "Buy" | "Sell", of: number, dollars: number) => {
    const day = new Date(Date.UTC(of, 0, 2) + n * Math.floor((360 * 86_400_000) / half));
    const time = day.toISOString().replace("T", " ").slice(0, 19);
    const asset = n % 3 === 0 ? "ETH" : "BTC";
    const total = `$${dollars}.00`;
    const id = `${kind === "Buy" ? "b" : "s"}${String(n).padStart(8, "0")}`;
    const units = kind === "Buy" ? "0.1" : "-0.1";
    return `${id},${time} UTC,${kind},${asset},${units},USD,$${dollars * 10}.00,${total},${total},$0.00,${kind} 0.1 ${asset}`;
  };
  const all = Array.from({ length: half }, (_, n) => [
    line(n, "Buy", year - 1, 1000 + n),
    line(n, "Sell", year, 1500 + n),
  ]).flat();
  return `${LARGE_HEADER}\n${all.join("\n")}\n`;
}
