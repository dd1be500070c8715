import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import { getBatch } from "@/db/queries/import-batches";
import { countImportRows } from "@/db/queries/import-rows";
import { withClient } from "@/db/tenant";
import type { Answers } from "@/lib/importers/source";
import { ok } from "@/lib/result";
import { commitImport } from "@/lib/services/commit-import";
import { undoImport } from "@/lib/services/undo-import";
import { allExpected } from "../unit/importers/all-expected";
import { stateHash, upload } from "./books-support";
import { makeInvestor, openDatabase } from "./support";

await openDatabase({ DB_POOL_SIZE: "4" });

const expectations = await allExpected();

/** What a person would have said before, for a fixture that leaves something open. */
const answersTo = (file: string): Answers => {
  const name = file.split(/[\\/]/).slice(-2).join("/");
  return { ...WRITTEN_BY.get(name), ...expectations.get(name)?.options?.answers };
};

/** Fixtures in a layout that several programs write, whose names alone do not tell which. */
const WRITTEN_BY: ReadonlyMap<string, Answers> = new Map([
  ["cointracker/2024-template.csv", { source: "cointracker" }],
  ["koinly/2024-universal.csv", { source: "koinly" }],
]);

const files = ["tests/fixtures/importers", "db/demo/files"].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".csv"))
    .map((name) => join(folder, name)),
);

describe("every fixture", () => {
  it("there are fixtures", () => {
    expect(files.length).toBeGreaterThan(10);
  });

  it.each(files)(
    "%s: rows read are the sum of their fates, twice is once, undone is as before",
    async (file) => {
      const who = await makeInvestor();
      const bytes = readFileSync(file);
      const before = await stateHash(who);
      const answers = answersTo(file);
      const received = await upload(who, basename(file), bytes, { answers });
      if (!received.ok) {
        expect(received.error.code).toBe("file-refused");
        expect(await stateHash(who)).toBe(before);
        return;
      }
      const { batchId } = received.value;
      const committed = await commitImport(who, who.client, batchId);
      if (!committed.ok) {
        throw new Error(committed.error.code);
      }
      const { counts } = committed.value;
      const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
      const kept = await withClient(who, who.client, "read", async (tx) =>
        ok({ batch: await getBatch(tx, batchId), rows: await countImportRows(tx, batchId) }),
      );
      expect(kept.ok && [kept.value.batch?.rowsRead, kept.value.rows]).toEqual([total, total]);
      expect(total).toBeGreaterThan(0);
      const during = await stateHash(who);
      expect(await upload(who, "again.csv", bytes)).toMatchObject({
        value: { is: "imported-before", batchId },
      });
      expect(await stateHash(who)).toBe(during);
      expect((await undoImport(who, who.client, batchId)).ok).toBe(true);
      expect(await stateHash(who)).toBe(before);
    },
  );
});
