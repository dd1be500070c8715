import { sql } from "drizzle-orm";
import pg from "pg";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { UserId } from "@/db/ids";
import { getUser, type User } from "@/db/queries/users";
import { withSystem } from "@/db/system";
import { openSession, sessionOfToken } from "@/lib/auth/sessions";
import { resetEnv } from "@/lib/env";
import { invariant } from "@/lib/result";
import { confirmByPasskey } from "@/lib/services/account/confirm-identity";
import {
  addPasskey,
  askForPasskey,
  askForProof,
  checkPasskey,
  namePasskey,
  removePasskey,
  viewPasskeys,
} from "@/lib/services/account/passkeys";
import { renewRecoveryCodes } from "@/lib/services/account/renew-recovery-codes";
import { viewAccount } from "@/lib/services/account/view-account";
import { signUp } from "@/lib/services/sign-up";
import { type Lies, SoftPasskey } from "./soft-passkey";
import { openDatabase } from "./support";

const ORIGIN = "https://books.example";
const { ownerUrl } = await openDatabase({ APP_ORIGIN: ORIGIN });

const REFUSED = { ok: false, error: { code: "passkey-refused" } };

beforeEach(() => {
  vi.spyOn(console, "log").mockImplementation(() => undefined);
});

async function person(kind: User["kind"] = "investor"): Promise<User> {
  const email = `ann.${crypto.randomUUID()}@example.com`;
  const made = await signUp({
    kind,
    name: "Ann Example",
    email,
    password: "three quiet rivers run",
  });
  invariant(made.ok, "the sign-up is taken");
  const user = await withSystem((tx) => getUser(tx, made.value.user));
  invariant(user !== null, "who signed up is there");
  return user;
}

async function newQuestion(user: User): Promise<string> {
  const asked = await askForPasskey(user);
  invariant(asked.ok, "a passkey can be asked for");
  return asked.value.challenge;
}

async function question(user: UserId | null): Promise<string> {
  const asked = await askForProof(user);
  invariant(asked.ok, "a proof can be asked for");
  return asked.value.challenge;
}

async function withPasskey(kind: User["kind"] = "investor") {
  const user = await person(kind);
  const device = new SoftPasskey(ORIGIN);
  const answer = device.create(await newQuestion(user));
  expect(await addPasskey(user, { answer, name: "Blue key" })).toEqual({ ok: true, value: null });
  return { user, device };
}

const pendingOf = async (user: UserId) => {
  const { token, stage } = await withSystem((tx) =>
    openSession(tx, { userId: user, shown: ["password"], agent: "" }),
  );
  return { token, stage };
};

describe("a passkey", () => {
  it("is asked for with a person recognised, kept by the device, and not for the second time on the same", async () => {
    const { user, device } = await withPasskey();
    const asked = await askForPasskey(user);
    expect(asked).toMatchObject({
      ok: true,
      value: {
        rp: { id: "books.example" },
        attestation: "none",
        authenticatorSelection: { residentKey: "required", userVerification: "required" },
        excludeCredentials: [{ id: device.id.toString("base64url") }],
      },
    });
  });

  it("signs its owner in alone, and is the second step after the password", async () => {
    const { user, device } = await withPasskey("professional");
    expect(await checkPasskey(null, device.get(await question(null)))).toEqual({
      ok: true,
      value: user.id,
    });
    expect((await pendingOf(user.id)).stage).toBe("pending");
    expect((await checkPasskey(user.id, device.get(await question(user.id)))).ok).toBe(true);
    const { passkeys } = await viewPasskeys(user);
    expect(passkeys).toMatchObject([{ name: "Blue key", isSynced: false }]);
    expect(passkeys[0]?.lastUsedAt).not.toBeNull();
  });

  it("answers each question once, also when the answer comes twice in one moment", async () => {
    const { user, device } = await withPasskey();
    const answer = device.get(await question(user.id));
    const both = await Promise.all([1, 2, 3].map(() => checkPasskey(user.id, answer)));
    expect(both.filter((one) => one.ok).length).toBe(1);
    expect(await checkPasskey(user.id, answer)).toEqual(REFUSED);
  });

  it.each<[string, Lies]>([
    ["another page", { origin: "https://books.example.evil.example" }],
    ["the same name without encryption", { origin: "http://books.example" }],
    ["another name", { rpId: "evil.example" }],
    ["nobody recognised", { isVerified: false }],
    ["an answer of another kind", { type: "webauthn.create" }],
  ])("does not open for %s", async (_, lies) => {
    const { user, device } = await withPasskey();
    expect(await checkPasskey(null, device.get(await question(null), lies))).toEqual(REFUSED);
    expect(await checkPasskey(user.id, device.get(await question(user.id), lies))).toEqual(REFUSED);
  });

  it.each<[string, Lies]>([
    ["another page", { origin: "https://evil.example" }],
    ["another name", { rpId: "evil.example" }],
    ["nobody recognised", { isVerified: false }],
  ])("is not taken into use from %s", async (_, lies) => {
    const user = await person();
    const answer = new SoftPasskey(ORIGIN).create(await newQuestion(user), lies);
    expect(await addPasskey(user, { answer, name: "x" })).toEqual(REFUSED);
  });

  it("that counts backwards is a copy and does not open", async () => {
    const { device } = await withPasskey();
    expect((await checkPasskey(null, device.get(await question(null), { counter: 9 }))).ok).toBe(
      true,
    );
    expect(await checkPasskey(null, device.get(await question(null), { counter: 9 }))).toEqual(
      REFUSED,
    );
    expect(await checkPasskey(null, device.get(await question(null), { counter: 8 }))).toEqual(
      REFUSED,
    );
    expect((await checkPasskey(null, device.get(await question(null), { counter: 10 }))).ok).toBe(
      true,
    );
  });

  it("of one opens nothing of another, and a question put to one is not answered for another", async () => {
    const [ann, eve] = [await withPasskey(), await withPasskey()];
    expect(await checkPasskey(ann.user.id, eve.device.get(await question(ann.user.id)))).toEqual(
      REFUSED,
    );
    expect(await checkPasskey(ann.user.id, ann.device.get(await question(eve.user.id)))).toEqual(
      REFUSED,
    );
    expect(await checkPasskey(ann.user.id, ann.device.get(await question(null)))).toEqual(REFUSED);
    expect(await checkPasskey(null, ann.device.get(await question(ann.user.id)))).toEqual(REFUSED);
    const answer = new SoftPasskey(ORIGIN).create(await newQuestion(eve.user));
    expect(await addPasskey(ann.user, { answer, name: "x" })).toEqual(REFUSED);
  });

  it("answers no question we did not put, and none after five minutes", async () => {
    const { device } = await withPasskey();
    expect(await checkPasskey(null, device.get("bm90IG91cnM"))).toEqual(REFUSED);
    const admin = new pg.Client({ connectionString: ownerUrl });
    await admin.connect();
    const { rows } = await admin.query<{ seconds: number }>(
      "select distinct extract(epoch from expires_at - created_at)::int as seconds from passkey_challenges",
    );
    expect(rows).toEqual([{ seconds: 300 }]);
    const late = device.get(await question(null));
    await admin.query("update passkey_challenges set expires_at = now()");
    await admin.end();
    expect(await checkPasskey(null, late)).toEqual(REFUSED);
  });

  it("is refused quietly for anything that is no answer", async () => {
    for (const answer of [
      "",
      "{}",
      "null",
      "[]",
      '{"id":1}',
      "x".repeat(40_000),
      '{"__proto__":{}}',
    ]) {
      expect(await checkPasskey(null, answer)).toEqual(REFUSED);
      expect(await addPasskey(await person(), { answer, name: "x" })).toEqual(REFUSED);
    }
  });

  it("of somebody is not added by somebody else", async () => {
    const { device } = await withPasskey();
    const eve = await person();
    const answer = device.create(await newQuestion(eve));
    expect(await addPasskey(eve, { answer, name: "x" })).toEqual(REFUSED);
  });

  it("ends every session when it is added and when it is removed", async () => {
    const user = await person();
    const open = async (...shown: ("password" | "passkey")[]) =>
      (await withSystem((tx) => openSession(tx, { userId: user.id, shown, agent: "" }))).token;
    const before = await open("password");
    const device = new SoftPasskey(ORIGIN);
    await addPasskey(user, { answer: device.create(await newQuestion(user)), name: "Blue key" });
    expect(await sessionOfToken(before, "full")).toBeNull();
    const later = await open("passkey");
    expect(await sessionOfToken(later, "full")).not.toBeNull();
    const { passkeys } = await viewPasskeys(user);
    expect((await removePasskey(user, passkeys[0]?.id ?? "")).ok).toBe(true);
    expect(await sessionOfToken(later, "full")).toBeNull();
    expect(await checkPasskey(null, device.get(await question(null)))).toEqual(REFUSED);
  });

  it("is named anew by its user alone, and opens as before", async () => {
    const { user, device } = await withPasskey();
    const [own] = (await viewPasskeys(user)).passkeys;
    const id = own?.id ?? "";
    const session = await withSystem((tx) =>
      openSession(tx, { userId: user.id, shown: ["passkey"], agent: "" }),
    );
    expect(await namePasskey(user, { id, name: "Work laptop" })).toEqual({ ok: true, value: null });
    expect((await viewPasskeys(user)).passkeys.map(({ name }) => name)).toEqual(["Work laptop"]);
    expect(await sessionOfToken(session.token, "full")).not.toBeNull();
    expect((await checkPasskey(null, device.get(await question(null)))).ok).toBe(true);
    const stranger = await person();
    for (const [who, which] of [
      [stranger, id],
      [user, "no id"],
      [user, stranger.id],
    ] as const) {
      expect(await namePasskey(who, { id: which, name: "Mine now" })).toMatchObject({
        error: { code: "not-found" },
      });
    }
    expect((await viewPasskeys(user)).passkeys.map(({ name }) => name)).toEqual(["Work laptop"]);
  });

  it("stays with a professional who has nothing else; an investor's recovery codes go with the last", async () => {
    const professional = await withPasskey("professional");
    const [own] = (await viewPasskeys(professional.user)).passkeys;
    expect(await removePasskey(professional.user, own?.id ?? "")).toMatchObject({
      error: { code: "last-second-step" },
    });
    const { user } = await withPasskey();
    await renewRecoveryCodes(user);
    expect((await removePasskey(user, own?.id ?? "")).ok).toBe(false);
    const [mine] = (await viewPasskeys(user)).passkeys;
    expect((await removePasskey(user, mine?.id ?? "")).ok).toBe(true);
    expect((await viewAccount(user)).steps).toMatchObject({ passkeys: 0, recoveryCodesLeft: null });
  });

  it("proves anew that it is its owner, for the session that asks alone", async () => {
    const { user, device } = await withPasskey();
    const tokens = await Promise.all(
      [1, 2].map(() =>
        withSystem((tx) => openSession(tx, { userId: user.id, shown: ["passkey"], agent: "" })),
      ),
    );
    await withSystem((tx) =>
      tx.db.execute(
        sql`update sessions set stepped_up_at = now() - interval '1 hour' where user_id = ${user.id}`,
      ),
    );
    const ago = async (index: number) =>
      (await sessionOfToken(tokens[index]?.token ?? "", "full"))?.steppedUpAgo;
    const first = (await sessionOfToken(tokens[0]?.token ?? "", "full"))?.sessionId ?? "";
    expect((await confirmByPasskey(user, first, device.get(await question(user.id)))).ok).toBe(
      true,
    );
    expect(await ago(0)).toBeLessThan(60);
    expect(await ago(1)).toBeGreaterThan(3000);
  });

  it("is not to be had at an address of digits alone", async () => {
    const user = await person();
    process.env["APP_ORIGIN"] = "http://127.0.0.1:4321";
    resetEnv();
    try {
      expect(await askForPasskey(user)).toMatchObject({ error: { code: "passkey-impossible" } });
      expect((await viewPasskeys(user)).arePossible).toBe(false);
    } finally {
      process.env["APP_ORIGIN"] = ORIGIN;
      resetEnv();
    }
  });
});
