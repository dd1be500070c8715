import { expect, it } from "vitest";
import { listLiveTransactions } from "@/db/queries/live-transactions";
import { withClient } from "@/db/tenant";
import { invariant, ok } from "@/lib/result";
import { commitImport } from "@/lib/services/commit-import";
import { buyRow, coinbaseFile, type Owner, upload } from "./books-support";
import { makeInvestor, openDatabase } from "./support";

await openDatabase({ DB_POOL_SIZE: "6" });

/** TWO_TABS=50 for the whole measure; five rounds fit among the other tests. */
const ROUNDS = Number(process.env["TWO_TABS"] ?? "5");

/** Twenty rows of which each third is two fills that say the same but for their ids: they are two events. */
function fileOf(round: number): string {
  const rows = Array.from({ length: 20 }, (_, index) => {
    const isTwo = index % 3 === 1;
    const second = String(isTwo ? index - 1 : index).padStart(2, "0");
    return buyRow(`r${round}-${index}`, `2024-03-02 15:04:${second} UTC`, "0.5", "60000", "30000");
  });
  return coinbaseFile(rows);
}

async function live(who: Owner): Promise<number> {
  const read = await withClient(who, who.client, "read", async (tx) =>
    ok((await listLiveTransactions(tx)).length),
  );
  invariant(read.ok, "the books are the owner's");
  return read.value;
}

/** Uploads a file and commits what came of it, as one tab does. */
async function tab(who: Owner, name: string, text: string): Promise<"counted" | "refused"> {
  const received = await upload(who, name, text);
  invariant(received.ok, `the file is taken: ${JSON.stringify(received)}`);
  const { value } = received;
  if (!("batchId" in value)) {
    return "refused";
  }
  return (await commitImport(who, who.client, value.batchId)).ok ? "counted" : "refused";
}

it(`the same file in two tabs at once, ${ROUNDS} times: every row counts once, and equal fills stay two`, {
  timeout: 20_000 + ROUNDS * 6_000,
}, async () => {
  const who = await makeInvestor();
  for (let round = 0; round < ROUNDS; round += 1) {
    const text = fileOf(round);
    // Every second round the other tab has it under another name, every third with another end of file.
    const other = round % 3 === 0 ? `${text}\n` : text;
    const name = round % 2 === 0 ? `round-${round}.csv` : `again-${round}.csv`;
    const both = await Promise.all([tab(who, `round-${round}.csv`, text), tab(who, name, other)]);
    expect(both).toContain("counted");
    expect(await live(who)).toBe(20 * (round + 1));
  }
});
