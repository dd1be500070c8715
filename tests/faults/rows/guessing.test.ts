import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { findUserByEmail } from "@/db/queries/users";
import { withSystem } from "@/db/system";
import { openSession, sessionOfToken } from "@/lib/auth/sessions";
import { verifySignIn } from "@/lib/auth/verify-sign-in";
import { invariant } from "@/lib/result";
import { signUp } from "@/lib/services/sign-up";
import { makeFolder, openDatabase, valued } from "../../integration/support";
import { countOf, oneOf, random, tallyOf, tell } from "./count";

await openDatabase({ DB_POOL_SIZE: "8", DATA_DIR: makeFolder(), SMTP_URL: "" });

const TRIES = countOf(2000);
/** Every fifth account does not exist: nobody can tell which. */
const ACCOUNTS = Math.max(5, Math.round(TRIES / 20));
const AT_ONCE = 20;
/** As the product's limits say; the standard of the row is ten in a quarter of an hour for an account. */
const MOST = 10;
const OF_ONE_ADDRESS = 100;
const PASSWORD = "three quiet rivers run";
const GUESSES = ["letmein letmein now", "correct horse battery", "a wrong password here"];

const emailOf = (account: number) => `account${account}@example.com`;
const isReal = (account: number) => account % 5 !== 4;

interface Answer {
  readonly account: number;
  readonly code: string;
  readonly secondsLeft: number | null;
}

async function guess(account: number, address: string, password: string): Promise<Answer> {
  const told = await verifySignIn({ email: emailOf(account), password, address });
  if (told.ok) {
    return { account, code: "in", secondsLeft: null };
  }
  const { error } = told;
  return {
    account,
    code: error.code,
    secondsLeft: error.code === "too-many-tries" ? error.secondsLeft : null,
  };
}

/** Runs them, so many at a time. */
async function inParallel<T>(count: number, work: (at: number) => Promise<T>): Promise<T[]> {
  const done: T[] = [];
  let next = 0;
  const lane = async () => {
    while (next < count) {
      const at = next;
      next += 1;
      done.push(await work(at));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return done;
}

const passQuarterOfAnHour = () =>
  withSystem((tx) =>
    tx.db.execute(sql`update rate_limits set window_start = window_start - interval '16 minutes'`),
  );

it(`${TRIES} guesses at ${ACCOUNTS} accounts, each from an address of its own: nobody is in, and ten of each are heard`, {
  timeout: 120_000 + TRIES * 200,
}, async () => {
  const real = Array.from({ length: ACCOUNTS }, (_, account) => account).filter(isReal);
  for (const account of real) {
    await withSystem((tx) => tx.db.execute(sql`delete from rate_limits`));
    await valued(
      signUp({
        kind: "investor",
        name: `Person ${account}`,
        email: emailOf(account),
        password: PASSWORD,
      }),
    );
  }
  await withSystem((tx) => tx.db.execute(sql`delete from rate_limits`));
  // One of them is signed in elsewhere all the while.
  const victim = await withSystem((tx) => findUserByEmail(tx, emailOf(0)));
  invariant(victim !== null, "the first account is real");
  const { token } = await withSystem((tx) =>
    openSession(tx, { userId: victim.id, shown: ["password"], agent: "" }),
  );
  const address = () =>
    `198.51.${Math.floor(random() * 256)}.${Math.floor(random() * 256)}:${Math.floor(random() * 60_000)}`;
  const answers = await inParallel(TRIES, (at) => guess(at % ACCOUNTS, address(), oneOf(GUESSES)));
  for (let account = 0; account < ACCOUNTS; account += 1) {
    const own = answers.filter((one) => one.account === account);
    // The same for an account nobody has.
    expect(tallyOf(own.map(({ code }) => code)), `account ${account}`).toEqual({
      "wrong-sign-in": Math.min(MOST, own.length),
      ...(own.length > MOST ? { "too-many-tries": own.length - MOST } : {}),
    });
  }
  for (const { secondsLeft } of answers.filter(({ code }) => code === "too-many-tries")) {
    expect(secondsLeft).toBeGreaterThan(0);
    expect(secondsLeft).toBeLessThanOrEqual(900);
  }
  // The right password is not heard either while it lasts, the browser that is in stays in, and nobody is shut out for good.
  expect((await guess(0, address(), PASSWORD)).code).toBe("too-many-tries");
  expect(await sessionOfToken(token, "full")).not.toBeNull();
  await passQuarterOfAnHour();
  expect((await guess(0, address(), PASSWORD)).code).toBe("in");
  tell("R19", { tries: TRIES, accounts: ACCOUNTS, ...tallyOf(answers.map(({ code }) => code)) });
});

it("many accounts from one address: a hundred guesses are heard, then none, and other addresses are", {
  timeout: 120_000,
}, async () => {
  await withSystem((tx) => tx.db.execute(sql`delete from rate_limits`));
  const tries = OF_ONE_ADDRESS + 50;
  const answers = await inParallel(tries, async (at) =>
    guess(1000 + at, "203.0.113.7", oneOf(GUESSES)),
  );
  const tally = tallyOf(answers.map(({ code }) => code));
  expect(tally).toEqual({ "wrong-sign-in": OF_ONE_ADDRESS, "too-many-tries": 50 });
  expect((await guess(0, "203.0.113.8", PASSWORD)).code).toBe("in");
  tell("R19 one address", { tries, ...tally });
});
