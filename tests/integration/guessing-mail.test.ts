import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { getUser, type User } from "@/db/queries/users";
import { withSystem } from "@/db/system";
import { verifySignIn } from "@/lib/auth/verify-sign-in";
import { handleJob } from "@/lib/jobs/handlers";
import { invariant } from "@/lib/result";
import { checkPresentPassword } from "@/lib/services/account/check-password";
import { signUp } from "@/lib/services/sign-up";
import { makeFolder, openDatabase, readOutbox } from "./support";

const outbox = makeFolder();
await openDatabase({ DATA_DIR: outbox, SMTP_URL: "", APP_ORIGIN: "http://localhost:4321" });

const PASSWORD = "three quiet rivers run";
let user: User;

beforeEach(async () => {
  const email = `ann.${crypto.randomUUID()}@example.com`;
  const made = await signUp({ kind: "investor", name: "Ann Example", email, password: PASSWORD });
  invariant(made.ok, "the sign-up is taken");
  const found = await withSystem((tx) => getUser(tx, made.value.user));
  invariant(found !== null, "the user is there");
  user = found;
});

async function guess(times: number, email = user.email): Promise<void> {
  for (let tried = 0; tried < times; tried += 1) {
    await verifySignIn({ email, password: "not the right one", address: null });
  }
}

const later = (hours: number) =>
  withSystem((tx) =>
    tx.db.execute(
      sql`update rate_limits set window_start = window_start - make_interval(hours => ${hours})`,
    ),
  );

/** The mails about guessing at this e-mail, once the worker has done what waits. */
async function mailsTo(email = user.email): Promise<readonly string[]> {
  const { rows } = await withSystem((tx) =>
    tx.db.execute<{ id: string; payload: unknown }>(sql`
      select j.id, j.payload from graphile_worker._private_jobs j
      join graphile_worker._private_tasks t on t.id = j.task_id
      where t.identifier = 'send-guessing-notice' and j.payload ->> 'email' = ${email}`),
  );
  for (const { id, payload } of rows) {
    await handleJob("send-guessing-notice", payload, { number: 1, last: false });
    await withSystem((tx) =>
      tx.db.execute(sql`delete from graphile_worker._private_jobs where id = ${id}`),
    );
  }
  return (await readOutbox(outbox)).filter((mail) => mail.includes(`To: ${email}`));
}

describe("somebody whose password is guessed at", () => {
  it("hears nothing of ten wrong tries, and of the eleventh once", async () => {
    await guess(10);
    expect(await mailsTo()).toEqual([]);
    await guess(15);
    const [mail, more] = await mailsTo();
    expect(more).toBeUndefined();
    expect(mail).toContain("Subject: Many wrong passwords at Lotwise");
    expect(mail).toContain("http://localhost:4321/reset-password");
    expect(mail).not.toContain("not the right one");
  });

  it("hears of it once a day, however long it goes on, and again the next day", async () => {
    for (let hour = 0; hour < 5; hour += 1) {
      await guess(11);
      await later(1);
    }
    expect(await mailsTo()).toHaveLength(1);
    await later(24);
    await guess(11);
    expect(await mailsTo()).toHaveLength(2);
  });

  it("is locked out by it for a quarter of an hour and no longer", async () => {
    await guess(40);
    const right = { email: user.email, password: PASSWORD, address: null };
    expect(await verifySignIn(right)).toMatchObject({ error: { code: "too-many-tries" } });
    await later(1);
    expect((await verifySignIn(right)).ok).toBe(true);
  });

  it("hears of it too when it is guessed from a session of theirs", async () => {
    for (let tried = 0; tried < 12; tried += 1) {
      await checkPresentPassword(user, "not the right one", "password");
    }
    expect(await mailsTo()).toHaveLength(1);
  });
});

it("an e-mail that nobody has leaves the same job and is mailed nothing", async () => {
  const nobody = `nobody.${crypto.randomUUID()}@example.com`;
  await guess(11, nobody);
  const { rows } = await withSystem((tx) =>
    tx.db.execute<{ count: number }>(sql`
      select count(*)::int as count from graphile_worker._private_jobs where payload ->> 'email' = ${nobody}`),
  );
  expect(rows).toEqual([{ count: 1 }]);
  expect(await mailsTo(nobody)).toEqual([]);
});
