import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { afterAll, expect, it } from "vitest";
import { type ClientId, clientId } from "@/db/ids";
import { putGrant } from "@/db/queries/access-grants";
import { listReports } from "@/db/queries/reports";
import { pause } from "@/lib/launch/process";
import { startBulk } from "@/lib/services/bulk/start-bulk";
import { viewBulkRun } from "@/lib/services/bulk/view-bulk";
import { addTransaction } from "@/lib/services/enter-transaction";
import { requestExport } from "@/lib/services/export/request-export";
import { writeMessage } from "@/lib/services/talk/write-message";
import { addClient } from "@/lib/services/view-clients";
import {
  makeFolder,
  makePreparer,
  makeUser,
  openDatabase,
  valued,
  write,
} from "../../integration/support";
import { PROJECT_ROOT } from "../../support/folders";
import { countOf, random, tell } from "./count";

const folder = makeFolder();
const { appUrl, ownerUrl } = await openDatabase({ DATA_DIR: folder, SMTP_URL: "" });
const admin = new pg.Client({ connectionString: ownerUrl });
await admin.connect();

/** Jobs in all: papers, mails and exports in equal parts. */
const JOBS = countOf(50);
const EACH = Math.max(1, Math.round(JOBS / 3));
/** Each job has five tries: of two workers one is killed so many times that few jobs lose more than one. */
const KILLS = Math.max(2, Math.round(JOBS / 5));

let isOver = false;
const workers: (ChildProcess | undefined)[] = [];

/** A worker that is started again whenever it ends, as the launcher does. */
function keepWorker(at: number): void {
  if (isOver) {
    return;
  }
  const child = spawn(process.execPath, ["--import", "tsx", "lib/jobs/worker.ts"], {
    cwd: PROJECT_ROOT,
    env: { ...process.env, APP_DATABASE_URL: appUrl, DATA_DIR: folder, NODE_ENV: "production" },
    stdio: "ignore",
  });
  workers[at] = child;
  child.once("exit", () => setTimeout(() => keepWorker(at), 300));
}

afterAll(async () => {
  isOver = true;
  for (const worker of workers) {
    worker?.kill("SIGKILL");
  }
  await admin.end();
});

async function number(text: string): Promise<number> {
  return Number((await admin.query<{ n: string }>(text)).rows[0]?.n);
}

/** A firm, its clients with a purchase and a sale each, and a taxpayer who is told of messages. */
async function scene() {
  const firm = await makePreparer();
  const clients: ClientId[] = [];
  for (let at = 0; at < EACH; at += 1) {
    const id = clientId(await valued(addClient(firm, `Client number ${at}`)));
    const account = "Old wallet";
    const bought = { account, date: "2024-01-10", receivedQuantity: "1", receivedAsset: "BTC" };
    const sold = { account, date: "2024-06-10", sentQuantity: "1", sentAsset: "BTC" };
    await valued(addTransaction(firm, id, "buy", { ...bought, value: "1000" }));
    await valued(addTransaction(firm, id, "sell", { ...sold, value: "2000" }));
    clients.push(id);
  }
  const taxpayer = await makeUser();
  const scope = { role: "viewer", years: null, until: null, endsAt: null } as const;
  await write(firm, (tx) => putGrant(tx, taxpayer, scope));
  return { firm, clients };
}

it(`${JOBS} papers, mails and exports by two workers of which one is killed ${KILLS} times: each there once`, {
  timeout: 240_000 + JOBS * 15_000,
}, async () => {
  const { firm, clients } = await scene();
  const run = await valued(startBulk(firm, { what: "preliminary", years: [2024], clients }));
  for (const id of clients) {
    await valued(writeMessage(firm, firm.client, { kind: "message", text: `About ${id}` }));
    await valued(requestExport(firm, id));
  }
  const began = performance.now();
  [0, 1].forEach(keepWorker);
  let kills = 0;
  const waiting = `select count(*) as n from graphile_worker.jobs
    where task_identifier in ('bulk-item', 'send-talk-notice', 'export-client')`;
  const jobs = () => number(`${waiting} and attempts < max_attempts`);
  const killing = (async () => {
    await pause(3000);
    while (kills < KILLS && (await jobs()) > 0) {
      workers[kills % 2]?.kill("SIGKILL");
      kills += 1;
      await pause(1500 + random() * 2500);
    }
  })();
  while ((await jobs()) > 0) {
    await pause(500);
  }
  await killing;
  const seconds = Math.round((performance.now() - began) / 1000);
  // None was given up.
  expect(await number(waiting)).toBe(0);
  // Papers: one of each client, whole, none left open.
  expect(await valued(viewBulkRun(firm, run))).toMatchObject({
    done: EACH,
    failed: 0,
    papers: EACH,
    total: EACH,
  });
  for (const id of clients) {
    expect(await write({ ...firm, client: id }, (tx) => listReports(tx))).toHaveLength(1);
  }
  // Exports: each made once and whole.
  expect(
    await number(
      "select count(*) as n from job_runs where task = 'export-client' and state = 'done'",
    ),
  ).toBe(EACH);
  expect(await number("select count(*) as n from audit_events where deed = 'export.make'")).toBe(
    EACH,
  );
  // Mails: one a message, none by half.
  const mails = readdirSync(join(folder, "outbox")).filter((name) => !name.endsWith(".part"));
  expect(mails).toHaveLength(EACH);
  tell("R22", { jobs: 3 * EACH, kills, seconds, papers: EACH, exports: EACH, mails: mails.length });
});
