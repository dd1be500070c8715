import pg from "pg";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { ClientId, UserId } from "@/db/ids";
import { putGrant } from "@/db/queries/access-grants";
import { listAuditEvents } from "@/db/queries/audit-events";
import { getSummary } from "@/db/queries/client-summaries";
import { signOffs } from "@/db/schema/sign-offs";
import { withClient } from "@/db/tenant";
import { err, invariant, ok } from "@/lib/result";
import { summariseClient } from "@/lib/services/cockpit/summarise-client";
import { downloadReport } from "@/lib/services/download-report";
import { addTransaction } from "@/lib/services/enter-transaction";
import { renderReport } from "@/lib/services/render-report";
import { requestReport } from "@/lib/services/request-report";
import { signReport, takeSignOffBack } from "@/lib/services/sign-off/sign-report";
import { viewSignedVersion } from "@/lib/services/sign-off/view-sign-offs";
import { viewReports } from "@/lib/services/view-reports";
import { voidTransaction } from "@/lib/services/void-transaction";
import { NOW } from "./gains-support";
import { makePreparer, makeUser, openDatabase, write } from "./support";

vi.setConfig({ testTimeout: 60_000 });
const { ownerUrl } = await openDatabase();
const admin = new pg.Client({ connectionString: ownerUrl });
await admin.connect();
afterAll(() => admin.end());

const at = { now: NOW };
type Person = { readonly id: UserId; readonly client: ClientId };

let preparer: Person;
let reviewer: Person;
let owner: Awaited<ReturnType<typeof makePreparer>>;
let taxpayer: Person;

/** Enters one purchase and one sale: $2,000 for what cost $1,000 makes a gain of $1,000, and selling is the one row of 2024. */
const enter = async (kind: "buy" | "sell", form: Readonly<Record<string, string>>) => {
  const told = await addTransaction(preparer, preparer.client, kind, {
    account: "Old wallet",
    ...form,
  });
  invariant(told.ok, JSON.stringify(told));
  return told.value;
};

beforeAll(async () => {
  owner = await makePreparer();
  const member = async (role: string): Promise<Person> => {
    const id = await makeUser("professional");
    await admin.query("insert into memberships (firm_id, user_id, role) values ($1, $2, $3)", [
      owner.firm,
      id,
      role,
    ]);
    return { id, client: owner.client };
  };
  preparer = await member("preparer");
  reviewer = await member("reviewer");
  taxpayer = { id: await makeUser(), client: owner.client };
  await write(owner, (tx) =>
    putGrant(tx, taxpayer.id, { role: "viewer", years: null, until: null, endsAt: null }),
  );
  await enter("buy", {
    date: "2024-01-10",
    receivedQuantity: "0.1",
    receivedAsset: "BTC",
    value: "1,000",
  });
  await enter("sell", {
    date: "2024-06-10",
    sentQuantity: "0.1",
    sentAsset: "BTC",
    value: "2,000",
  });
}, 60_000);

async function made(who: Person, year = 2024): Promise<string> {
  const asked = await requestReport(who, who.client, { year, kind: "year-end" }, at);
  invariant(asked.ok, "there is a year to report");
  await renderReport({
    user: who,
    clientId: who.client,
    subjectId: asked.value.reportId,
    progress: async () => undefined,
  });
  return asked.value.reportId;
}

async function seen(who: Person, report: string) {
  const view = await viewReports(who, who.client, at);
  invariant(view.ok, "the books are open");
  const found = view.value.reports.find(({ id }) => id === report);
  invariant(found !== undefined, "the version is listed");
  return found;
}

/** Where the board has a year of the client. */
async function stage(year = 2024) {
  invariant((await summariseClient(owner, owner.client, NOW)).ok, "the board is worked out");
  return (await write(owner, (tx) => getSummary(tx, year)))?.stage;
}

describe("a second person", () => {
  let report: string;

  it("signs what somebody else asked for: not the preparer, not the taxpayer, not who asked, and not twice", async () => {
    report = await made(preparer);
    expect(await seen(reviewer, report)).toMatchObject({
      status: "final",
      maySign: true,
      signOff: null,
    });
    expect(await seen(preparer, report)).toMatchObject({ maySign: false });
    const told = { report, note: "Basis checked." };
    expect(await signReport(preparer, owner.client, told, at)).toEqual(
      err({ code: "not-allowed" }),
    );
    expect(await signReport(taxpayer, owner.client, told, at)).toEqual(
      err({ code: "not-allowed" }),
    );
    const own = await made(owner);
    expect(await signReport(owner, owner.client, { report: own, note: "" }, at)).toEqual(
      err({ code: "second-person" }),
    );
    expect(await signReport(reviewer, owner.client, told, at)).toEqual(ok(null));
    expect(await signReport(owner, owner.client, told, at)).toEqual(
      err({ code: "changed-meanwhile" }),
    );
    // A later version is there; the signed one stays final all the same, and the client reads who signed.
    expect(await seen(taxpayer, report)).toMatchObject({
      status: "final",
      maySign: false,
      mayUnsign: false,
      signOff: { state: "signed", note: "Basis checked.", hasMoved: false },
    });
    const [event] = await write(owner, (tx) => listAuditEvents(tx));
    expect(event).toMatchObject({ deed: "report.sign", userId: reviewer.id, subjectId: report });
    const { rows } = await admin.query("select note from sign_offs where client_id = $1", [
      owner.client,
    ]);
    expect(JSON.stringify(rows)).not.toContain("Basis checked");
  });

  it("stands between checking a version and having handed it over, as the board says; the client's own download does too", async () => {
    const take = async (who: Person, of: string) =>
      expect((await downloadReport(who, owner.client, of, "pdf")).ok).toBe(true);
    const checked = await made(preparer);
    expect(await stage()).toBe("in-review");
    await take(preparer, checked);
    await take(reviewer, checked);
    expect(await stage()).toBe("in-review");
    expect(await signReport(reviewer, owner.client, { report: checked, note: "" }, at)).toEqual(
      ok(null),
    );
    // What was taken before it was signed was taken to check it.
    expect(await stage()).toBe("in-review");
    await take(preparer, checked);
    expect(await stage()).toBe("delivered");
    const next = await made(preparer);
    expect(await stage()).toBe("in-review");
    await take(taxpayer, next);
    expect(await stage()).toBe("delivered");
  });

  it("signs nothing of a year that still runs", async () => {
    const running = await made(preparer, 2026);
    expect(await seen(reviewer, running)).toMatchObject({ maySign: false });
    // Preliminary whatever it says: nobody reviews a year that is not over.
    expect(await stage(2026)).toBe("ready");
    expect(await signReport(reviewer, owner.client, { report: running, note: "" }, at)).toEqual(
      err({ code: "not-final" }),
    );
  });

  it("is asked for by the database too: nobody signs their own, or in another's name, or as a preparer", async () => {
    const own = await made(reviewer);
    const forged = (who: Person, of: string, by: UserId) =>
      withClient(who, who.client, "write", async (tx) =>
        ok(
          await tx.db.insert(signOffs).values({
            clientId: tx.clientId,
            reportId: of as never,
            state: "taken-back",
            signedBy: by,
          }),
        ),
      );
    const denied = { code: "42501" };
    await expect(forged(preparer, own, preparer.id)).rejects.toMatchObject(denied);
    await expect(forged(reviewer, own, owner.id)).rejects.toMatchObject(denied);
    const signed = (who: Person) =>
      admin.query("begin").then(async () => {
        await admin.query("set local role lotwise_owner");
        await admin.query(
          "select set_config('app.user_id', $1, true), set_config('app.client_id', $2, true)",
          [who.id, owner.client],
        );
        const hash = "0".repeat(64);
        try {
          await admin.query(
            `insert into sign_offs (client_id, report_id, state, as_of, ledger_version, settings_version, engine_version, input_sha256, figures_sha256, signed_by)
             values ($1, $2, 'signed', '2026-01-01', 1, 1, 'x', $3, $3, $4)`,
            [owner.client, own, hash, who.id],
          );
        } finally {
          await admin.query("rollback");
        }
      });
    // Their own: row security. Another's: only the hashes are missing.
    await expect(signed(reviewer)).rejects.toMatchObject({ code: "42501" });
    await expect(signed(owner)).rejects.toMatchObject({ code: "23503" });
  });

  it("what changes later is told by cause and leaves the version as it is; what is outdated is not signed", async () => {
    const second = await made(preparer);
    const { rows } = await admin.query<{ id: string }>(
      "select id from transactions where client_id = $1 and voided_at is null order by at desc limit 1",
      [owner.client],
    );
    const voided = await voidTransaction(
      preparer,
      owner.client,
      rows[0]?.id ?? "",
      "Was told twice",
    );
    expect(voided.ok).toBe(true);
    expect(await seen(reviewer, second)).toMatchObject({ isOutdated: true, maySign: false });
    expect(
      await signReport(reviewer, owner.client, { report: second, note: "" }, at),
    ).toMatchObject({
      ok: false,
    });
    expect(await seen(taxpayer, report)).toMatchObject({
      status: "final",
      signOff: { state: "signed", hasMoved: true },
    });
    const view = await viewSignedVersion(taxpayer, owner.client, report, at);
    invariant(view.ok, "the client sees it");
    // The sale is gone, and with it the gain of 2,000 − 1,000, held from January to June: short-term.
    expect(view.value.difference).toMatchObject({
      isEqual: false,
      removed: 1,
      added: 0,
      changed: 0,
    });
    expect(view.value.difference.terms[0]).toMatchObject({
      term: "short",
      filed: "1000",
      now: "0",
      change: "-1000",
    });
  });

  it("takes it back with a reason, and nobody else does", async () => {
    const back = { report, reason: "The sale was told twice" };
    expect(await takeSignOffBack(taxpayer, owner.client, back)).toEqual(
      err({ code: "not-allowed" }),
    );
    expect(await takeSignOffBack(reviewer, owner.client, { report, reason: " " })).toMatchObject({
      error: { fields: { reason: expect.any(String) } },
    });
    expect(await takeSignOffBack(owner, owner.client, back)).toEqual(ok(null));
    expect(await takeSignOffBack(owner, owner.client, back)).toEqual(err({ code: "not-found" }));
    expect(await seen(taxpayer, report)).toMatchObject({
      status: "superseded",
      signOff: { state: "taken-back", note: "The sale was told twice", hasMoved: false },
    });
    expect(await viewSignedVersion(owner, owner.client, report, at)).toEqual(
      err({ code: "not-found" }),
    );
  });
});
