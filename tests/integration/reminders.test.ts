import { type ChildProcess, spawn } from "node:child_process";
import { createServer, type Server, type Socket } from "node:net";
import pg from "pg";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { insertTick } from "@/db/queries/checklist";
import { insertJob } from "@/db/queries/queue";
import { withSystem } from "@/db/system";
import { unsubscribeToken } from "@/lib/auth/unsubscribe-token";
import { resetEnv } from "@/lib/env";
import { invariant } from "@/lib/result";
import { chooseReminders, viewReminders } from "@/lib/services/season/choose-reminders";
import { findReminders } from "@/lib/services/season/find-reminders";
import { sendReminder } from "@/lib/services/season/send-reminder";
import { unsubscribe } from "@/lib/services/season/unsubscribe";
import { type Instant, instant } from "@/lib/time/instant";
import { PROJECT_ROOT } from "../support/folders";
import type { Owner } from "./books-support";
import { buy, sell } from "./choices-support";
import { makeFolder, makeInvestor, openDatabase, readOutbox, write } from "./support";

const outbox = makeFolder();
const { appUrl, ownerUrl } = await openDatabase({
  DATA_DIR: outbox,
  SMTP_URL: "",
  AUTH_SECRET: "a secret of these tests alone",
  DB_POOL_SIZE: "8",
});
const admin = new pg.Client({ connectionString: ownerUrl });
await admin.connect();
const started: ChildProcess[] = [];
const servers: Server[] = [];

afterAll(() => admin.end());
beforeEach(async () => {
  // Each test has people of its own; mail of others would be counted with it.
  await admin.query("delete from reminder_subscriptions");
  await admin.query("delete from graphile_worker._private_jobs");
});
afterEach(() => {
  process.env["SMTP_URL"] = "";
  resetEnv();
  for (const child of started.splice(0)) {
    child.kill("SIGKILL");
  }
  for (const server of servers.splice(0)) {
    server.close();
  }
});

/** Somebody with a lot and reminders since October 1, whose zone is New York. */
async function reader(since = "2026-10-01T16:00:00Z"): Promise<Owner & { email: string }> {
  const who = await makeInvestor();
  await buy(who, "2025-01-06", "1", "90000");
  const chosen = await chooseReminders(who, who.client, true, instant(since));
  invariant(chosen.ok, "reminders are on");
  const { rows } = await admin.query<{ email: string }>("select email from users where id = $1", [
    who.id,
  ]);
  return { ...who, email: rows[0]?.email ?? "" };
}

/** Nine in the morning of October 24 in New York: seven days before October 31, when the preliminary report is due. */
const OCTOBER_24 = instant("2026-10-24T13:00:00Z");

/** What the queue holds for a person: the days whose mail is to be sent. */
async function queued(who: Owner): Promise<string[]> {
  const { rows } = await admin.query<{ day: string }>(
    `select payload ->> 'day' as day from graphile_worker._private_jobs
     where payload ->> 'userId' = $1 order by 1`,
    [who.id],
  );
  return rows.map(({ day }) => day);
}

const handed = async (who: Owner) =>
  (
    await admin.query<{ day: string; outcome: string | null }>(
      "select day::text, outcome from reminders where user_id = $1 order by day",
      [who.id],
    )
  ).rows.map(({ day, outcome }) => `${day} ${outcome ?? "waiting"}`);

const mailsTo = async (who: { email: string }) =>
  (await readOutbox(outbox)).filter((mail) => mail.includes(`To: ${who.email}`));

const send = (who: Owner, day: string, now: Instant) =>
  sendReminder({ clientId: who.client, userId: who.id, day }, now);

async function eventually(check: () => Promise<boolean>, seconds = 20): Promise<void> {
  const until = Date.now() + seconds * 1000;
  while (!(await check())) {
    expect(Date.now(), "in time").toBeLessThan(until);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe("reminders are found", () => {
  it("for nobody who did not ask, and not before eight in the morning of the zone", async () => {
    const quiet = await makeInvestor();
    await buy(quiet, "2025-01-06", "1", "90000");
    const who = await reader();
    // October 24 is seven days before October 31; 11:59 UTC is 07:59 in New York.
    await findReminders(instant("2026-10-24T11:59:00Z"));
    expect(await handed(who)).toEqual([]);
    await findReminders(instant("2026-10-24T12:00:00Z"));
    expect(await handed(who)).toEqual(["2026-10-24 waiting"]);
    expect(await handed(quiet)).toEqual([]);
    expect(await queued(who)).toEqual(["2026-10-24"]);
  });

  it("once a day, however often and by however many at once it is looked", async () => {
    const who = await reader();
    await Promise.all([1, 2, 3, 4].map(() => findReminders(OCTOBER_24)));
    await findReminders(instant("2026-10-24T20:00:00Z"));
    expect(await handed(who)).toEqual(["2026-10-24 waiting"]);
    expect(await queued(who)).toEqual(["2026-10-24"]);
  });

  it("once over the hour that comes twice when summer time ends, and none is lost in spring", async () => {
    // November 1, 2026, 01:30 in New York comes at 05:30 and at 06:30 UTC. Steps of November 8 do not exist; those of
    // November 15 are reminded of from November 8, 08:00 = 13:00 UTC (no longer 12:00).
    const who = await reader();
    await findReminders(instant("2026-11-01T05:30:00Z"));
    await findReminders(instant("2026-11-01T06:30:00Z"));
    const first = await handed(who);
    await findReminders(instant("2026-11-08T12:30:00Z"));
    expect(await handed(who)).toEqual(first);
    await findReminders(instant("2026-11-08T13:00:00Z"));
    expect(await handed(who)).toEqual([...first, "2026-11-08 waiting"]);
    // The clock set back by a day, then on again: the day is taken already.
    await findReminders(instant("2026-11-07T13:00:00Z"));
    await findReminders(instant("2026-11-08T14:00:00Z"));
    expect(await handed(who)).toEqual([...first, "2026-11-08 waiting"]);
    // In spring 02:00 to 03:00 is skipped; April 8, 2027 is seven days before the return is due.
    const spring = await reader("2027-03-01T16:00:00Z");
    await sell(spring, "2026-06-01", "0.5", "40000");
    await findReminders(instant("2027-03-14T07:30:00Z"));
    await findReminders(instant("2027-04-08T12:00:00Z"));
    expect(await handed(spring)).toEqual(["2027-04-08 waiting"]);
  });

  it("in one mail after days without a worker", async () => {
    const who = await reader();
    await findReminders(instant("2026-12-20T15:00:00Z"));
    expect(await handed(who)).toEqual(["2026-12-20 waiting"]);
  });

  it("with the queue's job or not at all", async () => {
    const who = await reader();
    await admin.query(`
      create function refuse_jobs() returns trigger language plpgsql as $$ begin raise 'no'; end $$;
      create trigger refuse before insert on graphile_worker._private_jobs
        for each row execute function refuse_jobs();`);
    try {
      await expect(findReminders(OCTOBER_24)).rejects.toThrow("could not be looked at");
    } finally {
      await admin.query(
        "drop trigger refuse on graphile_worker._private_jobs; drop function refuse_jobs",
      );
    }
    expect(await handed(who)).toEqual([]);
    await findReminders(OCTOBER_24);
    expect(await queued(who)).toEqual(["2026-10-24"]);
  });
});

describe("a mail of reminders", () => {
  it("names open steps and days, no figure, and how to stop it with one click", async () => {
    const who = await reader();
    await findReminders(OCTOBER_24);
    await send(who, "2026-10-24", OCTOBER_24);
    const [mail = "", ...more] = await mailsTo(who);
    expect(more).toEqual([]);
    expect(mail).toContain("Make the preliminary report of 2026 (by October 31, 2026)");
    expect(mail).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
    const token = unsubscribeToken({ userId: who.id, clientId: who.client });
    expect(mail.replace(/\s+/g, "")).toContain(
      `List-Unsubscribe:<http://localhost:3000/api/unsubscribe/${token}>`.replace(/\s+/g, ""),
    );
    expect(mail.replace(/\s+/g, "")).toContain(
      `Message-ID:<reminder-2026-10-24-${who.client}-${who.id}@localhost>`,
    );
    expect(mail.replace(/\r\n /g, " ")).toMatch(
      /Subject: Enter the income expected for 2026, by October 31, 2026, and 3 more/,
    );
    expect(mail).toContain("text/html");
    expect(mail).toContain("multipart/alternative");
    expect(mail).toContain("Auto-Submitted: auto-generated");
    // Why, in the step's own words; quoted-printable folds its lines.
    expect(mail.replace(/=\r?\n/g, "")).toContain("The year so far on paper");
    expect(mail).not.toMatch(/\$\d/);
    expect(await handed(who)).toEqual(["2026-10-24 sent"]);
  });

  it("is one, sent by two workers at once and again afterwards", async () => {
    const who = await reader();
    await findReminders(OCTOBER_24);
    await Promise.all([1, 2, 3].map(() => send(who, "2026-10-24", OCTOBER_24)));
    await send(who, "2026-10-24", OCTOBER_24);
    expect(await mailsTo(who)).toHaveLength(1);
  });

  it("is dropped when by then its steps are done, or it is no longer wanted", async () => {
    const done = await reader();
    await findReminders(instant("2026-11-14T15:00:00Z"));
    // As if the mail had been about this one step.
    await admin.query("update reminders set steps = '[\"2026.securities\"]' where user_id = $1", [
      done.id,
    ]);
    await write(done, (tx) => insertTick(tx, 2026, "securities", "done"));
    await send(done, "2026-11-14", instant("2026-11-14T16:00:00Z"));
    expect(await handed(done)).toEqual(["2026-11-14 dropped"]);
    expect(await mailsTo(done)).toEqual([]);

    const off = await reader();
    await findReminders(OCTOBER_24);
    invariant((await chooseReminders(off, off.client, false, OCTOBER_24)).ok, "they are off");
    await send(off, "2026-10-24", OCTOBER_24);
    expect(await handed(off)).toEqual(["2026-10-24 dropped"]);
    expect(await mailsTo(off)).toEqual([]);
  });

  it("waits while the mail server is down, and leaves once when it is back", async () => {
    const who = await reader();
    await findReminders(OCTOBER_24);
    process.env["SMTP_URL"] = "smtp://127.0.0.1:9";
    resetEnv();
    await expect(send(who, "2026-10-24", OCTOBER_24)).rejects.toThrow();
    expect(await handed(who)).toEqual(["2026-10-24 waiting"]);
    // The tries of the queue are used up; the next hour's look hands it over again, as the same mail.
    await admin.query("delete from graphile_worker._private_jobs");
    await findReminders(instant("2026-10-24T14:00:00Z"));
    expect(await queued(who)).toEqual(["2026-10-24"]);
    const inbox = await smtpServer();
    await send(who, "2026-10-24", OCTOBER_24);
    await send(who, "2026-10-24", OCTOBER_24);
    expect(inbox).toHaveLength(1);
    expect(inbox[0]).toContain("Make the preliminary report");
    expect(await handed(who)).toEqual(["2026-10-24 sent"]);
  });

  it("of several days that waited is only the last", async () => {
    const who = await reader();
    await findReminders(OCTOBER_24);
    const later = instant("2026-10-30T15:00:00Z");
    await findReminders(later);
    await send(who, "2026-10-24", later);
    await send(who, "2026-10-30", later);
    expect(await handed(who)).toEqual(["2026-10-24 dropped", "2026-10-30 sent"]);
    expect(await mailsTo(who)).toHaveLength(1);
  });
});

describe("a worker", () => {
  /** A worker as `npm run worker` starts it. */
  async function startWorker(): Promise<ChildProcess> {
    const child = spawn(process.execPath, ["--import", "tsx", "lib/jobs/worker.ts"], {
      cwd: PROJECT_ROOT,
      env: {
        ...process.env,
        APP_DATABASE_URL: appUrl,
        DATA_DIR: outbox,
        NODE_ENV: "production",
      },
      stdio: ["ignore", "pipe", "inherit"],
    });
    started.push(child);
    await new Promise<void>((resolve, reject) => {
      let text = "";
      child.stdout?.on("data", (piece) => {
        text += piece;
        if (text.includes("worker.ready")) {
          resolve();
        }
      });
      child.once("exit", (code) => reject(new Error(`the worker ended with ${code}: ${text}`)));
    });
    return child;
  }

  it("killed while it sends, another sends it; two workers and a second hand-over make no second mail", async () => {
    const who = await reader();
    const now = instant("2026-10-24T15:00:00Z");
    // A mail server that takes the connection and says nothing: the worker hangs in the middle of sending.
    const silent = createServer(() => undefined);
    servers.push(silent);
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const address = silent.address();
    invariant(address !== null && typeof address === "object", "it listens");
    process.env["SMTP_URL"] = `smtp://127.0.0.1:${address.port}`;
    const connected = new Promise<void>((resolve) => silent.once("connection", () => resolve()));
    await findReminders(now);
    const first = await startWorker();
    await connected;
    first.kill("SIGKILL");
    expect(await handed(who)).toEqual(["2026-10-24 waiting"]);

    process.env["SMTP_URL"] = "";
    await startWorker();
    await startWorker();
    await withSystem((tx) =>
      insertJob(tx, {
        task: "send-reminder",
        payload: { clientId: who.client, userId: who.id, day: "2026-10-24" },
        maxAttempts: 5,
      }),
    );
    await eventually(async () => (await handed(who)).includes("2026-10-24 sent"), 60);
    await eventually(async () => (await queued(who)).length === 0, 60);
    expect(await mailsTo(who)).toHaveLength(1);
  }, 120_000);
});

describe("stopping", () => {
  it("needs the link alone, works twice, and only for whose link it is", async () => {
    const [me, other] = [await reader(), await reader()];
    const token = unsubscribeToken({ userId: me.id, clientId: me.client });
    expect(await unsubscribe(token)).toEqual({ ok: true, value: null });
    expect(await unsubscribe(token)).toEqual({ ok: true, value: null });
    expect(await viewReminders(me, me.client)).toEqual({ ok: true, value: false });
    expect(await viewReminders(other, other.client)).toEqual({ ok: true, value: true });
    await findReminders(OCTOBER_24);
    expect(await handed(me)).toEqual([]);
  });

  it("refuses a link with any character changed, and one put together of two", async () => {
    const [me, other] = [await reader(), await reader()];
    const token = unsubscribeToken({ userId: me.id, clientId: me.client });
    for (let at = 0; at < token.length; at += 7) {
      const changed = `${token.slice(0, at)}${token[at] === "a" ? "b" : "a"}${token.slice(at + 1)}`;
      expect((await unsubscribe(changed)).ok, changed).toBe(false);
    }
    const mixed = `${other.id}.${other.client}.${token.split(".")[2]}`;
    expect((await unsubscribe(mixed)).ok).toBe(false);
    expect(await viewReminders(me, me.client)).toEqual({ ok: true, value: true });
  });
});

/** A mail server that takes everything; what it took, as sent. */
async function smtpServer(): Promise<readonly string[]> {
  const taken: string[] = [];
  const server = createServer((socket) => speak(socket, taken));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  invariant(address !== null && typeof address === "object", "it listens");
  process.env["SMTP_URL"] = `smtp://127.0.0.1:${address.port}`;
  resetEnv();
  return taken;
}

function speak(socket: Socket, taken: string[]): void {
  let isData = false;
  let text = "";
  socket.on("error", () => undefined);
  socket.write("220 ready\r\n");
  socket.on("data", (piece) => {
    text += piece.toString();
    if (isData && text.includes("\r\n.\r\n")) {
      taken.push(text);
      isData = false;
      text = "";
      socket.write("250 taken\r\n");
    }
    while (!isData && text.includes("\r\n")) {
      const [line = "", ...rest] = text.split("\r\n");
      text = rest.join("\r\n");
      isData = /^DATA/i.test(line);
      socket.write(isData ? "354 go on\r\n" : /^QUIT/i.test(line) ? "221 bye\r\n" : "250 ok\r\n");
    }
  });
}
