import type { ClientId, FirmId, UserId } from "@/db/ids";
import { insertDueMark, insertStageMark } from "@/db/queries/board-marks";
import { noteSummariesMade, putSummary } from "@/db/queries/client-summaries";
import { insertClient } from "@/db/queries/clients";
import { insertFirm, insertUser } from "@/db/queries/users";
import { withSystem } from "@/db/system";
import { withClient, withUser } from "@/db/tenant";
import { usd } from "@/lib/money/usd";
import { invariant, ok } from "@/lib/result";
import { STAGES } from "@/lib/services/cockpit/stage";
import { ENGINE_VERSION } from "@/lib/tax/version";
import { calendarDate } from "@/lib/time/calendar-date";
import { instantFromEpoch } from "@/lib/time/instant";
import { openSession } from "./session";

/** A firm of invented clients, and the cookie of somebody who sees them all. */
export interface FirmOfClients {
  readonly user: UserId;
  readonly firm: FirmId;
  readonly cookie: string;
  readonly client: ClientId;
}

const DAY_MS = 86_400_000;

/** Makes a firm with so many clients, each with a fresh summary of the year, every third with a day due, every ninth moved by hand. */
export async function makeFirm(count: number, year: number): Promise<FirmOfClients> {
  const made = await withSystem(async (tx) => {
    const user = await insertUser(tx, {
      email: `bench-${crypto.randomUUID()}@example.com`,
      name: "Bench",
      kind: "professional",
      passwordHash: "none",
    });
    invariant(user !== null, "the e-mail is new");
    const firm = await insertFirm(tx, "Bench & Co", user);
    return { user, firm };
  });
  const clients: ClientId[] = [];
  for (let n = 0; n < count; n += 1) {
    clients.push(await addClient(made, n, year));
  }
  const [client] = clients;
  invariant(client !== undefined, "the firm has a client");
  return { ...made, cookie: await openSession(made.user), client };
}

async function addClient(
  { user, firm }: { user: UserId; firm: FirmId },
  n: number,
  year: number,
): Promise<ClientId> {
  const me = { id: user };
  const client = await withUser(me, (tx) =>
    insertClient(tx, {
      name: `Client ${String((n * 7919) % 10_007).padStart(5, "0")}`,
      holder: firm,
    }),
  );
  const written = await withClient<null, never>(me, client, "write", async (tx) => {
    await putSummary(tx, summaryOf(n, year));
    await noteSummariesMade(tx, {
      asked: 0,
      engine: ENGINE_VERSION,
      freshUntil: instantFromEpoch(Date.now() + DAY_MS),
    });
    if (n % 3 === 0) {
      await insertDueMark(
        tx,
        year,
        calendarDate(`${year}-12-${String(1 + (n % 28)).padStart(2, "0")}`),
      );
    }
    if (n % 9 === 0) {
      await insertStageMark(tx, year, { stage: "in-review", reason: "Moved for the measurement." });
    }
    return ok(null);
  });
  invariant(written.ok, "the summary is kept");
  return client;
}

function summaryOf(n: number, year: number) {
  const candidate = {
    account: "Coinbase",
    asset: "ETH",
    quantity: "1.5",
    lots: 2,
    gain: `-${n + 1}.50`,
    saving: `${n}.25`,
    fees: "1.00",
    lastSafe: `${year}-12-29`,
  };
  return {
    year,
    ledgerVersion: 1,
    settingsVersion: 1,
    day: calendarDate(`${year}-11-20`),
    stage: STAGES[n % STAGES.length] ?? "ready",
    openItems: n % 40,
    blockingItems: n % 5,
    taxAtStake: n % 4 === 0 ? null : usd(`${(n * 37) % 9001}.10`),
    gainAtStake: usd(`${(n * 91) % 20_011}.10`),
    unknownItems: n % 11 === 0 ? 1 : 0,
    harvestState: "ready",
    harvest: usd(`${(n * 53) % 7001}.25`),
    turningLong: n % 6,
    nextLongOn: n % 6 === 0 ? null : calendarDate(`${year}-12-20`),
    unexplained: usd(n % 8 === 0 ? "1250.75" : "0"),
    brokerLines: n % 8,
    lastActivityAt: instantFromEpoch(Date.now() - n * 60_000),
    candidates: [candidate, candidate, candidate],
  };
}
