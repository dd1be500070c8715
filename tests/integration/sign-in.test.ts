import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { listClients, listFirms } from "@/db/queries/clients";
import { deleteExpired } from "@/db/queries/sessions";
import { findUserByEmail, type User } from "@/db/queries/users";
import { passwordResets } from "@/db/schema/password-resets";
import { passwords } from "@/db/schema/passwords";
import { rateLimits } from "@/db/schema/rate-limits";
import { sessions } from "@/db/schema/sessions";
import { withSystem } from "@/db/system";
import { withUser } from "@/db/tenant";
import { adapter } from "@/lib/auth/adapter";
import { openSession as open } from "@/lib/auth/sessions";
import { hashToken, newToken } from "@/lib/auth/token";
import { verifySignIn } from "@/lib/auth/verify-sign-in";
import { invariant } from "@/lib/result";
import { requestPasswordReset } from "@/lib/services/request-password-reset";
import { isResetLinkGood, resetPassword } from "@/lib/services/reset-password";
import { sendPasswordReset } from "@/lib/services/send-password-reset";
import { type SignUp, signUp } from "@/lib/services/sign-up";
import { makeFolder, openDatabase, readOutbox } from "./support";

const outbox = makeFolder();
const { ownerUrl } = await openDatabase({
  DATA_DIR: outbox,
  SMTP_URL: "",
  APP_ORIGIN: "http://localhost:4321",
});

/** Pairs of tries whose work is compared: of a hundred the median varies by about one percent on a busy machine. */
const PAIRS = Number(process.env["SIGN_IN_PAIRS"] ?? 100);

const PASSWORD = "three quiet rivers run";
let email = "";

beforeEach(() => {
  email = `ann.${crypto.randomUUID()}@example.com`;
});

const ann = (over: Partial<SignUp> = {}): SignUp => ({
  kind: "investor",
  name: "Ann Example",
  email,
  password: PASSWORD,
  ...over,
});

async function signedUp(over: Partial<SignUp> = {}) {
  const made = await signUp(ann(over));
  invariant(made.ok, "the sign-up is taken");
  return made.value;
}

const signIn = (password: string, who = email) =>
  verifySignIn({ email: who, password, address: null });

describe("signing up", () => {
  it("gives an investor a user and one client, their own books", async () => {
    const { user, client } = await signedUp();
    const clients = await withUser({ id: user }, listClients);
    expect(clients.map((one) => [one.id, one.ownerUserId])).toEqual([[client, user]]);
  });

  it("gives a professional a firm and an empty client list", async () => {
    const { user, client } = await signedUp({ kind: "professional", firmName: "Example & Co" });
    expect(client).toBeNull();
    expect(await withUser({ id: user }, listClients)).toEqual([]);
    expect((await withUser({ id: user }, listFirms)).map((firm) => firm.name)).toEqual([
      "Example & Co",
    ]);
  });

  it("refuses an e-mail that is taken, in whatever spelling", async () => {
    await signedUp();
    expect(await signUp(ann({ email: `  ${email.toUpperCase()} ` }))).toMatchObject({
      ok: false,
      error: { code: "email-taken", fields: { email: expect.any(String) } },
    });
  });

  it.each([
    ["short", "password-too-short"],
    ["fourteen chars", "password-too-short"],
    ["passwordpassword", "password-too-common"],
    ["aaaaaaaaaaaaaaaaaaaa", "password-too-common"],
    ["abcabcabcabcabcabc", "password-too-common"],
    ["qwertyuiopasdfghjkl", "password-too-common"],
    ["123456789012345678", "password-too-common"],
    ["CorrectHorseBatteryStaple", "password-too-common"],
    ["lotwise-ann-example-1", "password-about-you"],
    ["x".repeat(200) + "abcdefgh ijkl".repeat(10), "password-too-long"],
  ])("refuses the password %j as %s", async (password, code) => {
    expect(await signUp(ann({ password }))).toMatchObject({ ok: false, error: { code } });
    expect(await withSystem((tx) => findUserByEmail(tx, email))).toBeNull();
  });

  it.each([
    "three quiet rivers",
    "пятнадцать букв ровно",
    "ümläut ånd snow ☃☃☃",
    "P9#xK2$mQ7!vL4@z",
  ])("takes the password %j", async (password) => {
    await signedUp({ password });
    expect((await signIn(password)).ok).toBe(true);
  });

  it("stores the password as argon2id with 19 MiB and two passes, and nowhere else", async () => {
    const { user } = await signedUp();
    const stored = await withSystem((tx) =>
      tx.db.select().from(passwords).where(sql`user_id = ${user}`),
    );
    expect(stored[0]?.hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });
});

describe("signing in", () => {
  it("takes the right password, in whatever spelling of the e-mail", async () => {
    const { user } = await signedUp();
    expect(await signIn(PASSWORD, ` ${email.toUpperCase()}`)).toMatchObject({
      ok: true,
      value: { id: user },
    });
  });

  it("answers a wrong password and an unknown e-mail the same", async () => {
    await signedUp();
    const wrong = await signIn("three quiet rivers ran");
    const unknown = await signIn(PASSWORD, `nobody.${email}`);
    expect(wrong).toEqual({ ok: false, error: { code: "wrong-sign-in" } });
    expect(unknown).toEqual(wrong);
  });

  it("does the same work for an e-mail nobody has, within five percent", async () => {
    await signedUp();
    // The time of the processor, on all threads: unlike that of the clock it does not tell what else the machine does.
    const work = async (who: string) => {
      const before = process.cpuUsage();
      expect((await signIn("a wrong password here", who)).ok).toBe(false);
      const { user, system } = process.cpuUsage(before);
      return user + system;
    };
    const ratios: number[] = [];
    for (let pair = 0; pair < PAIRS; pair += 1) {
      await withSystem((tx) => tx.db.delete(rateLimits));
      const nobody = `${pair}.${email}`;
      // Whichever goes first now goes second next, so that what comes first costs both alike.
      const [first, second] = pair % 2 === 0 ? [email, nobody] : [nobody, email];
      const [one, other] = [await work(first), await work(second)];
      ratios.push(pair % 2 === 0 ? one / other : other / one);
    }
    const median = ratios.sort((x, y) => x - y)[Math.floor(PAIRS / 2)] ?? 0;
    // The other half of a guess: without the hash of a stranger it is ten and more.
    expect(Math.abs(median - 1), `known against unknown: ${median}`).toBeLessThan(0.05);
  });

  it("stops after ten tries, also for the right password, and starts again after the quarter of an hour", async () => {
    await signedUp();
    for (let tried = 0; tried < 10; tried += 1) {
      expect(await signIn("a wrong password here")).toMatchObject({
        error: { code: "wrong-sign-in" },
      });
    }
    const stopped = await signIn(PASSWORD);
    expect(stopped).toMatchObject({ ok: false, error: { code: "too-many-tries" } });
    await withSystem((tx) =>
      tx.db.execute(
        sql`update rate_limits set window_start = window_start - interval '16 minutes'`,
      ),
    );
    expect((await signIn(PASSWORD)).ok).toBe(true);
  });

  it("counts fifty tries in one moment as fifty", async () => {
    await signedUp();
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => signIn("a wrong password here")),
    );
    const codes = answers.map((answer) => (answer.ok ? "in" : answer.error.code));
    expect(codes.filter((code) => code === "wrong-sign-in").length).toBe(10);
  });

  it("forgets the tries after a success, and stores no e-mail with them", async () => {
    await signedUp();
    for (let round = 0; round < 12; round += 1) {
      expect((await signIn(PASSWORD)).ok).toBe(true);
    }
    const keys = await withSystem((tx) => tx.db.select({ key: rateLimits.key }).from(rateLimits));
    expect(JSON.stringify(keys)).not.toContain("example.com");
  });
});

/** A session of somebody who showed all they must: a professional's second step too. */
async function openSession(kind: User["kind"] = "investor"): Promise<string> {
  const { user } = await signedUp({ kind });
  const shown = kind === "investor" ? (["password"] as const) : (["password", "totp"] as const);
  return (await withSystem((tx) => open(tx, { userId: user, shown, agent: "" }))).token;
}

const isOpen = async (token: string) => (await adapter.getSessionAndUser?.(token)) !== null;

/** As if the session had last been used that much earlier. */
const leaveIdle = (token: string, interval: string) =>
  withSystem((tx) =>
    tx.db.execute(sql`update sessions set last_seen_at = last_seen_at - ${interval}::interval
      where token_hash = ${hashToken(token)}`),
  );

describe("a session", () => {
  it("opens with its token and with nothing else; the token itself is not stored", async () => {
    const token = await openSession();
    expect(await adapter.getSessionAndUser?.(token)).toMatchObject({
      user: { email, kind: "investor" },
    });
    expect(await isOpen(newToken())).toBe(false);
    expect(await isOpen(hashToken(token))).toBe(false);
    const stored = await withSystem((tx) => tx.db.select().from(sessions));
    expect(JSON.stringify(stored)).not.toContain(token);
    expect(stored.map((row) => row.tokenHash)).toContain(
      createHash("sha256").update(token).digest("hex"),
    );
  });

  it("is dead after signing out, however often its cookie is shown again", async () => {
    const token = await openSession();
    await adapter.deleteSession?.(token);
    expect(await isOpen(token)).toBe(false);
    expect(await isOpen(token)).toBe(false);
  });

  it.each([
    ["investor", "11 hours 59 minutes", true],
    ["investor", "12 hours 1 minute", false],
    ["professional", "29 minutes", true],
    ["professional", "31 minutes", false],
  ] as const)("of a %s left idle for %s is open: %s", async (kind, interval, open) => {
    const token = await openSession(kind);
    await leaveIdle(token, interval);
    expect(await isOpen(token)).toBe(open);
  });

  it("counts being used, so an idle clock starts again", async () => {
    const token = await openSession("professional");
    for (let round = 0; round < 3; round += 1) {
      await leaveIdle(token, "20 minutes");
      expect(await isOpen(token)).toBe(true);
    }
  });

  it.each([
    ["investor", 14 * 24],
    ["professional", 12],
  ] as const)("of a %s ends %d hours after it began, in use or not", async (kind, hours) => {
    const token = await openSession(kind);
    const [row] = await withSystem((tx) =>
      tx.db
        .select()
        .from(sessions)
        .where(sql`token_hash = ${hashToken(token)}`),
    );
    const lasts = Date.parse(row!.expiresAt) - Date.parse(row!.createdAt);
    expect(Math.round(lasts / 3_600_000)).toBe(hours);
    const admin = new pg.Client({ connectionString: ownerUrl });
    await admin.connect();
    const end = (moment: string) =>
      admin.query(`update sessions set expires_at = ${moment} where token_hash = $1`, [
        hashToken(token),
      ]);
    await end("now() + interval '1 minute'");
    expect(await isOpen(token)).toBe(true);
    // A second ago: the machine's clock may be set back by less between two transactions.
    await end("now() - interval '1 second'");
    expect(await isOpen(token)).toBe(false);
    await admin.end();
  });

  it("is not cleaned away while it lasts", async () => {
    const token = await openSession();
    await withSystem(deleteExpired);
    expect(await isOpen(token)).toBe(true);
  });

  it("is cleaned away once it is over, and so are questions nobody answered and counts of tries of days ago", async () => {
    const admin = new pg.Client({ connectionString: ownerUrl });
    await admin.connect();
    const count = async () =>
      (
        await admin.query(`select (select count(*)::int from sessions where expires_at < now()) as sessions,
          (select count(*)::int from passkey_challenges where expires_at < now()) as questions,
          (select count(*)::int from rate_limits where key like 'old:%') as old,
          (select count(*)::int from rate_limits where key like 'new:%') as new`)
      ).rows[0];
    await openSession();
    await admin.query(`
      update sessions set expires_at = now() - interval '1 second';
      insert into passkey_challenges (challenge_hash, purpose, expires_at) values ('${email}', 'sign-in', now() - interval '1 second');
      insert into rate_limits (key, count, window_start) values
        ('old:${email}', 11, now() - interval '49 hours'), ('new:${email}', 11, now() - interval '23 hours')`);
    expect(await count()).toMatchObject({ questions: 1, old: 1, new: 1 });
    await withSystem(deleteExpired);
    expect(await count()).toEqual({ sessions: 0, questions: 0, old: 0, new: 1 });
    await admin.end();
  });
});

describe("resetting a password", () => {
  beforeEach(() => {
    vi.spyOn(console, "log").mockImplementation(() => undefined);
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  async function mailedToken(): Promise<string> {
    await sendPasswordReset({ email });
    const mail = (await readOutbox(outbox)).find((text) => text.includes(email));
    const link = /http:\/\/localhost:4321\/reset-password\/([\w-]+)/.exec(mail ?? "");
    invariant(link?.[1] !== undefined, "a mail with a link was kept");
    return link[1];
  }

  it("mails a link that sets the password once and ends every session", async () => {
    const session = await openSession();
    const token = await mailedToken();
    expect(await isResetLinkGood(token)).toBe(true);
    expect((await resetPassword({ token, password: "seven slow green boats" })).ok).toBe(true);
    expect(await isOpen(session)).toBe(false);
    expect((await signIn(PASSWORD)).ok).toBe(false);
    expect((await signIn("seven slow green boats")).ok).toBe(true);
    expect(await isResetLinkGood(token)).toBe(false);
    expect(await resetPassword({ token, password: "another slow green boat" })).toMatchObject({
      error: { code: "reset-link-dead" },
    });
  });

  it("lets one of two people with the same link through", async () => {
    await openSession();
    const token = await mailedToken();
    const both = await Promise.all(
      ["seven slow green boats", "eight slow green boats"].map((password) =>
        resetPassword({ token, password }),
      ),
    );
    expect(both.filter((result) => result.ok).length).toBe(1);
  });

  it("refuses a weak password and leaves the link good", async () => {
    await openSession();
    const token = await mailedToken();
    expect(await resetPassword({ token, password: "short" })).toMatchObject({
      error: { code: "password-too-short", fields: { password: expect.any(String) } },
    });
    expect(await isResetLinkGood(token)).toBe(true);
  });

  it("is over after thirty minutes, and by a newer link", async () => {
    await openSession();
    const first = await mailedToken();
    await sendPasswordReset({ email });
    expect(await isResetLinkGood(first)).toBe(false);
    const stored = await withSystem((tx) => tx.db.select().from(passwordResets));
    const lasts = Date.parse(stored[0]!.expiresAt) - Date.parse(stored[0]!.createdAt);
    expect(lasts).toBe(30 * 60_000);
    expect(JSON.stringify(stored)).not.toContain(first);
  });

  it("answers the same for an e-mail nobody has, and mails nothing to it", async () => {
    await signedUp();
    const before = (await readOutbox(outbox)).length;
    const stranger = `nobody.${email}`;
    expect(await requestPasswordReset({ email: stranger })).toEqual(
      await requestPasswordReset({ email }),
    );
    await sendPasswordReset({ email: stranger });
    expect((await readOutbox(outbox)).length).toBe(before);
  });
});
