import { expect, it } from "vitest";
import { listLiveTransactions } from "@/db/queries/live-transactions";
import { commitImport } from "@/lib/services/commit-import";
import {
  buyRow,
  coinbaseFile,
  imported,
  type Owner,
  upload,
} from "../../integration/books-support";
import { makeInvestor, openDatabase, valued, write } from "../../integration/support";
import { countOf, tallyOf, tell } from "./count";

await openDatabase({ DB_POOL_SIZE: "6" });

const ROUNDS = countOf(50);

/** Thirty purchases of a round's hour. Each third is two fills that say the same but for their ids: two events. */
function rowsOf(round: number): readonly string[] {
  const hour = String(round % 24).padStart(2, "0");
  const day = String(1 + Math.floor(round / 24)).padStart(2, "0");
  return Array.from({ length: 30 }, (_, index) => {
    const second = String(index % 3 === 1 ? index - 1 : index).padStart(2, "0");
    const at = `2024-03-${day} ${hour}:04:${second} UTC`;
    return buyRow(`r${round}-${index}`, at, "0.5", "60000", "30000");
  });
}

const live = async (who: Owner) => (await write(who, listLiveTransactions)).length;

/** Uploads and commits, as one tab does. */
async function tab(who: Owner, name: string, text: string): Promise<string> {
  const received = await valued(upload(who, name, text));
  if (received.is !== "new") {
    return received.is;
  }
  const committed = await commitImport(who, who.client, received.batchId);
  return committed.ok ? "counted" : committed.error.code;
}

it(`a history in two tabs, again, renamed, in another order and overlapping, ${ROUNDS} times: each row counts once`, {
  timeout: 60_000 + ROUNDS * 10_000,
}, async () => {
  const who = await makeInvestor();
  const answers: string[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const rows = rowsOf(round);
    const [first, later] = [rows.slice(0, 20), rows.slice(10)];
    const text = coinbaseFile(first);
    const before = 30 * round;
    // Two tabs at once, one of them with another name or another end of file.
    const both = await Promise.all([
      tab(who, `${round}.csv`, text),
      tab(who, `also-${round}.csv`, round % 2 === 0 ? text : `${text}\n`),
    ]);
    expect(both).toContain("counted");
    expect(await live(who)).toBe(before + 20);
    // The same bytes under a third name: known before anything is read.
    const known = await valued(upload(who, `renamed-${round}.csv`, text));
    expect(["imported-before", "waiting"]).toContain(known.is);
    // The same rows the other way round: read, and told to be there already.
    const turned = await imported(who, `turned-${round}.csv`, coinbaseFile([...first].reverse()));
    expect(turned.counts).toMatchObject({ accepted: 0, known: 20 });
    // An export that overlaps by ten rows: ten are new.
    const overlapping = await imported(who, `later-${round}.csv`, coinbaseFile(later));
    expect(overlapping.counts).toMatchObject({ accepted: 10, known: 10 });
    expect(await live(who)).toBe(before + 30);
    answers.push(...both, known.is);
  }
  tell("R7", { rounds: ROUNDS, uploads: 5 * ROUNDS, rows: await live(who), ...tallyOf(answers) });
});
