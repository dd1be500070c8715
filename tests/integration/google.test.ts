import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { GET as back } from "@/app/(auth)/sign-in/google/callback/route";
import { GET as begin } from "@/app/(auth)/sign-in/google/route";
import { joinGoogle, leaveGoogle } from "@/app/(dashboard)/account/actions";
import type { Shown } from "@/db/queries/sessions";
import { getUser, type User } from "@/db/queries/users";
import { withSystem } from "@/db/system";
import { openSession, sessionOfToken } from "@/lib/auth/sessions";
import { resetEnv } from "@/lib/env";
import { invariant } from "@/lib/result";
import { viewGoogle } from "@/lib/services/account/google";
import { signUp } from "@/lib/services/sign-up";
import {
  CLIENT,
  type FakeIssuer,
  fakeIssuer,
  type IssuerLies,
  type Person,
} from "../support/fake-issuer";
import { asRequest } from "../support/next-request";
import { makeFolder, openDatabase } from "./support";

const ORIGIN = "http://localhost:4321";
let issuer: FakeIssuer;

beforeAll(async () => {
  issuer = await fakeIssuer();
  set({ OIDC_ISSUER: issuer.origin });
});
afterAll(() => issuer.close());
await openDatabase({
  DATA_DIR: makeFolder(),
  SMTP_URL: "",
  APP_ORIGIN: ORIGIN,
  GOOGLE_CLIENT_ID: CLIENT.id,
  GOOGLE_CLIENT_SECRET: CLIENT.secret,
});

beforeEach(() => {
  vi.spyOn(console, "log").mockImplementation(() => undefined);
});

function set(settings: Readonly<Record<string, string>>) {
  Object.assign(process.env, settings);
  resetEnv();
}

async function person(kind: User["kind"] = "investor"): Promise<User> {
  const email = `ann.${crypto.randomUUID()}@example.com`;
  const password = "three quiet rivers run";
  const made = await signUp({ kind, name: "Ann Example", email, password });
  invariant(made.ok, "the sign-up is taken");
  const user = await withSystem((tx) => getUser(tx, made.value.user));
  invariant(user !== null, "who signed up is there");
  return user;
}

/** The person's account at the issuer. */
const accountOf = (user: User, change: Partial<Person> = {}): Person => ({
  sub: `sub-${user.id}`,
  email: user.email,
  email_verified: true,
  ...change,
});

async function signedIn(user: User, ...shown: Shown[]) {
  const { token } = await withSystem((tx) =>
    openSession(tx, { userId: user.id, shown, agent: "Firefox" }),
  );
  return { "lotwise.session": token };
}

type Cookies = Readonly<Record<string, string>>;
const NONE = { params: Promise.resolve({}) };
const form = () => new FormData();

/** Where a browser is sent by the page of this address, and its cookies afterwards. */
async function visit(handler: typeof begin, address: string, cookies: Cookies) {
  const { answer, cookies: put } = await asRequest({ cookies }, () =>
    handler(new Request(address), NONE),
  );
  return {
    to: answer?.headers.get("location") ?? String(answer?.status),
    cookies: { ...cookies, ...put },
  };
}

/** Signs in: to the issuer, where the person agrees, and back. */
async function enter(who: Person, lies: IssuerLies = {}, cookies: Cookies = {}) {
  const begun = await visit(begin, `${ORIGIN}/sign-in/google?next=%2Fclients%2Fx`, cookies);
  return visit(back, issuer.agree(begun.to, who, lies), begun.cookies);
}

/** Connects: from the page of one's account, to the issuer, and back. */
async function connect(cookies: Cookies, who: Person, lies: IssuerLies = {}) {
  const asked = await asRequest({ cookies }, () => joinGoogle(null, form()));
  invariant(asked.redirectedTo !== null, `it goes to the issuer: ${JSON.stringify(asked.answer)}`);
  return visit(back, issuer.agree(asked.redirectedTo, who, lies), { ...cookies, ...asked.cookies });
}

async function connected(kind: User["kind"] = "investor") {
  const user = await person(kind);
  const cookies = await signedIn(
    user,
    ...(kind === "investor" ? ["password" as const] : ["passkey" as const]),
  );
  const done = await connect(cookies, accountOf(user));
  expect(done.to).toBe("/account/google?google=connected");
  return { user, cookies };
}

const stageOf = async (cookies: Cookies) => {
  const token = cookies["lotwise.session"] ?? "";
  if ((await sessionOfToken(token, "full")) !== null) return "full";
  return (await sessionOfToken(token, "pending")) === null ? "nobody" : "pending";
};

describe("signing in with an account elsewhere", () => {
  it("lets in whoever asked for it, on to where they were going", async () => {
    const { user } = await connected();
    const entered = await enter(accountOf(user));
    expect(entered.to).toBe("/clients/x");
    expect(await stageOf(entered.cookies)).toBe("full");
    const session = await sessionOfToken(entered.cookies["lotwise.session"] ?? "", "full");
    expect(session).toMatchObject({ id: user.id, shown: ["google"] });
    // The question is used up.
    expect(entered.cookies["lotwise.oidc"]).toBe("");
  });

  it("lets nobody in who did not ask, though the issuer vouches for their e-mail", async () => {
    const user = await person();
    const entered = await enter(accountOf(user));
    expect(entered.to).toBe("/sign-in?google=google-unknown");
    expect(await stageOf(entered.cookies)).toBe("nobody");
    expect((await viewGoogle(user)).since).toBeNull();
  });

  it("knows people by the issuer's name of them: an e-mail that changed hands opens nothing", async () => {
    const { user } = await connected();
    const entered = await enter(accountOf(user, { sub: "somebody else" }));
    expect(entered.to).toBe("/sign-in?google=google-unknown");
    const moved = await enter(accountOf(user, { email: "new.address@example.com" }));
    expect(await stageOf(moved.cookies)).toBe("full");
  });

  it("counts like the password: a professional still shows the second step", async () => {
    const { user } = await connected("professional");
    const entered = await enter(accountOf(user));
    expect(entered.to).toBe("/sign-in/second-step?next=%2Fclients%2Fx");
    expect(await stageOf(entered.cookies)).toBe("pending");
  });

  it("counts like the password for an investor with a second step too", async () => {
    const { user } = await connected();
    await withSystem((tx) =>
      tx.db.execute(sql`insert into passkeys (user_id, credential_id, public_key, counter, transports, is_synced, name)
        values (${user.id}, ${user.id}, 'x', 0, '{}', false, 'Key')`),
    );
    expect(await stageOf((await enter(accountOf(user))).cookies)).toBe("pending");
  });

  it.each<[string, IssuerLies]>([
    ["signed with another key", { isForged: true }],
    ["for another application", { claims: { aud: "somebody else" } }],
    ["of another issuer", { claims: { iss: "https://evil.example" } }],
    ["of another question", { claims: { nonce: "another" } }],
    ["without a question", { claims: { nonce: undefined } }],
    ["that is over", { claims: { exp: Math.floor(Date.now() / 1000) - 3600 } }],
    ["of an answer that is an error", { status: 500 }],
  ])("takes no word %s", async (_, lies) => {
    const { user } = await connected();
    const entered = await enter(accountOf(user), lies);
    expect(entered.to).toBe("/sign-in?google=google-failed");
    expect(await stageOf(entered.cookies)).toBe("nobody");
  });

  it("takes no answer in another browser, none twice, and none to another question", async () => {
    const { user } = await connected();
    const begun = await visit(begin, `${ORIGIN}/sign-in/google`, {});
    const answer = issuer.agree(begun.to, accountOf(user));
    expect((await visit(back, answer, {})).to).toBe("/sign-in?google=google-failed");
    const other = await visit(begin, `${ORIGIN}/sign-in/google`, {});
    expect((await visit(back, answer, other.cookies)).to).toBe("/sign-in?google=google-failed");
    const changed = { "lotwise.oidc": `${begun.cookies["lotwise.oidc"]?.slice(0, -2)}AA` };
    expect((await visit(back, answer, changed)).to).toBe("/sign-in?google=google-failed");
    const entered = await visit(back, answer, begun.cookies);
    expect(await stageOf(entered.cookies)).toBe("full");
    expect((await visit(back, answer, begun.cookies)).to).toBe("/sign-in?google=google-failed");
  });

  it("begins from our own pages alone", async () => {
    const request = new Request(`${ORIGIN}/sign-in/google`, {
      headers: { "sec-fetch-site": "cross-site" },
    });
    const { answer, cookies } = await asRequest({}, () => begin(request, NONE));
    expect([answer?.headers.get("location"), cookies]).toEqual(["/sign-in", {}]);
  });

  it("asks no other host, whatever the issuer says of itself", async () => {
    const evil = await fakeIssuer();
    const lying = await fakeIssuer();
    try {
      lying.lie({ tokenEndpoint: `${evil.origin}/token` });
      set({ OIDC_ISSUER: lying.origin });
      const begun = await visit(begin, `${ORIGIN}/sign-in/google`, {});
      const done = await visit(
        back,
        lying.agree(begun.to, accountOf(await person())),
        begun.cookies,
      );
      expect(done.to).toBe("/sign-in?google=google-failed");
      expect(evil.asked).toEqual([]);
    } finally {
      set({ OIDC_ISSUER: issuer.origin });
      await Promise.all([evil.close(), lying.close()]);
    }
  });

  it("is not there where it is not set up", async () => {
    set({ GOOGLE_CLIENT_ID: "" });
    try {
      const begun = await visit(begin, `${ORIGIN}/sign-in/google`, {});
      expect([begun.to, begun.cookies]).toEqual(["/sign-in?google=google-off", {}]);
      expect((await viewGoogle(await person())).isOn).toBe(false);
    } finally {
      set({ GOOGLE_CLIENT_ID: CLIENT.id });
    }
  });
});

describe("connecting one", () => {
  it("takes the user's own e-mail, verified by the issuer, and nothing else", async () => {
    const user = await person();
    const cookies = await signedIn(user, "password");
    for (const change of [{ email: "else@example.com" }, { email_verified: false }]) {
      const done = await connect(cookies, accountOf(user, change));
      expect(done.to).toBe("/account/google?google=google-other-email");
    }
    expect((await viewGoogle(user)).since).toBeNull();
    const done = await connect(cookies, accountOf(user, { email: user.email.toUpperCase() }));
    expect(done.to).toBe("/account/google?google=connected");
    expect((await viewGoogle(user)).since).not.toBeNull();
  });

  it("takes no account that opens somebody else's", async () => {
    const { user: first } = await connected();
    const second = await person();
    const theirs = { ...accountOf(second), sub: accountOf(first).sub };
    const done = await connect(await signedIn(second, "password"), theirs);
    expect(done.to).toBe("/account/google?google=google-taken");
    expect((await viewGoogle(second)).since).toBeNull();
    expect((await viewGoogle(first)).since).not.toBeNull();
  });

  it("asks for a proof of the last five minutes, and connects the session that asked alone", async () => {
    const user = await person();
    const cookies = await signedIn(user, "password");
    const asked = await asRequest({ cookies }, () => joinGoogle(null, form()));
    const answer = issuer.agree(asked.redirectedTo ?? "", accountOf(user));
    const other = await signedIn(user, "password");
    const elsewhere = await visit(back, answer, { ...other, ...asked.cookies });
    expect(elsewhere.to).toBe("/account/google");
    await withSystem((tx) =>
      tx.db.execute(
        sql`update sessions set stepped_up_at = now() - interval '6 minutes' where user_id = ${user.id}`,
      ),
    );
    const late = await visit(back, answer, { ...cookies, ...asked.cookies });
    expect(late.to).toBe("/account/google");
    expect((await viewGoogle(user)).since).toBeNull();
    const again = await asRequest({ cookies }, () => joinGoogle(null, form()));
    expect(again.answer).toMatchObject({ ok: false, code: "confirm-first" });
  });

  it("is undone: the account opens nothing any more, and every other session ends", async () => {
    const { user, cookies } = await connected();
    const other = (await enter(accountOf(user))).cookies;
    const left = await asRequest({ cookies }, () => leaveGoogle(null, form()));
    expect(left.redirectedTo).toBe("/account?done=google");
    expect(await stageOf(left.cookies)).toBe("full");
    expect(await stageOf(other)).toBe("nobody");
    expect((await enter(accountOf(user))).to).toBe("/sign-in?google=google-unknown");
  });
});
