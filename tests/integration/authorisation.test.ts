import { beforeAll, describe, expect, it, vi } from "vitest";
import { type Deed, type FirmRole, mayDo, mayDoInFirm, type Standing } from "@/db/roles";
import { faults, GATE, isRefused, isSignIn, likeness } from "../support/authorisation/judge";
import { declaredPolicies, type Policy } from "../support/authorisation/policies";
import { type Answer, type Asked, type Door, doors } from "../support/authorisation/product";
import { changed, rowHashes } from "../support/authorisation/rows";
import {
  type Asker,
  CANARY,
  makeScene,
  OTHER_YEARS,
  type Scene,
} from "../support/authorisation/scene";
import { openDatabase } from "./support";

/*
 * Everybody at every door. The doors are found by walking the app folder, what each asks for is read in its own refusals, the answers are
 * those of the very pages, routes and actions, over PostgreSQL with row security. Nothing here names a page or an action.
 */
const { ownerUrl } = await openDatabase({ DB_POOL_SIZE: "6" });

const NOWHERE = "0c5f2a7e-3b41-4d8a-9e60-7f1b2c3d4e5f";
// Thousands of probes a test, on a machine that may be busy with others.
vi.setConfig({ testTimeout: 240_000 });

const MALFORMED = ["not-an-id", "..%2f..", `${NOWHERE}'--`, "\u0000", "a".repeat(50)];

let all: readonly Door[];
let scene: Scene;
let policies: ReadonlyMap<string, Policy>;
let probes = 0;

beforeAll(async () => {
  // Every refusal is a line of the log: thousands of them.
  vi.spyOn(console, "log").mockImplementation(() => undefined);
  all = await doors();
  policies = declaredPolicies();
  scene = await makeScene(ownerUrl);
}, 120_000);

/** From the least to the most. */
const STANDINGS = [
  "viewer",
  "firm-viewer",
  "editor",
  "firm-preparer",
  "firm-reviewer",
  "firm-owner",
] as const;

type OfBooks = Extract<Policy, { to: "books" }>;

const policyOf = (door: Door): Policy => policies.get(door.name) ?? { to: "account" };
const doorsTo = (to: Policy["to"]) => all.filter((door) => policyOf(door).to === to);
const askers = (...as: readonly Asker["as"][]) => scene.askers.filter((one) => as.includes(one.as));

/** What addresses and forms are filled with: the books' own ids, save for what is said. */
const values = (changes: Readonly<Record<string, string>> = {}) => ({
  year: "2024",
  page: "1",
  token: "no-such-token",
  ...scene.ids,
  clientId: scene.client,
  client: scene.client,
  ...changes,
});
const inBooks = (client: string) => values({ clientId: client, client });

const kept = new Map<Asker, string>();

/** Doors of the account may end the session or change it: those get one of their own. */
async function cookieFor(door: Door, asker: Asker): Promise<string> {
  if (!["books", "firm"].includes(policyOf(door).to)) return asker.cookie();
  const cookie = kept.get(asker) ?? (await asker.cookie());
  kept.set(asker, cookie);
  return cookie;
}

async function probe(door: Door, asker: Asker, asked: Partial<Asked> = {}): Promise<Answer> {
  probes += 1;
  try {
    return await door.ask({ cookie: await cookieFor(door, asker), values: values(), ...asked });
  } catch (error) {
    throw new Error(`${door.name} broke when asked by ${asker.name}`, { cause: error });
  }
}

/** Runs probes, and fails when a row of the books, the firm or its people is not what it was. `notes`: tables that note the visit. */
async function changingNothing(work: () => Promise<void>, notes: readonly string[] = []) {
  const before = await rowHashes(ownerUrl, scene);
  await work();
  const tables = changed(before, await rowHashes(ownerUrl, scene));
  expect(tables.filter((table) => !notes.includes(table))).toEqual([]);
}

describe("every page, route and action", () => {
  it("says who may go through it, in tests/support/authorisation/policies.ts", () => {
    const open = all.filter(({ name }) => !policies.has(name));
    const told = open.map(({ name }) => `${name}: add its line to the list of whoever may do it`);
    expect(told).toEqual([]);
    const names = all.map(({ name }) => name);
    const gone = [...policies.keys()].filter((name) => !names.includes(name));
    expect(gone.map((name) => `${name}: is gone, take its line out`)).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
  });

  it("shows the books to their firm's owner, so that what others must not see is there to be seen", async () => {
    const [owner] = askers("firm-owner");
    let seen = 0;
    for (const door of doorsTo("books")) {
      const { deed } = policyOf(door) as OfBooks;
      if (owner !== undefined && (deed === "read" || deed === "download")) {
        seen += CANARY.test((await probe(door, owner)).text) ? 1 : 0;
      }
    }
    expect(seen).toBeGreaterThanOrEqual(20);
  });
});

describe("nobody", () => {
  it("goes through no door but those open to everyone, whatever the cookie, and changes nothing", async () => {
    const wrong = faults();
    for (const asker of askers("nobody", "pending")) {
      await changingNothing(async () => {
        for (const door of all) {
          const { to } = policyOf(door);
          if (asker.as === "pending" && to === "second-step") continue;
          const answer = await probe(door, asker);
          const told = `${door.name} answers ${asker.name} ${answer.status} ${answer.code}`;
          wrong.unless(!CANARY.test(answer.text), `${told}: sees the books`);
          wrong.unless(to === "everyone" || isSignIn(answer), `${told}: is not sent to sign in`);
        }
      });
    }
    wrong.none();
  });
});

describe("somebody from outside", () => {
  it("gets of the books what they get of books that never were, at every door, and changes nothing", async () => {
    const wrong = faults();
    const [first] = askers("outsider");
    for (const asker of askers("outsider")) {
      await changingNothing(async () => {
        for (const door of doorsTo("books")) {
          const none = await probe(door, asker, { values: inBooks(NOWHERE) });
          const told = `${door.name} answers ${asker.name}`;
          wrong.unless(
            none.code === "not-found",
            `${door.name} refuses its fields (${none.code}) before it looks for the books: add what to type to tests/support/authorisation/fields.ts. ${none.text}`,
          );
          for (const id of [scene.client, ...(asker === first ? MALFORMED : [])]) {
            const answer = await probe(door, asker, { values: inBooks(id) });
            const isAlike = likeness(answer, id) === likeness(none, NOWHERE);
            wrong.unless(isAlike, `${told}: not as of books that never were`);
          }
        }
      });
    }
    wrong.none();
  });

  it("finds nothing of others by their ids within books of their own", async () => {
    const wrong = faults();
    const names = Object.keys(scene.ids).filter((name) => name !== "to");
    const gone = Object.fromEntries(names.map((name) => [name, NOWHERE]));
    for (const asker of askers("outsider").filter(({ own }) => own !== null)) {
      const own = { clientId: asker.own ?? "", client: asker.own ?? "" };
      await changingNothing(async () => {
        for (const door of doorsTo("books")) {
          const foreign = await probe(door, asker, { values: values(own) });
          const missing = await probe(door, asker, { values: values({ ...gone, ...own }) });
          const told = `${door.name} answers ${asker.name}`;
          wrong.unless(!CANARY.test(foreign.text), `${told}: sees the books`);
          // What is told of their own books grows with the asking; a refusal must be the same to the letter.
          const isOwn =
            foreign.status === missing.status && (foreign.code ?? missing.code) === null;
          const isAlike = isOwn || likeness(foreign, NOWHERE) === likeness(missing, NOWHERE);
          wrong.unless(isAlike, `${told}: not as of ids that never were`);
        }
      });
    }
    wrong.none();
  });

  it("sees and changes nothing of the firm at any other door", async () => {
    const wrong = faults();
    for (const asker of askers("outsider").filter(({ name }) => !name.includes("not assigned"))) {
      await changingNothing(async () => {
        for (const door of all.filter((each) => policyOf(each).to !== "books")) {
          const { text } = await probe(door, asker);
          wrong.unless(!CANARY.test(text), `${door.name} answers ${asker.name}: sees the firm`);
        }
      });
    }
    wrong.none();
  });
});

describe("a person in a role", () => {
  it("is refused every deed of the books the table of rights does not give them, and changes nothing", async () => {
    const wrong = faults();
    for (const asker of askers(...STANDINGS)) {
      await changingNothing(async () => {
        for (const door of doorsTo("books")) {
          const { deed } = policyOf(door) as OfBooks;
          if (mayDo(asker.as as Standing, deed)) continue;
          const answer = await probe(door, asker);
          const told = `${door.name} answers ${asker.name} ${answer.code}, who may not ${deed}`;
          // Some are refused before the gate for what is in the form; none goes well.
          const isShut = isRefused(answer) || (door.kind === "action" && answer.code !== null);
          wrong.unless(isShut, told);
        }
      });
    }
    wrong.none();
  });

  it("let in for one year is shown that year and nothing of any other, and changes nothing", async () => {
    const wrong = faults();
    const [asker] = askers("some-years");
    if (asker === undefined) throw new Error("nobody is let in for a year");
    await changingNothing(async () => {
      for (const door of doorsTo("books")) {
        const { inYears, deed } = policyOf(door) as OfBooks;
        const answer = await probe(door, asker);
        const told = `${door.name} answers ${asker.name} ${answer.status} ${answer.code}`;
        wrong.unless(!OTHER_YEARS.test(answer.text), `${told}: sees 2023`);
        wrong.unless(inYears || isRefused(answer), `${told}: is let through`);
        wrong.unless(deed === "read" || !inYears || !isRefused(answer), `${told}: is refused`);
        if (inYears && door.name.includes("[year]")) {
          const other = await probe(door, asker, { values: values({ year: "2023" }) });
          wrong.unless(isRefused(other), `${told}: 2023 is opened`);
        }
      }
    }, ["access_uses"]);
    wrong.none();
  });

  it("sends no form from another page, and none without saying from where", async () => {
    const wrong = faults();
    const [owner] = askers("firm-owner");
    if (owner === undefined) throw new Error("the firm has no owner");
    await changingNothing(async () => {
      for (const door of all.filter(({ name }) => /^(action|POST|PUT|PATCH|DELETE) /.test(name))) {
        for (const origin of ["https://evil.example", "null", ""]) {
          const answer = await probe(door, owner, { origin });
          const isOpen = door.name === "POST /api/unsubscribe/[token]";
          wrong.unless(
            isOpen || answer.code === "wrong-origin",
            `${door.name} answers a page of "${origin}" ${answer.status} ${answer.code}`,
          );
        }
      }
    });
    wrong.none();
  });

  it("is let do a deed when they are the least of those the table of rights gives it to", async () => {
    const wrong = faults();
    const done = new Set<Deed>();
    const all = new Set(doorsTo("books").map((door) => (policyOf(door) as OfBooks).deed));
    for (const asker of askers(...STANDINGS)) {
      const deeds = [...all].filter((deed) => mayDo(asker.as as Standing, deed) && !done.has(deed));
      for (const door of doorsTo("books")) {
        const { deed } = policyOf(door) as OfBooks;
        if (!deeds.includes(deed)) continue;
        const answer = await probe(door, asker);
        const told = `${door.name} answers ${asker.name} ${answer.status} ${answer.code}, who may ${deed}`;
        // What is not in the books is not found by those who may look for it, either.
        const isShut = isSignIn(answer) || GATE.slice(1).includes(answer.code ?? "");
        wrong.unless(!isShut, told);
      }
      for (const deed of deeds) done.add(deed);
    }
    wrong.none();
  });

  it("does in the firm what their role may, and nothing else", async () => {
    const wrong = faults();
    for (const asker of askers("firm-viewer", "firm-preparer", "firm-reviewer", "firm-owner")) {
      for (const door of doorsTo("firm")) {
        const { deed } = policyOf(door) as Extract<Policy, { to: "firm" }>;
        const may = mayDoInFirm(asker.as.slice("firm-".length) as FirmRole, deed);
        const answer = await probe(door, asker);
        const told = `${door.name} answers ${asker.name} ${answer.status} ${answer.code}`;
        // A page they have no use for leads back to the list.
        wrong.unless(
          may || isRefused(answer) || answer.to === "/clients",
          `${told}, who may not ${deed}`,
        );
        // Where clients are assigned, preparers add none: row security says so.
        const isOpen = may && !(asker.as === "firm-preparer" && deed === "add-client");
        wrong.unless(!isOpen || answer.code !== "not-allowed", `${told}, who may ${deed}`);
      }
    }
    wrong.none();
  });

  it("was asked for in more than two thousand ways", () => {
    expect(probes).toBeGreaterThanOrEqual(2000);
  });
});
