import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, it, vi } from "vitest";
import { UNSENT } from "@/app/(dashboard)/clients/[clientId]/_books/typed-state";
import { insertClient } from "@/db/queries/clients";
import { insertFirm } from "@/db/queries/users";
import { withSystem } from "@/db/system";
import { withUser } from "@/db/tenant";
import { openSession } from "@/lib/auth/sessions";
import { stateOf } from "../support/ask-database";
import { PROJECT_ROOT } from "../support/folders";
import { asRequest } from "../support/next-request";
import { makeFolder, makeUser, openDatabase } from "./support";

const ORIGIN = "http://localhost:4321";
const { ownerUrl } = await openDatabase({
  DATA_DIR: makeFolder(),
  SMTP_URL: "",
  APP_ORIGIN: ORIGIN,
});

type Action = (state: typeof UNSENT, form: FormData) => Promise<unknown>;

/** Every server action but those of people on their way in: found in the app folder, so that a new one cannot be forgotten. */
const FILES = readdirSync(join(PROJECT_ROOT, "app"), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts") && !file.startsWith("(auth)"))
  .filter((file) =>
    readFileSync(join(PROJECT_ROOT, "app", file), "utf8").startsWith('"use server"'),
  );

const actions: (readonly [name: string, run: Action])[] = [];
/** A preparer's own client, whose second step is not shown yet. */
let client: string;
let waiting: Readonly<Record<string, string>>;
let full: Readonly<Record<string, string>>;

beforeAll(async () => {
  vi.spyOn(console, "log").mockImplementation(() => undefined);
  for (const file of FILES) {
    const module: Record<string, Action> = await import(join(PROJECT_ROOT, "app", file));
    actions.push(...Object.entries(module).map(([name, run]) => [`${file} ${name}`, run] as const));
  }
  const userId = await makeUser("professional");
  const firm = await withSystem((tx) => insertFirm(tx, "Raman Tax", userId));
  client = await withUser({ id: userId }, (tx) =>
    insertClient(tx, { name: "Dana Osei", holder: firm }),
  );
  const open = async (shown: readonly ["password"] | readonly ["passkey"]) => {
    const opened = await withSystem((tx) => openSession(tx, { userId, shown, agent: "Firefox" }));
    return { "lotwise.session": opened.token };
  };
  waiting = await open(["password"]);
  full = await open(["passkey"]);
});

function formOf(): FormData {
  const form = new FormData();
  form.set("clientId", client);
  form.set("name", "Somebody else");
  return form;
}

it("finds the product's actions", () => {
  expect(FILES.length).toBeGreaterThan(20);
  expect(actions.length).toBeGreaterThan(80);
});

it("sends whoever has not shown their second step, and whoever is nobody, to sign in from every action, and changes no row", async () => {
  const before = await stateOf(ownerUrl);
  const open: string[] = [];
  for (const [name, run] of actions) {
    for (const cookies of [waiting, {}, { "lotwise.session": "made up" }]) {
      const {
        redirectedTo,
        answer,
        cookies: set,
      } = await asRequest({ cookies }, () => run(UNSENT, formOf()));
      if (redirectedTo !== "/sign-in" || Object.keys(set).length > 0) {
        open.push(`${name}: ${redirectedTo} ${JSON.stringify(answer)}`);
      }
    }
  }
  expect(open).toEqual([]);
  expect(await stateOf(ownerUrl)).toEqual(before);
});

it.each([null, "http://evil.example", `${ORIGIN}.evil.example`])(
  "refuses every action a form of %s sends, whoever is signed in",
  async (origin) => {
    const before = await stateOf(ownerUrl);
    const open: string[] = [];
    for (const [name, run] of actions) {
      const { answer, redirectedTo } = await asRequest({ cookies: full, origin }, () =>
        run(UNSENT, formOf()),
      );
      if (redirectedTo !== null || !JSON.stringify(answer).includes('"code":"wrong-origin"')) {
        open.push(`${name}: ${redirectedTo} ${JSON.stringify(answer)}`);
      }
    }
    expect(open).toEqual([]);
    expect(await stateOf(ownerUrl)).toEqual(before);
  },
);

it("lets the same actions be used by whoever showed it: none sends them away for it", async () => {
  const elsewhere: string[] = [];
  const isAboutBooks = ([name]: readonly [string, Action]) => name.includes("[clientId]");
  for (const [name, run] of actions.filter(isAboutBooks).slice(0, 20)) {
    const { redirectedTo } = await asRequest({ cookies: full }, () => run(UNSENT, formOf()));
    if (redirectedTo === "/sign-in") elsewhere.push(name);
  }
  expect(elsewhere).toEqual([]);
});
