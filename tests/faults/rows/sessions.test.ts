import pg from "pg";
import { afterAll, expect, it } from "vitest";
import type { ClientId, UserId } from "@/db/ids";
import { putGrant } from "@/db/queries/access-grants";
import { getUser, type User } from "@/db/queries/users";
import { withSystem } from "@/db/system";
import { withClient } from "@/db/tenant";
import { sessionCookieName } from "@/lib/auth/next-auth";
import { requireSession, signInWithPassword, signOut } from "@/lib/auth/session";
import { openSession } from "@/lib/auth/sessions";
import { newToken } from "@/lib/auth/token";
import { invariant, ok } from "@/lib/result";
import { changePassword } from "@/lib/services/account/change-password";
import { endEverySession, endSession } from "@/lib/services/account/end-sessions";
import { viewAccount } from "@/lib/services/account/view-account";
import { endAccess } from "@/lib/services/sharing/end-access";
import { signUp } from "@/lib/services/sign-up";
import {
  makeFolder,
  makeInvestor,
  makeUser,
  openDatabase,
  valued,
  write,
} from "../../integration/support";
import { asRequest } from "../../support/next-request";
import { countOf, tell } from "./count";

const { ownerUrl } = await openDatabase({
  DATA_DIR: makeFolder(),
  SMTP_URL: "",
  AUTH_SECRET: "nobody's, for a database that is forgotten",
  APP_ORIGIN: "http://localhost:4321",
});
const admin = new pg.Client({ connectionString: ownerUrl });
await admin.connect();
afterAll(() => admin.end());

const PASSWORD = "three quiet rivers run";

async function person(): Promise<User> {
  const email = `ann.${crypto.randomUUID()}@example.com`;
  const { user } = await valued(
    signUp({ kind: "investor", name: "Ann Example", email, password: PASSWORD }),
  );
  const found = await withSystem((tx) => getUser(tx, user));
  invariant(found !== null, "who signed up is there");
  return found;
}

const cookie = (token: string) => ({ cookies: { [sessionCookieName()]: token } });

/** What every page, action and route of somebody signed in begins with, asked as a browser with this cookie asks. */
async function isIn(token: string): Promise<boolean> {
  const { answer, redirectedTo } = await asRequest(cookie(token), requireSession);
  expect(answer === null).toBe(redirectedTo === "/sign-in");
  return answer !== null;
}

/** Signs in with a browser that holds this cookie already; the cookie it holds afterwards. */
async function signedIn({ email }: User, before: string): Promise<string> {
  const { answer, cookies } = await asRequest(cookie(before), () =>
    signInWithPassword({ email, password: PASSWORD }),
  );
  expect(answer).toEqual({ ok: true, value: { stage: "full" } });
  return cookies[sessionCookieName()] ?? "";
}

const open = async (user: UserId) =>
  (await withSystem((tx) => openSession(tx, { userId: user, shown: ["password"], agent: "" })))
    .token;

/** Ways a session is had by somebody who must not have it. Each gives the cookies that must be dead on the very next request. */
const WAYS: Readonly<Record<string, () => Promise<readonly string[]>>> = {
  "planted before the sign-in": async () => {
    const planted = newToken();
    const own = await signedIn(await person(), planted);
    expect([own === planted, await isIn(own)]).toEqual([false, true]);
    return [planted];
  },
  "somebody else's own, planted before the sign-in": async () => {
    const [eve, ann] = [await person(), await person()];
    const planted = await open(eve.id);
    const own = await signedIn(ann, planted);
    expect(own).not.toBe(planted);
    const { answer } = await asRequest(cookie(own), requireSession);
    expect(answer?.id).toBe(ann.id);
    return [planted];
  },
  "copied before signing out": async () => {
    const own = await signedIn(await person(), "");
    const copy = own;
    expect(await isIn(copy)).toBe(true);
    await asRequest(cookie(own), signOut);
    return [copy];
  },
  "copied before the password changed": async () => {
    const ann = await person();
    const tokens = [await open(ann.id), await open(ann.id)];
    const told = { present: PASSWORD, password: "seven slow green boats" };
    expect((await changePassword(ann, told)).ok).toBe(true);
    return tokens;
  },
  "stolen, and ended from another browser": async () => {
    const ann = await person();
    const [own, stolen] = [await open(ann.id), await open(ann.id)];
    const { answer } = await asRequest(cookie(stolen), requireSession);
    expect((await viewAccount(ann)).sessions).toHaveLength(2);
    expect((await endSession(ann, answer?.sessionId ?? "")).ok).toBe(true);
    expect(await isIn(own)).toBe(true);
    return [stolen];
  },
  "stolen, and signed out everywhere": async () => {
    const ann = await person();
    const tokens = [await open(ann.id), await open(ann.id), await open(ann.id)];
    await endEverySession(ann);
    return tokens;
  },
  "left idle": async () => {
    const token = await open((await person()).id);
    await admin.query(
      "update sessions set last_seen_at = last_seen_at - interval '12 hours 1 minute' where token_hash = encode(sha256($1::bytea), 'hex')",
      [token],
    );
    return [token];
  },
  "bent by one sign": async () => {
    const token = await open((await person()).id);
    expect(await isIn(token)).toBe(true);
    const bent = Array.from(token, (sign, at) => (at === 7 ? (sign === "A" ? "B" : "A") : sign));
    return [bent.join(""), token.slice(0, -1), `${token}A`, token.toLowerCase()];
  },
};

const ROUNDS = countOf(30);
const names = Object.keys(WAYS);

it(`a session planted, copied or stolen opens nothing on the next request, ${ROUNDS} times`, {
  timeout: 60_000 + ROUNDS * 3000,
}, async () => {
  let dead = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const name = names[round % names.length] ?? "";
    for (const token of (await WAYS[name]?.()) ?? []) {
      expect(await isIn(token), name).toBe(false);
      // Shown again, it is as dead.
      expect(await isIn(token), name).toBe(false);
      dead += 1;
    }
  }
  tell("R18", { rounds: ROUNDS, ways: names.length, cookiesShown: 2 * dead, in: 0 });
});

it("a way into books that is taken back is closed from the next request on, the session staying open", async () => {
  const owner = await makeInvestor();
  const opens = (who: UserId, client: ClientId) =>
    withClient({ id: who }, client, "read", async () => ok(true));
  const rounds = Math.min(ROUNDS, 10);
  for (let round = 0; round < rounds; round += 1) {
    const friend = await makeUser();
    const token = await open(friend);
    const scope = { role: "editor", years: null, until: null, endsAt: null } as const;
    await write(owner, (tx) => putGrant(tx, friend, scope));
    expect((await opens(friend, owner.client)).ok).toBe(true);
    expect((await endAccess(owner, owner.client, friend)).ok).toBe(true);
    expect(await opens(friend, owner.client)).toMatchObject({ error: { code: "not-found" } });
    expect(await isIn(token)).toBe(true);
  }
  tell("R18 revoked", { rounds });
});
