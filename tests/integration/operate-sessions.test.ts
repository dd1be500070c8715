import { beforeAll, expect, it } from "vitest";
import { getUser } from "@/db/queries/users";
import { withSystem } from "@/db/system";
import { openSession, sessionOfToken } from "@/lib/auth/sessions";
import { run } from "@/lib/cli/lotwise";
import { resetEnv } from "@/lib/env";
import { makeUser, openDatabase } from "./support";

const { ownerUrl } = await openDatabase();
beforeAll(() => {
  process.env["DATABASE_URL"] = ownerUrl;
  resetEnv();
});

const lotwise = (...words: readonly string[]) => run(words, 0);

async function signedIn() {
  const userId = await makeUser();
  const opened = await withSystem((tx) =>
    openSession(tx, { userId, shown: ["password"], agent: "" }),
  );
  const user = await withSystem((tx) => getUser(tx, userId));
  return {
    email: user?.email ?? "",
    isIn: async () => (await sessionOfToken(opened.token, "full")) !== null,
  };
}

it("whoever runs the server ends one person's sessions by e-mail, in any spelling, and nobody else's", async () => {
  const [ann, bob] = [await signedIn(), await signedIn()];
  expect(await lotwise("sessions", "end", ` ${ann.email.toUpperCase()} `)).toEqual({
    code: 0,
    out: "1 session was ended.",
    error: "",
  });
  expect([await ann.isIn(), await bob.isIn()]).toEqual([false, true]);
});

it("and everybody's", async () => {
  const people = [await signedIn(), await signedIn()];
  expect((await lotwise("sessions", "end", "--everybody")).code).toBe(0);
  expect(await Promise.all(people.map((one) => one.isIn()))).toEqual([false, false]);
});

it("an e-mail that nobody has, and anything else, ends none", async () => {
  const ann = await signedIn();
  expect(await lotwise("sessions", "end", "nobody@example.com")).toMatchObject({ code: 1 });
  for (const words of [["end"], ["end", ann.email, "more"], ["list", ann.email]]) {
    expect(await lotwise("sessions", ...words)).toMatchObject({ code: 2 });
  }
  expect(await ann.isIn()).toBe(true);
});
