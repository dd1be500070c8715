import { sql } from "drizzle-orm";
import { Secret, TOTP } from "otpauth";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { UserId } from "@/db/ids";
import { findTotpSecret } from "@/db/queries/second-steps";
import type { Shown } from "@/db/queries/sessions";
import { getUser, type User } from "@/db/queries/users";
import { recoveryCodes } from "@/db/schema/recovery-codes";
import { sessions } from "@/db/schema/sessions";
import { totpSecrets } from "@/db/schema/totp-secrets";
import { withSystem } from "@/db/system";
import { openSession, sessionOfToken } from "@/lib/auth/sessions";
import { hashToken, newToken } from "@/lib/auth/token";
import { verifySignIn } from "@/lib/auth/verify-sign-in";
import { invariant } from "@/lib/result";
import { changePassword } from "@/lib/services/account/change-password";
import { checkSecondStep } from "@/lib/services/account/check-second-step";
import { confirmIdentity } from "@/lib/services/account/confirm-identity";
import { endEverySession, endSession } from "@/lib/services/account/end-sessions";
import { renewRecoveryCodes } from "@/lib/services/account/renew-recovery-codes";
import { asksForSecondStep, declineSecondStep } from "@/lib/services/account/second-step-notice";
import { sendAccountNotice } from "@/lib/services/account/send-account-notice";
import {
  confirmTotp,
  removeTotp,
  startTotp,
  viewTotpSetUp,
} from "@/lib/services/account/set-up-totp";
import { viewAccount } from "@/lib/services/account/view-account";
import { viewSecondStep } from "@/lib/services/account/view-second-step";
import { resetPassword } from "@/lib/services/reset-password";
import { seedDemo } from "@/lib/services/seed-demo";
import { sendPasswordReset } from "@/lib/services/send-password-reset";
import { signUp } from "@/lib/services/sign-up";
import { makeFolder, openDatabase, readOutbox } from "./support";

const outbox = makeFolder();
await openDatabase({ DATA_DIR: outbox, SMTP_URL: "", APP_ORIGIN: "http://localhost:4321" });

const PASSWORD = "three quiet rivers run";
/** A round moment in the midst of a 30-second step. */
const NOW = Date.UTC(2026, 10, 22, 12, 0, 15);
const SECOND = 1000;

beforeEach(() => {
  vi.spyOn(console, "log").mockImplementation(() => undefined);
});

async function person(kind: User["kind"] = "investor"): Promise<User> {
  const email = `ann.${crypto.randomUUID()}@example.com`;
  const made = await signUp({ kind, name: "Ann Example", email, password: PASSWORD });
  invariant(made.ok, "the sign-up is taken");
  const user = await withSystem((tx) => getUser(tx, made.value.user));
  invariant(user !== null, "who signed up is there");
  return user;
}

/** What the person's telephone shows, by the library's own reading of RFC 6238. */
function codeAt(secret: string, moment: number): string {
  return new TOTP({ secret: Secret.fromBase32(secret.replaceAll(" ", "")) }).generate({
    timestamp: moment,
  });
}

/** Somebody with an authenticator app in use, confirmed a minute before NOW. */
async function withApp(kind: User["kind"] = "investor") {
  const user = await person(kind);
  await startTotp(user);
  const setUp = await viewTotpSetUp(user);
  invariant(setUp !== null, "an app is being set up");
  const before = NOW - 60 * SECOND;
  const confirmed = await confirmTotp(user, { code: codeAt(setUp.secret, before) }, before);
  expect(confirmed.ok).toBe(true);
  return { user, secret: setUp.secret };
}

const open = async (user: UserId, ...shown: Shown[]) =>
  (await withSystem((tx) => openSession(tx, { userId: user, shown, agent: "Firefox on Linux" })))
    .token;

const isFull = async (token: string) => (await sessionOfToken(token, "full")) !== null;
const isPending = async (token: string) => (await sessionOfToken(token, "pending")) !== null;
const totp = (code: string) => ({ code, by: "totp" as const });
const recovery = (code: string) => ({ code, by: "recovery-code" as const });

describe("what opens", () => {
  it("to an investor without a second step, the password", async () => {
    expect(await isFull(await open((await person()).id, "password"))).toBe(true);
  });

  it("to a professional without one, nothing: it must be set up first", async () => {
    const token = await open((await person("professional")).id, "password");
    expect([await isFull(token), await isPending(token)]).toEqual([false, true]);
  });

  it.each(["investor", "professional"] as const)(
    "to %s with one, nothing by the password alone",
    async (kind) => {
      const { user } = await withApp(kind);
      const token = await open(user.id, "password");
      expect([await isFull(token), await isPending(token)]).toEqual([false, true]);
      expect(await isFull(await open(user.id, "password", "totp"))).toBe(true);
      expect(await isFull(await open(user.id, "password", "recovery-code"))).toBe(true);
      expect(await isFull(await open(user.id, "passkey"))).toBe(true);
    },
  );

  it("to a session made before there were stages, nothing", async () => {
    const { id } = await person();
    const token = newToken();
    const tokenHash = hashToken(token);
    await withSystem((tx) =>
      tx.db
        .insert(sessions)
        .values({ tokenHash, userId: id, expiresAt: sql`now() + interval '1 day'` }),
    );
    expect(await isFull(token)).toBe(false);
  });

  it("waits fifteen minutes for the second step and no longer", async () => {
    const { user } = await withApp();
    const token = await open(user.id, "password");
    const [row] = await withSystem((tx) =>
      tx.db
        .select()
        .from(sessions)
        .where(sql`token_hash = ${hashToken(token)}`),
    );
    invariant(row !== undefined, "the session is there");
    expect(Date.parse(row.expiresAt) - Date.parse(row.createdAt)).toBe(15 * 60 * SECOND);
  });
});

describe("an authenticator app", () => {
  it("is in use only after its first code, and its seed is stored sealed", async () => {
    const user = await person();
    await startTotp(user);
    expect(await isFull(await open(user.id, "password"))).toBe(true);
    const setUp = await viewTotpSetUp(user);
    const seed = setUp?.secret.replaceAll(" ", "") ?? "";
    // 160 bits in base32 are 32 letters.
    expect(seed).toMatch(/^[A-Z2-7]{32}$/);
    const stored = await withSystem((tx) => tx.db.select().from(totpSecrets));
    expect(JSON.stringify(stored)).not.toContain(seed);
    expect(await confirmTotp(user, { code: "000000" }, NOW)).toMatchObject({
      error: { code: "wrong-code" },
    });
    expect((await confirmTotp(user, { code: codeAt(seed, NOW) }, NOW)).ok).toBe(true);
    expect(await isFull(await open(user.id, "password"))).toBe(false);
    expect(await viewTotpSetUp(user)).toBeNull();
  });

  it("does not open a seed in another person's row", async () => {
    const [one, other] = [await withApp(), await withApp()];
    await withSystem(async (tx) => {
      const rows = await tx.db.select().from(totpSecrets).where(sql`user_id = ${other.user.id}`);
      await tx.db.execute(sql`delete from totp_secrets where user_id = ${one.user.id}`);
      await tx.db.insert(totpSecrets).values({
        userId: one.user.id,
        sealed: rows[0]?.sealed ?? "",
        confirmedAt: rows[0]?.createdAt,
      });
    });
    await expect(withSystem((tx) => findTotpSecret(tx, one.user.id, "in-use"))).rejects.toThrow();
  });

  it("takes a code of this step, the one before and the one after, and no other", async () => {
    for (const [off, isTaken] of [
      [-60, false],
      [-30, true],
      [0, true],
      [30, true],
      [60, false],
    ] as const) {
      const { user, secret } = await withApp();
      const code = codeAt(secret, NOW + off * SECOND);
      expect((await checkSecondStep(user.id, totp(code), NOW)).ok, `${off} s`).toBe(isTaken);
    }
  });

  it("takes each code once, and none of an earlier step after it", async () => {
    const { user, secret } = await withApp();
    const now = codeAt(secret, NOW);
    expect((await checkSecondStep(user.id, totp(now), NOW)).ok).toBe(true);
    for (const code of [now, codeAt(secret, NOW - 30 * SECOND)]) {
      expect(await checkSecondStep(user.id, totp(code), NOW)).toMatchObject({
        error: { code: "wrong-code" },
      });
    }
    expect((await checkSecondStep(user.id, totp(codeAt(secret, NOW + 30 * SECOND)), NOW)).ok).toBe(
      true,
    );
  });

  it("takes a code shown twice in one moment once", async () => {
    const { user, secret } = await withApp();
    const code = codeAt(secret, NOW);
    const both = await Promise.all([1, 2, 3].map(() => checkSecondStep(user.id, totp(code), NOW)));
    expect(both.filter((one) => one.ok).length).toBe(1);
  });

  it("does not take the code that confirmed it a second time", async () => {
    const user = await person();
    await startTotp(user);
    const seed = (await viewTotpSetUp(user))?.secret ?? "";
    const code = codeAt(seed, NOW);
    expect((await confirmTotp(user, { code }, NOW)).ok).toBe(true);
    expect((await checkSecondStep(user.id, totp(code), NOW)).ok).toBe(false);
  });

  it("takes nobody else's code, and none of an app that is only being set up", async () => {
    const [one, other] = [await withApp(), await withApp()];
    expect((await checkSecondStep(one.user.id, totp(codeAt(other.secret, NOW)), NOW)).ok).toBe(
      false,
    );
    await startTotp(one.user);
    const fresh = (await viewTotpSetUp(one.user))?.secret ?? "";
    expect((await checkSecondStep(one.user.id, totp(codeAt(fresh, NOW)), NOW)).ok).toBe(false);
    expect((await checkSecondStep(one.user.id, totp(codeAt(one.secret, NOW)), NOW)).ok).toBe(true);
  });

  it("is shown as the demo's telephone for nobody who set it up themselves", async () => {
    for (const kind of ["investor", "professional"] as const) {
      const { user } = await withApp(kind);
      expect((await viewSecondStep(user.id, NOW)).demoPhone).toBeNull();
    }
  });

  it("stays with a professional who has nothing else, and goes from an investor with the recovery codes", async () => {
    const professional = await withApp("professional");
    expect(await removeTotp(professional.user)).toMatchObject({
      error: { code: "last-second-step" },
    });
    const { user } = await withApp();
    await renewRecoveryCodes(user);
    expect((await removeTotp(user)).ok).toBe(true);
    expect((await viewAccount(user)).steps).toMatchObject({
      totpSince: null,
      recoveryCodesLeft: null,
    });
    expect(await isFull(await open(user.id, "password"))).toBe(true);
  });
});

describe("recovery codes", () => {
  it("are ten, of 24 signs out of 32 (120 bits), and stored as hashes alone", async () => {
    const { user } = await withApp();
    const made = await renewRecoveryCodes(user);
    invariant(made.ok, "the codes are made");
    expect(new Set(made.value).size).toBe(10);
    for (const code of made.value) {
      expect(code).toMatch(/^(?:[0-9a-hjkmnp-tv-z]{4}-){5}[0-9a-hjkmnp-tv-z]{4}$/);
    }
    const stored = JSON.stringify(await withSystem((tx) => tx.db.select().from(recoveryCodes)));
    for (const code of made.value) {
      expect(stored).not.toContain(code);
      expect(stored).not.toContain(code.replaceAll("-", ""));
    }
  });

  it("open once each, however they are typed, and no more after a new set", async () => {
    const { user } = await withApp();
    const made = await renewRecoveryCodes(user);
    invariant(made.ok, "the codes are made");
    const [first = "", second = "", third = ""] = made.value;
    const typed = ` ${first.toUpperCase().replaceAll("-", " ")} `;
    expect((await checkSecondStep(user.id, recovery(typed), NOW)).ok).toBe(true);
    expect((await checkSecondStep(user.id, recovery(first), NOW)).ok).toBe(false);
    const both = await Promise.all(
      [1, 2].map(() => checkSecondStep(user.id, recovery(second), NOW)),
    );
    expect(both.filter((one) => one.ok).length).toBe(1);
    expect((await viewAccount(user)).steps.recoveryCodesLeft).toBe(8);
    await renewRecoveryCodes(user);
    expect((await checkSecondStep(user.id, recovery(third), NOW)).ok).toBe(false);
  });

  it("are nobody else's, and not to be had without a second step", async () => {
    const [one, other] = [await withApp(), await withApp()];
    const made = await renewRecoveryCodes(one.user);
    invariant(made.ok, "the codes are made");
    expect((await checkSecondStep(other.user.id, recovery(made.value[0] ?? ""), NOW)).ok).toBe(
      false,
    );
    expect((await renewRecoveryCodes(await person())).ok).toBe(false);
  });
});

describe("guessing", () => {
  it("stops after ten wrong codes, also for the right one, and begins anew after a quarter of an hour", async () => {
    const { user, secret } = await withApp();
    const right = codeAt(secret, NOW);
    const wrong = right === "123456" ? "654321" : "123456";
    for (let tried = 0; tried < 10; tried += 1) {
      expect(await checkSecondStep(user.id, totp(wrong), NOW)).toMatchObject({
        error: { code: "wrong-code" },
      });
    }
    expect(await checkSecondStep(user.id, totp(right), NOW)).toMatchObject({
      error: { code: "too-many-tries" },
    });
    await withSystem((tx) =>
      tx.db.execute(
        sql`update rate_limits set window_start = window_start - interval '16 minutes'`,
      ),
    );
    expect((await checkSecondStep(user.id, totp(right), NOW)).ok).toBe(true);
  });

  it("is told to the user once, not with every try", async () => {
    const { user } = await withApp();
    for (let tried = 0; tried < 15; tried += 1) {
      await checkSecondStep(user.id, totp("12 34 5x"), NOW);
    }
    const { rows } = await withSystem((tx) =>
      tx.db.execute<{ count: number }>(sql`
        select count(*)::int as count from graphile_worker._private_jobs
        where payload->>'userId' = ${user.id} and payload->>'notice' = 'many-wrong-codes'`),
    );
    expect(rows).toEqual([{ count: 1 }]);
    await sendAccountNotice({ userId: user.id, notice: "many-wrong-codes" });
    const mail = (await readOutbox(outbox)).find((text) => text.includes(user.email));
    expect(mail).toContain("Many wrong codes at Lotwise");
    expect(mail).toContain("http://localhost:4321/reset-password");
  });
});

describe("sessions", () => {
  it("are listed with what was shown, and one is ended by its name at once", async () => {
    const user = await person();
    const [here, there] = [await open(user.id, "password"), await open(user.id, "password")];
    const listed = (await viewAccount(user)).sessions;
    expect(listed.map(({ agent, shown }) => [agent, shown])).toEqual([
      ["Firefox on Linux", ["password"]],
      ["Firefox on Linux", ["password"]],
    ]);
    const other = (await sessionOfToken(there, "full"))?.sessionId ?? "";
    expect((await endSession(user, other)).ok).toBe(true);
    expect([await isFull(here), await isFull(there)]).toEqual([true, false]);
    expect((await endSession(user, other)).ok).toBe(false);
  });

  it("of somebody else cannot be ended, nor told from none", async () => {
    const [ann, eve] = [await person(), await person()];
    const token = await open(ann.id, "password");
    const name = (await sessionOfToken(token, "full"))?.sessionId ?? "";
    const answers = [
      await endSession(eve, name),
      await endSession(eve, crypto.randomUUID()),
      await endSession(eve, "1 or 1=1"),
    ];
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await isFull(token)).toBe(true);
  });

  it("that wait are in no list", async () => {
    const { user } = await withApp();
    await open(user.id, "password");
    expect((await viewAccount(user)).sessions).toEqual([]);
  });

  it("all end by signing out everywhere, and when password or second step change", async () => {
    const ends: readonly (readonly [string, (user: User, secret: string) => Promise<unknown>])[] = [
      ["everywhere", (user) => endEverySession(user)],
      [
        "password",
        (user) => changePassword(user, { present: PASSWORD, password: "seven slow green boats" }),
      ],
      ["app removed", (user) => removeTotp(user)],
      [
        "app replaced",
        async (user) => {
          await startTotp(user);
          const seed = (await viewTotpSetUp(user))?.secret ?? "";
          await confirmTotp(user, { code: codeAt(seed, NOW) }, NOW);
        },
      ],
    ];
    for (const [name, end] of ends) {
      const { user, secret } = await withApp();
      const tokens = [await open(user.id, "password", "totp"), await open(user.id, "password")];
      await end(user, secret);
      expect([await isFull(tokens[0] ?? ""), await isPending(tokens[1] ?? "")], name).toEqual([
        false,
        false,
      ]);
    }
  });

  it("a new token at each sign-in: the one before is not taken over", async () => {
    const { user } = await withApp();
    const pending = await open(user.id, "password");
    const full = await open(user.id, "password", "totp");
    expect(full).not.toBe(pending);
    expect(await isFull(pending)).toBe(false);
  });

  it("are proven anew for five minutes by the code, or by the password where there is none", async () => {
    const { user, secret } = await withApp();
    const token = await open(user.id, "password", "totp");
    const session = await sessionOfToken(token, "full");
    invariant(session !== null, "the session is open");
    const { sessionId } = session;
    const age = () => sessionOfToken(token, "full").then((found) => found?.steppedUpAgo ?? null);
    await withSystem((tx) =>
      tx.db.execute(
        sql`update sessions set stepped_up_at = now() - interval '6 minutes' where id = ${sessionId}`,
      ),
    );
    expect(await age()).toBeGreaterThan(300);
    expect((await confirmIdentity(user, sessionId, { password: PASSWORD }, NOW)).ok).toBe(false);
    expect(await age()).toBeGreaterThan(300);
    expect((await confirmIdentity(user, sessionId, { code: codeAt(secret, NOW) }, NOW)).ok).toBe(
      true,
    );
    expect(await age()).toBeLessThan(60);
    const plain = await person();
    const own = (await sessionOfToken(await open(plain.id, "password"), "full"))?.sessionId ?? "";
    expect((await confirmIdentity(plain, own, { password: PASSWORD })).ok).toBe(true);
    expect(await confirmIdentity(plain, own, { password: "not this one at all" })).toMatchObject({
      error: { code: "wrong-password" },
    });
  });
});

describe("a password", () => {
  it("changes with the present one only", async () => {
    const user = await person();
    const fresh = "seven slow green boats";
    expect(await changePassword(user, { present: "not this one", password: fresh })).toMatchObject({
      error: { code: "wrong-password", fields: { present: expect.any(String) } },
    });
    expect(await changePassword(user, { present: PASSWORD, password: "short" })).toMatchObject({
      error: { code: "password-too-short", fields: { password: expect.any(String) } },
    });
    expect((await changePassword(user, { present: PASSWORD, password: fresh })).ok).toBe(true);
    const signIn = (password: string) =>
      verifySignIn({ email: user.email, password, address: null });
    expect((await signIn(PASSWORD)).ok).toBe(false);
    expect((await signIn(fresh)).ok).toBe(true);
  });

  it("set anew by mail leaves the second step as it was: the mail alone opens nothing", async () => {
    const { user, secret } = await withApp();
    await sendPasswordReset({ email: user.email });
    const mail = (await readOutbox(outbox)).find((text) => text.includes(user.email));
    const token = /reset-password\/([\w-]+)/.exec(mail ?? "")?.[1] ?? "";
    const fresh = "nine amber ferries cross";
    expect((await resetPassword({ token, password: fresh })).ok).toBe(true);
    const found = await verifySignIn({ email: user.email, password: fresh, address: null });
    expect(found.ok).toBe(true);
    const session = await open(user.id, "password");
    expect([await isFull(session), await isPending(session)]).toEqual([false, true]);
    expect((await checkSecondStep(user.id, totp(codeAt(secret, NOW)), NOW)).ok).toBe(true);
  });
});

describe("the demo", () => {
  it("gives its professional a telephone, marked as the demo's, whose codes open; its investor none", async () => {
    await seedDemo();
    const of = async (email: string) => {
      const { rows } = await withSystem((tx) =>
        tx.db.execute<{ id: UserId }>(sql`select id from users where email = ${email}`),
      );
      invariant(rows[0] !== undefined, "the demo's people are there");
      return rows[0].id;
    };
    const rowan = await of("rowan@alderandpine.example");
    const first = (await viewSecondStep(rowan, NOW)).demoPhone?.code ?? "";
    expect((await checkSecondStep(rowan, totp(first), NOW)).ok).toBe(true);
    const second = (await viewSecondStep(rowan, NOW)).demoPhone?.code ?? "";
    expect(second).not.toBe(first);
    expect((await checkSecondStep(rowan, totp(second), NOW)).ok).toBe(true);
    expect((await viewSecondStep(rowan, NOW)).demoPhone).toEqual({ code: null });
    const nora = await of("nora@demo.example");
    expect((await viewSecondStep(nora, NOW)).demoPhone).toBeNull();
  }, 60_000);
});

describe("the notice to set up a second step", () => {
  it("is shown to an investor with a password alone until they say not now, and then no more", async () => {
    const [user, other] = [await person(), await person()];
    expect(await asksForSecondStep(user)).toBe(true);
    await declineSecondStep(user);
    expect(await asksForSecondStep(user)).toBe(false);
    expect(await asksForSecondStep(other)).toBe(true);
    const at = () =>
      withSystem(async (tx) => {
        const found = await tx.db.execute<{ at: string }>(
          sql`select second_step_declined_at as at from users where id = ${user.id}`,
        );
        return String(found.rows[0]?.at);
      });
    const first = await at();
    await declineSecondStep(user);
    expect(await at()).toBe(first);
  });

  it("is not shown to whoever has one, nor to a professional, and comes back when the last one was taken away", async () => {
    const { user } = await withApp();
    expect(await asksForSecondStep(user)).toBe(false);
    expect(await asksForSecondStep(await person("professional"))).toBe(false);
    await removeTotp(user);
    expect(await asksForSecondStep(user)).toBe(true);
    await startTotp(user);
    expect(await asksForSecondStep(user)).toBe(true);
  });
});
