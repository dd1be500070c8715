import { sql } from "drizzle-orm";
import { Secret, TOTP } from "otpauth";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { found } from "@/app/(dashboard)/clients/[clientId]/_gains/found";
import type { Shown } from "@/db/queries/sessions";
import { getUser, type User } from "@/db/queries/users";
import { sessions } from "@/db/schema/sessions";
import { withSystem } from "@/db/system";
import { defineAccountAction, defineAction } from "@/lib/action";
import type { Proof } from "@/lib/auth/session";
import { openSession, sessionOfToken } from "@/lib/auth/sessions";
import { hashToken } from "@/lib/auth/token";
import { FORM_KEY, newFormKey } from "@/lib/form-key";
import { defineRoute } from "@/lib/request";
import { err, invariant, ok } from "@/lib/result";
import { confirmIdentity } from "@/lib/services/account/confirm-identity";
import { confirmTotp, startTotp, viewTotpSetUp } from "@/lib/services/account/set-up-totp";
import { signUp } from "@/lib/services/sign-up";
import { type Asked, asRequest } from "../support/next-request";
import { makeFolder, openDatabase } from "./support";

/** A form as a page shows it. */
function keyed(): FormData {
  const form = new FormData();
  form.set(FORM_KEY, newFormKey());
  return form;
}

await openDatabase({ DATA_DIR: makeFolder(), SMTP_URL: "", APP_ORIGIN: "http://localhost:4321" });

const PASSWORD = "three quiet rivers run";
const NOW = Date.UTC(2026, 10, 22, 12, 0, 15);

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

const codeAt = (secret: string, timestamp: number) =>
  new TOTP({ secret: Secret.fromBase32(secret.replaceAll(" ", "")) }).generate({ timestamp });

async function setUpApp(user: User): Promise<string> {
  await startTotp(user);
  const setUp = await viewTotpSetUp(user);
  invariant(setUp !== null, "an app is being set up");
  const before = NOW - 60_000;
  expect((await confirmTotp(user, { code: codeAt(setUp.secret, before) }, before)).ok).toBe(true);
  return setUp.secret;
}

async function open(user: User, ...shown: Shown[]) {
  const { token } = await withSystem((tx) =>
    openSession(tx, { userId: user.id, shown, agent: "Firefox on Linux" }),
  );
  return { token, cookies: { "lotwise.session": token } };
}

/** As if the session had proved for the last time so many seconds ago. */
const provenAgo = (token: string, seconds: number) =>
  withSystem((tx) =>
    tx.db
      .update(sessions)
      .set({ steppedUpAt: sql`now() - make_interval(secs => ${seconds})` })
      .where(sql`${sessions.tokenHash} = ${hashToken(token)}`),
  );

/** A deed of each kind that asks for this proof; it notes that it was done. */
function deedsOf(proof: Proof) {
  const done: string[] = [];
  const note = (what: string) => {
    done.push(what);
    return ok(null);
  };
  const input = z.object({});
  const action = defineAction({ proof, input, run: async ({ user }) => note(user.email) });
  const own = defineAccountAction("signed-in", {
    proof,
    input,
    run: async ({ session }) => note(session.email),
  });
  const route = defineRoute<object>(
    async ({ user }) => {
      note(user.email);
      return ok(new Response("done"));
    },
    { proof },
  );
  const ask = new Request("http://localhost:4321/api/x");
  return {
    done,
    /** What each answers: a code, "done", or where it sends. */
    all: async (asked: Asked) => {
      const form = keyed();
      const told = [];
      for (const each of [action, own]) {
        const { answer, redirectedTo } = await asRequest(asked, () => each(null, form));
        told.push(redirectedTo ?? (answer?.ok ? "done" : answer?.code));
      }
      const { answer } = await asRequest(asked, () => route(ask, { params: Promise.resolve({}) }));
      const body = await answer?.text();
      told.push(answer?.status === 200 ? body : `${answer?.status} ${JSON.parse(body ?? "").code}`);
      return told;
    },
  };
}

describe("a deed that asks for a proof of the last five minutes", () => {
  it("is done right after signing in, and refused when the proof is older", async () => {
    const user = await person();
    const { token, cookies } = await open(user, "password");
    const { all, done } = deedsOf("recent");
    expect(await all({ cookies })).toEqual(["done", "done", "done"]);
    await provenAgo(token, 299);
    expect(await all({ cookies })).toEqual(["done", "done", "done"]);
    expect(done).toEqual(Array(6).fill(user.email));
    await provenAgo(token, 301);
    expect(await all({ cookies })).toEqual(["confirm-first", "confirm-first", "403 confirm-first"]);
    expect(done).toHaveLength(6);
  });

  it("is done again once it is proven anew: with the app's code where there is an app, not with the password", async () => {
    const user = await person();
    const secret = await setUpApp(user);
    const { token, cookies } = await open(user, "password", "totp");
    await provenAgo(token, 301);
    const { all } = deedsOf("recent");
    const session = await sessionOfToken(token, "full");
    invariant(session !== null, "the session is open");
    const byPassword = await confirmIdentity(user, session.sessionId, { password: PASSWORD }, NOW);
    expect(byPassword).toMatchObject({ ok: false, error: { code: "wrong-code" } });
    expect((await all({ cookies }))[0]).toBe("confirm-first");
    const code = codeAt(secret, NOW);
    expect((await confirmIdentity(user, session.sessionId, { code }, NOW)).ok).toBe(true);
    expect(await all({ cookies })).toEqual(["done", "done", "done"]);
  });

  it("says where it is shown, and one that fails for another reason does not", async () => {
    const { token, cookies } = await open(await person(), "password");
    await provenAgo(token, 301);
    const action = defineAction({
      proof: "recent",
      input: z.object({}),
      run: async () => ok(null),
    });
    const refused = await asRequest({ cookies }, () => action(null, keyed()));
    expect(refused.answer).toMatchObject({ wayOut: { href: "/account/confirm" } });
    const elsewhere = await asRequest({ cookies, origin: "http://evil.example" }, () =>
      action(null, keyed()),
    );
    expect(elsewhere.answer).toMatchObject({ ok: false, code: "wrong-origin" });
    expect(elsewhere.answer).not.toHaveProperty("wayOut");
  });
});

describe("a deed that asks for a second step", () => {
  const refused = ["second-step-first", "second-step-first", "403 second-step-first"];

  it("is refused to an investor without one, however fresh the password, and names the page that sets one up", async () => {
    const { cookies } = await open(await person(), "password");
    const { all, done } = deedsOf("second-step");
    expect(await all({ cookies })).toEqual(refused);
    expect(done).toEqual([]);
    const action = defineAction({
      proof: "second-step",
      input: z.object({}),
      run: async () => ok(null),
    });
    const { answer } = await asRequest({ cookies }, () => action(null, keyed()));
    expect(answer).toMatchObject({ ok: false, wayOut: { href: "/account/second-step" } });
  });

  it.each(["investor", "professional"] as const)(
    "is done for %s who showed it just now",
    async (kind) => {
      const user = await person(kind);
      await setUpApp(user);
      const { token, cookies } = await open(user, "password", "totp");
      const { all } = deedsOf("second-step");
      expect(await all({ cookies })).toEqual(["done", "done", "done"]);
      await provenAgo(token, 301);
      expect((await all({ cookies }))[2]).toBe("403 confirm-first");
    },
  );

  it("asks what there is now, not what the session once showed: a factor that was taken away counts no more", async () => {
    const { cookies } = await open(await person(), "password", "totp");
    expect(await deedsOf("second-step").all({ cookies })).toEqual(refused);
  });
});

describe("the log", () => {
  it("tells who was refused at a door and how somebody came in, by codes and ids alone", async () => {
    const lines: string[] = [];
    vi.spyOn(console, "log").mockImplementation((line) => void lines.push(String(line)));
    const taken = () =>
      lines.splice(0).map((line) => {
        const { at, ...told } = JSON.parse(line);
        expect(Math.abs(Date.parse(at) - Date.now())).toBeLessThan(60_000);
        return told;
      });
    const user = await person();
    taken();
    const { token, cookies } = await open(user, "password");
    expect(taken()).toEqual([
      { level: "info", event: "auth.session", user: user.id, shown: "password", stage: "full" },
    ]);
    await provenAgo(token, 301);
    const client = crypto.randomUUID();
    const form = keyed();
    form.set("clientId", client);
    form.set("secret", `${user.email} paid 4711 dollars`);
    const input = z.object({});
    const proven = defineAction({ proof: "recent", input, run: async () => ok(null) });
    const gate = defineAction({
      input,
      run: async () => err({ code: "not-allowed", message: user.email }),
    });
    const sendable = defineAction({
      input: z.object({ missing: z.string() }),
      run: async () => ok(null),
    });
    await asRequest({ cookies }, () => proven(null, form));
    await asRequest({ cookies }, () => gate(null, form));
    await asRequest({ cookies, origin: "http://evil.example" }, () => gate(null, form));
    // What is wrong in a form is nobody at a door.
    await asRequest({ cookies }, () => sendable(null, form));
    const route = defineRoute<{ clientId: string }>(async () => err({ code: "outside-years" }));
    const ask = () =>
      route(new Request(`http://localhost:4321/api/${user.email}`), {
        params: Promise.resolve({ clientId: client }),
      });
    await asRequest({ cookies }, ask);
    await asRequest({}, ask);
    // A page whose years are not open to them is written down; one that is not there its frame has noted.
    for (const code of ["outside-years", "not-found"]) {
      const page = async () => found(Promise.resolve({ ok: false, error: { code } }));
      await asRequest({ cookies }, () => page().catch(() => null));
    }
    const all = taken();
    const of = { level: "warn", where: "action", user: user.id, client };
    expect(all).toEqual([
      { ...of, event: "refused.control", code: "confirm-first" },
      { ...of, event: "refused.gate", code: "not-allowed" },
      { ...of, event: "refused.control", code: "wrong-origin", user: null },
      { ...of, event: "refused.gate", code: "outside-years", where: "route" },
      {
        ...of,
        event: "refused.gate",
        code: "not-signed-in",
        where: "route",
        user: null,
        client: null,
      },
      { ...of, event: "refused.gate", code: "outside-years", where: "page", client: null },
    ]);
    expect(JSON.stringify(all)).not.toMatch(/example|4711|Ann|secret/);
  });
});

describe("who has not come in", () => {
  it("is sent to sign in and does nothing, whatever the deed asks", async () => {
    const pro = await person("professional");
    await setUpApp(pro);
    const pending = await open(pro, "password");
    for (const cookies of [{}, pending.cookies, { "lotwise.session": "made up" }]) {
      for (const proof of ["recent", "second-step"] as const) {
        const { all, done } = deedsOf(proof);
        expect(await all({ cookies })).toEqual(["/sign-in", "/sign-in", "401 not-signed-in"]);
        expect(done).toEqual([]);
      }
    }
  });
});
