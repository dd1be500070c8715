import pg from "pg";
import { afterAll, expect, it } from "vitest";
import type { ClientId, UserId } from "@/db/ids";
import { putGrant } from "@/db/queries/access-grants";
import { readAuditChain } from "@/db/queries/audit-events";
import { verifyChain } from "@/lib/audit/verify";
import { invariant } from "@/lib/result";
import { commitImport } from "@/lib/services/commit-import";
import { addTransaction, correctTransaction } from "@/lib/services/enter-transaction";
import { undoImport } from "@/lib/services/undo-import";
import { voidTransaction } from "@/lib/services/void-transaction";
import { buyRow, coinbaseFile, type Owner, previewed } from "../../integration/books-support";
import { makeInvestor, makeUser, openDatabase, valued, write } from "../../integration/support";
import { countOf, oneOf, random, tallyOf, tell } from "./count";

const { ownerUrl } = await openDatabase({ DB_POOL_SIZE: "8" });
const admin = new pg.Client({ connectionString: ownerUrl });
await admin.connect();
afterAll(() => admin.end());

const OPERATIONS = countOf(2000);
const ACTORS = 8;
const PLACES = 12;

/** The owner of books and a professional who prepares them. */
async function twoPeople(): Promise<readonly [Owner, Owner]> {
  const owner = await makeInvestor();
  const pro = await makeUser("professional");
  const scope = { role: "editor", years: null, until: null, endsAt: null } as const;
  await write(owner, (tx) => putGrant(tx, pro, scope));
  return [owner, { id: pro, client: owner.client }];
}

interface Person {
  readonly id: UserId;
  readonly client: ClientId;
}

/** What a row says, as it was told and as the database has it. */
interface Told {
  readonly kind: "buy" | "income";
  readonly value: number;
}

const formOf = ({ kind, value }: Told) => ({
  account: "Old wallet",
  date: "2024-01-10",
  receivedQuantity: "1",
  receivedAsset: "BTC",
  value: String(value),
  ...(kind === "income" ? { incomeKind: "staking" } : {}),
});

async function liveRows({ client }: Person): Promise<ReadonlyMap<string, Told>> {
  const { rows } = await admin.query<{ id: string; kind: Told["kind"]; value: string }>(
    "select id, kind, value_usd::text as value from transactions where client_id = $1 and voided_at is null",
    [client],
  );
  return new Map(rows.map(({ id, kind, value }) => [id, { kind, value: Number(value) }]));
}

it(`${OPERATIONS} corrections, new kinds and removals of ${PLACES} rows by ${ACTORS} at once: none is lost, whoever comes second is told`, {
  timeout: 60_000 + OPERATIONS * 400,
}, async () => {
  const people = await twoPeople();
  const [owner] = people;
  const enter = async (who: Person, told: Told) =>
    valued(addTransaction(who, who.client, told.kind, formOf(told)));
  /** Every row that must count, by what was acknowledged alone. */
  const model = new Map<string, Told>();
  /** Every row that ever was: some actors look at a page that is long out of date. */
  const seen: string[] = [];
  /** Rows that an acknowledged deed took out: none may be taken out twice. */
  const gone = new Set<string>();
  const answers: string[] = [];
  let value = 1;
  const put = (id: string, told: Told) => {
    model.set(id, told);
    seen.push(id);
  };
  const take = (id: string) => {
    expect(gone.has(id), "two deeds on one version were both acknowledged").toBe(false);
    gone.add(id);
    model.delete(id);
  };
  for (let place = 0; place < PLACES; place += 1) {
    const told: Told = { kind: "buy", value: value++ };
    put(await enter(owner, told), told);
  }
  let left = OPERATIONS;
  let adds = PLACES;
  const act = async (who: Person) => {
    while (left > 0) {
      left -= 1;
      const id = random() < 0.15 ? oneOf(seen) : oneOf(seen.slice(-PLACES));
      const told: Told = { kind: random() < 0.5 ? "buy" : "income", value: value++ };
      const isRemoval = random() < 0.2;
      const done = isRemoval
        ? await voidTransaction(who, who.client, id, "entered twice")
        : await correctTransaction(who, who.client, id, told.kind, formOf(told));
      answers.push(done.ok ? (isRemoval ? "removed" : "corrected") : done.error.code);
      if (!done.ok) {
        expect(done.error.code).toBe("changed-meanwhile");
        continue;
      }
      take(id);
      if (done.value !== null) {
        put(done.value, told);
      } else {
        adds += 1;
        put(await enter(who, told), told);
      }
    }
  };
  await Promise.all(Array.from({ length: ACTORS }, (_, actor) => act(people[actor % 2] as Person)));
  expect(await liveRows(owner)).toEqual(model);
  // One event for each acknowledged deed and no other, in one unbroken chain.
  const events = await write(owner, (tx) => readAuditChain(tx, 0, OPERATIONS * 3));
  expect((await verifyChain(() => [events])).holds).toBe(true);
  const tally = tallyOf(answers);
  expect(tallyOf(events.map(({ deed }) => deed))).toMatchObject({
    "transaction.add": adds,
    "transaction.correct": tally["corrected"],
    "transaction.void": tally["removed"],
  });
  tell("R8", { operations: OPERATIONS, actors: ACTORS, ...tally });
});

const ROUNDS = Math.min(20, OPERATIONS);

it(`an import taken back by two while others correct and remove its rows, ${ROUNDS} times: nothing of it is left`, {
  timeout: 120_000,
}, async () => {
  const people = await twoPeople();
  const [owner, pro] = people;
  const answers: string[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const rows = Array.from({ length: 6 }, (_, index) =>
      buyRow(`u${round}-${index}`, `2024-03-02 15:04:0${index} UTC`, "0.5", "60000", "30000"),
    );
    const { batchId } = await previewed(owner, `${round}.csv`, coinbaseFile(rows));
    await valued(commitImport(owner, owner.client, batchId));
    const ids = [...(await liveRows(owner)).keys()];
    expect(ids).toHaveLength(6);
    const done = await Promise.all([
      ...ids.map((id, index) =>
        index % 2 === 0
          ? correctTransaction(pro, pro.client, id, "buy", formOf({ kind: "buy", value: 7 }))
          : voidTransaction(owner, owner.client, id, "entered twice"),
      ),
      undoImport(owner, owner.client, batchId),
      undoImport(pro, pro.client, batchId),
    ]);
    const undone = done.slice(-2);
    expect(undone.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await liveRows(owner)).size).toBe(0);
    for (const one of done) {
      answers.push(one.ok ? "done" : one.error.code);
    }
  }
  invariant(answers.length === ROUNDS * 8, "each deed was answered");
  expect(new Set(answers)).toEqual(new Set(["done", "changed-meanwhile"]));
  tell("R8 undo", { rounds: ROUNDS, ...tallyOf(answers) });
});
