import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import {
  DEMO_CLIENTS,
  DEMO_FIRM,
  DEMO_QUOTES,
  DEMO_USERS,
  type DemoClient,
  type DemoProfile,
  type DemoUser,
} from "@/db/demo/books";
import { type ClientId, clientId, type UserId } from "@/db/ids";
import { ensureAccounts } from "@/db/queries/accounts";
import { insertAuditEvent, listAuditEvents } from "@/db/queries/audit-events";
import { insertClient, listClients, listFirms } from "@/db/queries/clients";
import { insertQuotes } from "@/db/queries/quotes";
import { confirmTotpSecret, findTotpSecret, insertTotpSecret } from "@/db/queries/second-steps";
import { insertSettings, insertStandingOrder } from "@/db/queries/settings";
import { findUserByEmail } from "@/db/queries/users";
import { insertYearProfile } from "@/db/queries/year-profiles";
import { withSystem } from "@/db/system";
import { type ClientWriteTx, withClient, withUser } from "@/db/tenant";
import { hasSecondStep } from "@/lib/auth/sessions";
import { newTotpSecret } from "@/lib/auth/totp";
import { usd, ZERO_USD } from "@/lib/money/usd";
import { invariant, ok, type Result } from "@/lib/result";
import type { YearProfile } from "@/lib/tax/settings";
import { assetId } from "@/lib/tax/transaction";
import { instant } from "@/lib/time/instant";
import { declineSecondStep } from "./account/second-step-notice";
import { commitImport } from "./commit-import";
import { DEFAULT_SETTINGS } from "./gains/default-settings";
import { linkAllTransfers } from "./link-transfer";
import { receiveUpload } from "./receive-upload";
import { signUp } from "./sign-up";

/** How to sign in to one set of demo books. */
export interface DemoSignIn {
  readonly email: string;
  readonly password: string;
  readonly who: string;
}

/**
 * Loads the demo books of db/demo through the services people use, once: books that were loaded stay as their visitors left
 * them, an interrupted load goes on where it was. `say` is told of each set of books. The passwords are public: never for a
 * database that others can reach.
 */
export async function seedDemo(
  say: (line: string) => void = () => undefined,
): Promise<readonly DemoSignIn[]> {
  const folder = join(process.cwd(), "db", "demo", "files");
  for (const user of DEMO_USERS) {
    const id = await ensureUser(user);
    await ensureDemoPhone(id, user);
    for (const client of DEMO_CLIENTS.filter((one) => isOf(one, user))) {
      if (await loadBooks(id, await ensureClient(id, client, user), client, folder)) {
        say(`Loaded the demo books of ${client.name}.`);
      }
    }
  }
  return DEMO_USERS.map(({ email, password, name, role }) => ({
    email,
    password,
    who: role === "investor" ? `${name}, investor` : `${name}, ${DEMO_FIRM.name}`,
  }));
}

const INVESTORS = new Set(
  DEMO_USERS.filter((user) => user.role === "investor").map((user) => user.name),
);

/** The investor's own books are hers; the others belong to the firm. */
const isOf = (client: DemoClient, user: DemoUser) =>
  user.role === "investor" ? client.name === user.name : !INVESTORS.has(client.name);

async function ensureUser(user: DemoUser): Promise<UserId> {
  const found = await withSystem((tx) => findUserByEmail(tx, user.email));
  if (found !== null) {
    return found.id;
  }
  const { role: kind, name, email, password } = user;
  const { user: id } = must(
    await signUp({ kind, name, email, password, firmName: DEMO_FIRM.name }),
  );
  // A visitor of the demo has nothing to protect.
  await declineSecondStep({ id });
  return id;
}

/**
 * A professional signs in with a second step, in the demo too: an app whose codes the page that asks for them shows, because the telephone
 * is as invented as its owner. The one place that marks a seed as the demo's. Somebody who has a second step keeps it.
 */
async function ensureDemoPhone(id: UserId, user: DemoUser): Promise<void> {
  if (user.role === "investor") {
    return;
  }
  await withSystem(async (tx) => {
    if (!(await hasSecondStep(tx, id))) {
      await insertTotpSecret(tx, id, newTotpSecret(), true);
      const made = await findTotpSecret(tx, id, "in-setup");
      invariant(made !== null, "the demo's telephone was added");
      await confirmTotpSecret(tx, id, made.id, null);
    }
  });
}

/** An investor's client came with the sign-up; a firm's has an id made of its key, so it is found again under any name. */
async function ensureClient(user: UserId, client: DemoClient, by: DemoUser): Promise<ClientId> {
  const id = demoId(client.key);
  return withUser({ id: user }, async (tx) => {
    const mine = await listClients(tx);
    const found = mine.find((one) =>
      by.role === "investor" ? one.ownerUserId === user : one.id === id,
    );
    if (found !== undefined) {
      return found.id;
    }
    const [firm] = await listFirms(tx);
    invariant(firm !== undefined, "the demo preparer has a firm");
    return insertClient(tx, { id, name: client.name, holder: firm.id });
  });
}

function demoId(key: string): ClientId {
  const hex = createHash("sha256").update(`lotwise demo ${key}`).digest("hex");
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
  ];
  return clientId([...parts, hex.slice(20, 32)].join("-"));
}

/** Loads one set of books; false when that was done before. */
async function loadBooks(
  id: UserId,
  client: ClientId,
  books: DemoClient,
  folder: string,
): Promise<boolean> {
  const user = { id };
  const write = async (work: (tx: ClientWriteTx) => Promise<void>) =>
    must(
      await withClient<null, never>(user, client, "write", async (tx) =>
        ok(await work(tx).then(() => null)),
      ),
    );
  const events = must(
    await withClient(user, client, "read", async (tx) => ok(await listAuditEvents(tx, 1000))),
  );
  const done = new Set(events.map((event) => event.deed));
  if (done.has("demo.loaded")) {
    return false;
  }
  if (!done.has("demo.settings")) {
    await write(async (tx) => {
      await tellSettings(tx, books);
      await insertAuditEvent(tx, { deed: "demo.settings" });
    });
  }
  for (const { file } of books.files) {
    await importFile(user, client, join(folder, file), file);
  }
  if (books.confirmTransfers) {
    must(await linkAllTransfers(user, client));
  }
  await write((tx) => insertAuditEvent(tx, { deed: "demo.loaded" }));
  return true;
}

async function tellSettings(tx: ClientWriteTx, books: DemoClient): Promise<void> {
  const { timeZone, pool } = books;
  await insertSettings(tx, { ...DEFAULT_SETTINGS, timeZone, pool });
  const accounts = await ensureAccounts(
    tx,
    books.accounts.map(({ name, source }) => ({ name, source })),
  );
  for (const order of books.standingOrders) {
    const account = order.account === null ? null : accounts.get(order.account);
    invariant(account !== undefined, "the demo's order names one of its accounts");
    await insertStandingOrder(tx, {
      account,
      method: order.method,
      effectiveFrom: instant(order.effectiveFrom),
      madeAt: instant(order.madeAt),
      toldBrokerAt: null,
    });
  }
  for (const profile of books.profiles) {
    await insertYearProfile(tx, profileOf(profile));
  }
  await insertQuotes(
    tx,
    DEMO_QUOTES.map((quote) => ({ ...quote, asset: assetId(quote.asset), at: instant(quote.at) })),
  );
}

const profileOf = (told: DemoProfile): YearProfile => ({
  year: told.year,
  filingStatus: told.filingStatus,
  ordinaryIncome: usd(told.ordinaryIncome),
  deduction: usd(told.deduction),
  qualifiedDividends: usd(told.qualifiedDividends),
  otherInvestmentIncome: usd(told.otherInvestmentIncome),
  magiAddBack: ZERO_USD,
  otherShort: ZERO_USD,
  otherLong: ZERO_USD,
  shortCarryoverIn: null,
  longCarryoverIn: null,
});

/** The way a visitor's file goes: uploaded, previewed, committed. */
async function importFile(
  user: { readonly id: UserId },
  client: ClientId,
  path: string,
  fileName: string,
): Promise<void> {
  const sha256 = createHash("sha256")
    .update(await readFile(path))
    .digest("hex");
  const { size } = await stat(path);
  const body = createReadStream(path);
  const received = must(await receiveUpload(user, client, { fileName, size, sha256, body }));
  if (received.is !== "imported-before") {
    must(await commitImport(user, client, received.batchId));
  }
}

/** Our own books are never refused: if one is, that is a bug to see. */
function must<T>(result: Result<T, { readonly code: string }>): T {
  invariant(result.ok, `the demo was refused: ${result.ok ? "" : result.error.code}`);
  return result.value;
}
