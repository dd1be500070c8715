import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it, vi } from "vitest";
import { UNSENT } from "@/app/(dashboard)/clients/[clientId]/_books/typed-state";
import type { UserId } from "@/db/ids";
import { putGrant } from "@/db/queries/access-grants";
import { withSystem } from "@/db/system";
import { withClient } from "@/db/tenant";
import { openSession } from "@/lib/auth/sessions";
import { ok } from "@/lib/result";
import { addTransaction } from "@/lib/services/enter-transaction";
import { signUp } from "@/lib/services/sign-up";
import { makeFolder, makeInvestor, openDatabase, valued } from "../../integration/support";
import { ask } from "../../support/ask-database";
import { PROJECT_ROOT } from "../../support/folders";
import { asRequest } from "../../support/next-request";
import { countOf, oneOf, random, tallyOf, tell } from "./count";

const { ownerUrl } = await openDatabase({
  DATA_DIR: makeFolder(),
  SMTP_URL: "",
  APP_ORIGIN: "http://localhost:4321",
});

const BODIES = countOf(2000);
type Action = (state: typeof UNSENT, form: FormData) => Promise<unknown>;

/** Every server action of people who are signed in, found in the app folder. */
async function everyAction(): Promise<readonly (readonly [name: string, run: Action])[]> {
  const files = readdirSync(join(PROJECT_ROOT, "app"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.startsWith("(auth)"))
    .filter((file) =>
      readFileSync(join(PROJECT_ROOT, "app", file), "utf8").startsWith('"use server"'),
    );
  const actions: (readonly [string, Action])[] = [];
  for (const file of files) {
    const module: Record<string, Action> = await import(join(PROJECT_ROOT, "app", file));
    actions.push(...Object.entries(module).map(([name, run]) => [`${file} ${name}`, run] as const));
  }
  return actions;
}

const WORDS = [
  "",
  " ",
  "0",
  "-1",
  "1e400",
  "NaN",
  "2025",
  "2025-02-30",
  "9999-12-31",
  "null",
  "undefined",
  "[object Object]",
  "{}",
  "[]",
  '{"__proto__":{"isOwner":true}}',
  '[{"id":null}]',
  "true",
  "on",
  "__proto__",
  "constructor",
  "' or 1=1 --",
  "$1",
  "\u0000",
  "\uD800",
  "\u202Eabc",
  "😀".repeat(50),
  "../../etc/passwd",
  "<script>alert(1)</script>",
  "0c5f2a7e-3b41-4d8a-9e60-7f1b2c3d4e5f",
  "%00",
  "a".repeat(5000),
  "1,234.56",
  "−5",
  "∞",
  "BTC",
  "America/Nowhere",
] as const;

/** Names that are fields of some form, read out of the code, and names that are none. */
const NAMES: readonly string[] = [
  ...new Set(
    readdirSync(join(PROJECT_ROOT, "app"), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".tsx"))
      .flatMap((file) =>
        [
          ...readFileSync(join(PROJECT_ROOT, "app", file), "utf8").matchAll(
            /\bname="([a-zA-Z]+)"/g,
          ),
        ].map(([, name = ""]) => name),
      ),
  ),
  "__proto__",
  "constructor",
  "toString",
  "$ACTION_ID_",
  "1_",
  "0",
  "",
  "clientId[]",
  "role",
  "userId",
  "isOwner",
];

const anything = (): string | File =>
  random() < 0.05 ? new File([oneOf(WORDS)], oneOf(WORDS)) : oneOf(WORDS);

/** A form of anything, most of them about the books. */
function anyForm(client: string): FormData {
  const form = new FormData();
  if (random() < 0.8) form.append("clientId", client);
  const fields = Math.floor(random() * 12);
  for (let field = 0; field < fields; field += 1) {
    const [name, value] = [oneOf(NAMES), anything()];
    for (let again = random() < 0.1 ? 3 : 1; again > 0; again -= 1) form.append(name, value);
  }
  return form;
}

/** Every row of the books, as one hash a table; that somebody let in came by, and their own calendar and reminders, are no harm. */
async function booksOf(client: string): Promise<Readonly<Record<string, string>>> {
  const tables = await ask<{ name: string }>(
    ownerUrl,
    `select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname not in ('access_uses', 'summary_watches', 'calendar_feeds', 'reminder_subscriptions')
       and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'client_id' and not a.attisdropped) order by 1`,
  );
  const parts = tables.map(
    ({ name }) =>
      `select '${name}' as name, count(*) || ':' || coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '') as hash from ${name} t where client_id = '${client}'`,
  );
  const rows = await ask<{ name: string; hash: string }>(ownerUrl, parts.join(" union all "));
  return Object.fromEntries(rows.map(({ name, hash }) => [name, hash]));
}

/** A person with a password of their own. */
async function somebody(): Promise<UserId> {
  const email = `${crypto.randomUUID()}@example.com`;
  const told = {
    kind: "investor",
    name: "Ann Example",
    email,
    password: "three quiet rivers run",
  } as const;
  return (await valued(signUp(told))).user;
}

async function cookieOf(userId: UserId): Promise<string> {
  const shown = ["password", "totp"] as const;
  const opened = await withSystem((tx) => openSession(tx, { userId, shown, agent: "" }));
  return opened.token;
}

it(`R21: ${BODIES} forms of anything at every action, by somebody let in to look and by a stranger: an answer to each, no fault, nothing of the books changed`, {
  timeout: 180_000 + BODIES * 400,
}, async () => {
  // Every refusal is a line of the log.
  vi.spyOn(console, "log").mockImplementation(() => undefined);
  const faults: string[] = [];
  vi.spyOn(console, "error").mockImplementation((line) => {
    if (String(line).includes("fault")) faults.push(String(line).slice(0, 1500));
  });
  const loose: unknown[] = [];
  const note = (error: unknown) => loose.push(error);
  process.on("uncaughtException", note);
  process.on("unhandledRejection", note);
  const who = await makeInvestor();
  const buy = {
    account: "Exchange",
    date: "2025-03-01",
    time: "12:00",
    receivedQuantity: "1",
    receivedAsset: "BTC",
    value: "80000",
  };
  expect((await addTransaction(who, who.client, "buy", buy)).ok).toBe(true);
  const friend = await somebody();
  await withClient(who, who.client, "share", async (tx) =>
    ok(await putGrant(tx, friend, { role: "viewer", years: null, until: null, endsAt: null })),
  );
  const people = [friend, await somebody()];
  const actions = await everyAction();
  const before = await booksOf(who.client);
  const memory = process.memoryUsage().rss;
  const thrown: string[] = [];
  const answers: string[] = [];
  for (let at = 0; at < BODIES; at += 1) {
    const [name, run] = actions[at % actions.length] as (typeof actions)[number];
    // Some actions end sessions: each form comes with one of its own.
    const cookies = { "lotwise.session": await cookieOf(oneOf(people)) };
    try {
      const { answer, redirectedTo } = await asRequest({ cookies }, () =>
        run(UNSENT, anyForm(who.client)),
      );
      answers.push(
        redirectedTo === null ? `${JSON.stringify(answer).includes('"ok":true')}` : "led on",
      );
    } catch (error) {
      thrown.push(`${name}: ${error instanceof Error ? `${error.message} ${error.cause}` : error}`);
    }
  }
  process.off("uncaughtException", note);
  process.off("unhandledRejection", note);
  vi.restoreAllMocks();
  const megabytes = Math.round((process.memoryUsage().rss - memory) / 1e6);
  tell("R21", {
    bodies: BODIES,
    actions: actions.length,
    ...tallyOf(answers),
    thrown: thrown.length,
    megabytes,
  });
  expect(thrown).toEqual([]);
  expect(faults).toEqual([]);
  expect(loose).toEqual([]);
  expect(await booksOf(who.client)).toEqual(before);
});
