import pg from "pg";
import { type ClientId, type UserId, userId } from "@/db/ids";
import { listPlanVersions } from "@/db/queries/plans";
import { invariant } from "@/lib/result";
import { markAsFiled, versionText } from "@/lib/services/filing/mark-as-filed";
import { assignClient } from "@/lib/services/firm/assign-client";
import { lotField } from "@/lib/services/identify-lots";
import { loadBooks } from "@/lib/services/load-books";
import { savePlan } from "@/lib/services/season/save-plan";
import { buy } from "../../integration/choices-support";
import { loadDemoClient } from "../../integration/gains-support";
import { makePreparer, makeUser, valued, write } from "../../integration/support";
import { cookieOf, giveSecondStep } from "../authorisation/scene";

/** Books a firm keeps, with something of what deeds are about, and a colleague. */
export interface OnceScene {
  readonly id: UserId;
  readonly client: ClientId;
  readonly cookie: string;
  readonly colleague: UserId;
  readonly account: string;
  readonly lot: string;
  readonly plan: string;
  readonly pick: string;
  readonly filedYear: number;
}

/** Sets them up. The filed year is one of the demo's that is over. */
export async function makeOnceScene(ownerUrl: string): Promise<OnceScene> {
  const admin = new pg.Client({ connectionString: ownerUrl });
  await admin.connect();
  try {
    const { id, firm, client } = await makePreparer();
    await giveSecondStep(id);
    const colleague = userId(await makeUser("professional"));
    await admin.query(
      "insert into memberships (firm_id, user_id, role) values ($1, $2, 'preparer')",
      [firm, colleague],
    );
    const who = { id, client };
    await valued(assignClient(who, client, id, true));
    await loadDemoClient(who, "nora");
    const lot = await buy(who, "2024-05-01", "2", "60000", { account: "Once wallet" });
    const told = { plan: null, name: "Before", note: "", picks: null };
    const plan = await valued(savePlan(who, client, told));
    const [version] = await write(who, (tx) => listPlanVersions(tx, plan));
    const pick = version?.plan.sales[0]?.key;
    invariant(pick !== undefined, "the plan has a sale");
    const books = await valued(loadBooks(who, client));
    const [last] = books.years.filter(({ refusal }) => refusal === null);
    invariant(last !== undefined, "a year can be filed");
    const filing = {
      year: String(last.year),
      version: versionText(books),
      filedOn: `${last.year + 1}-04-10`,
    };
    await valued(markAsFiled(who, client, filing));
    const { rows } = await admin.query<{ id: string }>(
      "select id from accounts where client_id = $1 and name = 'Once wallet'",
      [client],
    );
    return {
      id,
      client,
      cookie: await cookieOf(id),
      colleague,
      account: rows[0]?.id ?? "",
      lot: lotField(lot),
      plan,
      pick,
      filedYear: last.year,
    };
  } finally {
    await admin.end();
  }
}
