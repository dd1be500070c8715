import pg from "pg";
import { afterAll, describe, expect, it } from "vitest";
import { getClient } from "@/db/queries/clients";
import { DatabaseUnavailable } from "@/db/unavailable";
import { newToken } from "@/lib/auth/token";
import { invariant } from "@/lib/result";
import { deleteBooks } from "@/lib/services/deletion/delete-books";
import { addTransaction, correctTransaction } from "@/lib/services/enter-transaction";
import { requestExport } from "@/lib/services/export/request-export";
import { resetPassword } from "@/lib/services/reset-password";
import { sendPasswordReset } from "@/lib/services/send-password-reset";
import { acceptInvitation } from "@/lib/services/sharing/answer-invitation";
import { invitePerson } from "@/lib/services/sharing/invite-person";
import { signUp } from "@/lib/services/sign-up";
import { startImport } from "@/lib/services/start-import";
import { startUndo } from "@/lib/services/start-undo";
import { voidTransaction } from "@/lib/services/void-transaction";
import { instant } from "@/lib/time/instant";
import {
  buyRow,
  coinbaseFile,
  imported,
  type Owner,
  previewed,
  upload,
} from "../../integration/books-support";
import { letterTo, makeAccount } from "../../integration/invitation-support";
import {
  makeFolder,
  makeInvestor,
  openDatabase,
  readOutbox,
  valued,
  write,
} from "../../integration/support";
import { doors } from "../../support/authorisation/product";
import { ONCE_DEEDS } from "../../support/once/deeds";
import { makeOnceScene } from "../../support/once/scene";
import { sendAtOnce } from "../../support/once/send";
import { countOf, tallyOf, tell } from "./count";

const TIMES = countOf(50);
const ORIGIN = "http://localhost:4321";
const folder = makeFolder();
const { ownerUrl } = await openDatabase({
  DB_POOL_SIZE: "8",
  DATA_DIR: folder,
  SMTP_URL: "",
  APP_ORIGIN: ORIGIN,
});
const admin = new pg.Client({ connectionString: ownerUrl });
await admin.connect();
afterAll(() => admin.end());

const PASSWORD = "three quiet rivers run";
const FORM = {
  account: "Old wallet",
  date: "2024-01-10",
  receivedQuantity: "0.1",
  receivedAsset: "BTC",
  value: "1000",
};
const file = coinbaseFile(
  Array.from({ length: 20 }, (_, index) =>
    buyRow(`row${index}`, `2024-03-02 15:04:${10 + index} UTC`, "0.1", "60000", "6000"),
  ),
);

type Answer = { readonly ok: boolean; readonly error?: { readonly code: string } };

/** Sends the same deed so many times at once; what each was answered. Told to come again is an answer too. */
async function storm(deed: () => Promise<Answer>): Promise<Readonly<Record<string, number>>> {
  const answers = await Promise.all(
    Array.from({ length: TIMES }, async () => {
      try {
        const answer = await deed();
        return answer.ok ? "done" : (answer.error?.code ?? "");
      } catch (error) {
        if (error instanceof DatabaseUnavailable) {
          return "come again";
        }
        throw error;
      }
    }),
  );
  return tallyOf(answers);
}

const count = async (text: string, ...values: readonly unknown[]) =>
  Number(
    (await admin.query<{ n: string }>(`select count(*) as n ${text}`, [...values])).rows[0]?.n,
  );

const live = ({ client }: Owner) =>
  count("from transactions where client_id = $1 and voided_at is null", client);

const entered = async (who: Owner) => valued(addTransaction(who, who.client, "buy", FORM));

describe(`the same deed ${TIMES} times at once has one effect`, () => {
  it("a file is taken in", { timeout: 120_000 }, async () => {
    const who = await makeInvestor();
    const told = await storm(() => upload(who, "a.csv", file));
    expect(await count("from import_batches where client_id = $1", who.client)).toBe(1);
    expect(await count("from uploads where client_id = $1", who.client)).toBe(1);
    tell("R9 upload", told);
  });

  it("an import", { timeout: 120_000 }, async () => {
    const who = await makeInvestor();
    const { batchId } = await previewed(who, "a.csv", file);
    const told = await storm(() => startImport(who, who.client, batchId));
    expect(told["done"]).toBe(1);
    expect(await live(who)).toBe(20);
    tell("R9 import", told);
  });

  it("taking an import back", { timeout: 120_000 }, async () => {
    const who = await makeInvestor();
    const { batchId } = await imported(who, "a.csv", file);
    const told = await storm(() => startUndo(who, who.client, batchId));
    expect(told["done"]).toBe(1);
    expect(await live(who)).toBe(0);
    tell("R9 undo", told);
  });

  it("a correction", async () => {
    const who = await makeInvestor();
    const id = await entered(who);
    const told = await storm(() =>
      correctTransaction(who, who.client, id, "buy", { ...FORM, value: "1100" }),
    );
    expect(told["done"]).toBe(1);
    expect(await live(who)).toBe(1);
    expect(await count("from transactions where client_id = $1", who.client)).toBe(2);
    tell("R9 correction", told);
  });

  it("a removal", async () => {
    const who = await makeInvestor();
    const id = await entered(who);
    const told = await storm(() => voidTransaction(who, who.client, id, "entered twice"));
    expect(told["done"]).toBe(1);
    expect(await live(who)).toBe(0);
    tell("R9 removal", told);
  });

  it("signing up", { timeout: 120_000 }, async () => {
    const email = `ann.${crypto.randomUUID()}@example.com`;
    const told = await storm(() =>
      signUp({ kind: "investor", name: "Ann Example", email, password: PASSWORD }),
    );
    expect(told["done"]).toBe(1);
    expect(await count("from users where email = $1", email)).toBe(1);
    tell("R9 sign-up", told);
  });

  it("a new password by a mailed link", { timeout: 120_000 }, async () => {
    const email = `ann.${crypto.randomUUID()}@example.com`;
    await valued(signUp({ kind: "investor", name: "Ann Example", email, password: PASSWORD }));
    await sendPasswordReset({ email });
    const mail = (await readOutbox(folder)).find((text) => text.includes(email)) ?? "";
    const token = new RegExp(`${ORIGIN}/reset-password/([\\w-]+)`).exec(mail)?.[1] ?? newToken();
    const told = await storm(() => resetPassword({ token, password: "seven slow green boats" }));
    expect(told["done"]).toBe(1);
    tell("R9 reset", told);
  });

  it("an invitation is accepted", async () => {
    const [who, pro] = [await makeInvestor(), await makeAccount()];
    const form = { recipient: "professional", what: "prepare", consent: "yes", email: pro.email };
    await valued(invitePerson(who, who.client, form, instant("2026-11-22T18:00:00Z")));
    const token = await letterTo(pro.email, admin, folder);
    const told = await storm(() => acceptInvitation(pro, token));
    expect(told["done"]).toBe(1);
    expect(await count("from access_grants where client_id = $1", who.client)).toBe(1);
    tell("R9 invitation", told);
  });

  it("an export of everything", async () => {
    const who = await makeInvestor();
    const told = await storm(() => requestExport(who, who.client));
    expect(await count("from job_runs where client_id = $1", who.client)).toBe(1);
    tell("R9 export", told);
  });

  it("books are deleted", async () => {
    const who = await makeInvestor();
    const { name } = await write(who, getClient);
    const told = await storm(() => deleteBooks(who, who.client, name));
    expect(told["done"]).toBe(1);
    expect(await count("from deletions where subject_id = $1", who.client)).toBe(1);
    tell("R9 deletion", told);
  });
});

it(`every form that adds something, ${TIMES} times at once under its key, adds it once`, {
  timeout: 60_000 + ONCE_DEEDS.length * 60_000,
}, async () => {
  const all = await doors();
  const scene = await makeOnceScene(ownerUrl);
  const answers: string[] = [];
  for (const deed of ONCE_DEEDS) {
    const door = all.find(({ name }) => name === deed.door);
    invariant(door !== undefined, `there is ${deed.door}`);
    answers.push(...(await sendAtOnce(door, deed, scene, { times: TIMES, ownerUrl })));
  }
  tell("R9 forms", { forms: ONCE_DEEDS.length, ...tallyOf(answers) });
});
