import { describe, expect, it } from "vitest";
import { listClients } from "@/db/queries/clients";
import { listBatches } from "@/db/queries/import-batches";
import { countTransactions } from "@/db/queries/transaction-list";
import { findUserByEmail } from "@/db/queries/users";
import { withSystem } from "@/db/system";
import { withClient, withUser } from "@/db/tenant";
import { verifySignIn } from "@/lib/auth/verify-sign-in";
import { invariant, ok } from "@/lib/result";
import { seedDemo } from "@/lib/services/seed-demo";
import { undoImport } from "@/lib/services/undo-import";
import { openDatabase } from "./support";

await openDatabase();

async function booksOf(email: string) {
  const user = await withSystem((tx) => findUserByEmail(tx, email));
  invariant(user !== null, "the demo user is there");
  const clients = await withUser(user, listClients);
  return { user, clients };
}

describe("the demo", () => {
  it("loads an investor's books and a firm's three clients, through imports that leave no row behind", async () => {
    const said: string[] = [];
    const signIns = await seedDemo((line) => said.push(line));
    expect(said).toHaveLength(4);
    for (const { email, password } of signIns) {
      expect(password.length).toBeGreaterThanOrEqual(15);
      expect((await verifySignIn({ email, password, address: null })).ok).toBe(true);
    }
    const [nora, firm] = [await booksOf(signIns[0]!.email), await booksOf(signIns[1]!.email)];
    expect(nora.clients.map((client) => client.name)).toEqual(["Nora Whitfield"]);
    expect(firm.clients.map((client) => client.name)).toEqual([
      "Brian Castellano",
      "Jane Okafor",
      "Mei-Ling Tanaka (田中美玲)",
    ]);
    for (const { user, clients } of [nora, firm]) {
      for (const client of clients) {
        const seen = await withClient(user, client.id, "read", async (tx) =>
          ok({ batches: await listBatches(tx), counted: await countTransactions(tx, {}) }),
        );
        invariant(seen.ok, "the books are open");
        expect(seen.value.counted.total).toBeGreaterThan(10);
        for (const batch of seen.value.batches) {
          expect(batch).toMatchObject({ state: "committed", rowsRejected: 0 });
          expect(batch.rowsRead).toBeGreaterThan(10);
        }
      }
    }
  }, 120_000);

  it("changes nothing the second time, also not what a visitor took back", async () => {
    const { user, clients } = await booksOf("nora@demo.example");
    const client = clients[0]!.id;
    const batches = () => withClient(user, client, "read", async (tx) => ok(await listBatches(tx)));
    const before = await batches();
    invariant(before.ok, "the books are open");
    expect((await undoImport(user, client, before.value[0]!.id)).ok).toBe(true);
    const undone = await batches();
    const said: string[] = [];
    await seedDemo((line) => said.push(line));
    expect(said).toEqual([]);
    expect(await batches()).toEqual(undone);
  }, 60_000);
});
